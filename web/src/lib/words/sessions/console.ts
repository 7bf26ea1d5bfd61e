import { area } from '../area.ts';

/** Two hosts at one console, and the console going to another device. `what`: the segment, speaker or question it was about. */
type Acts = Readonly<Record<string, (what: string) => string>>;
interface Words {
  readonly hand: (who: string, time: string, act: string) => string;
  readonly acts: Acts;
  readonly offer: string;
  readonly offerTitle: string;
  readonly offerNote: string;
  readonly offerNow: string;
  readonly scan: string;
  readonly qrOf: string;
  readonly until: (time: string) => string;
  readonly waiting: string;
  readonly takeBack: string;
  readonly copy: string;
  readonly copied: string;
  readonly taken: (who: string) => string;
  readonly takenBySelf: string;
  readonly takenNote: string;
  readonly handOver: string;
  readonly bothStay: string;
  readonly otherOffers: (who: string) => string;
  readonly handedOver: (who: string, time: string) => string;
  readonly handedOverNote: string;
  readonly stayHere: string;
  readonly editAgenda: string;
}

const zhActs: Acts = {
  opened: () => '宣布开会',
  segmentStarted: (what) => `开始了“${what}”`,
  segmentSkipped: (what) => `跳过了“${what}”`,
  segmentExtended: (what) => `延长了“${what}”`,
  segmentMoved: (what) => `调整了“${what}”的次序`,
  segmentRemoved: () => '移除了一个环节',
  segmentAdded: (what) => `添加了“${what}”`,
  segmentRevised: (what) => `改了“${what}”`,
  clockPaused: () => '暂停了环节计时',
  clockResumed: () => '继续了环节计时',
  floorGiven: (what) => `请${what}发言`,
  turnStarted: (what) => `开始了${what}的发言`,
  turnPaused: (what) => `暂停了${what}的发言`,
  turnResumed: (what) => `继续了${what}的发言`,
  turnExtended: (what) => `给${what}延长了时间`,
  timePassed: (what) => `转让了${what}的时间`,
  turnEnded: (what) => `结束了${what}的发言`,
  requestMoved: () => '调整了排队次序',
  questionRaised: (what) => `提出了问题“${what}”`,
  questionReturned: (what) => `放回了问题“${what}”`,
  questionDeclined: (what) => `没有采用问题“${what}”`,
  questionReleased: (what) => `放行了问题“${what}”`,
  questionMerged: (what) => `合并了问题“${what}”`,
  questionUnmerged: (what) => `拆开了问题“${what}”`,
  questionDirected: (what) => `改派了问题“${what}”`,
  questionsHeld: () => '改了提问是否先过目',
  motionSet: (what) => `提出了辩题“${what}”`,
  sideTimeSet: () => '改了各方时间',
  sideExtended: () => '给一方加了时间',
  sceneShown: () => '换了大屏画面',
};

const enActs: Acts = {
  opened: () => 'opened the session',
  segmentStarted: (what) => `started “${what}”`,
  segmentSkipped: (what) => `skipped “${what}”`,
  segmentExtended: (what) => `extended “${what}”`,
  segmentMoved: (what) => `moved “${what}”`,
  segmentRemoved: () => 'removed a segment',
  segmentAdded: (what) => `added “${what}”`,
  segmentRevised: (what) => `changed “${what}”`,
  clockPaused: () => 'paused the segment’s clock',
  clockResumed: () => 'resumed the segment’s clock',
  floorGiven: (what) => `gave the floor to ${what}`,
  turnStarted: (what) => `started the turn of ${what}`,
  turnPaused: (what) => `paused the turn of ${what}`,
  turnResumed: (what) => `resumed the turn of ${what}`,
  turnExtended: (what) => `gave ${what} more time`,
  timePassed: (what) => `passed on time of ${what}`,
  turnEnded: (what) => `ended the turn of ${what}`,
  requestMoved: () => 'changed the queue',
  questionRaised: (what) => `raised “${what}”`,
  questionReturned: (what) => `put back “${what}”`,
  questionDeclined: (what) => `did not take up “${what}”`,
  questionReleased: (what) => `let in “${what}”`,
  questionMerged: (what) => `merged “${what}”`,
  questionUnmerged: (what) => `un-merged “${what}”`,
  questionDirected: (what) => `directed “${what}” elsewhere`,
  questionsHeld: () => 'changed whether questions wait',
  motionSet: (what) => `put the motion “${what}”`,
  sideTimeSet: () => 'changed the time of the sides',
  sideExtended: () => 'gave a side more time',
  sceneShown: () => 'changed the big screen',
};

export const consoleWords = area<Words>(
  {
    hand: (who, time, act) => `${who} ${time} ${act}`,
    acts: zhActs,
    offer: '换设备主持',
    offerTitle: '把主持台交给另一台设备',
    offerNote: '用另一台手机、平板或电脑扫码，就能接过主持台。码只能用一次，十分钟内有效。',
    offerNow: '生成一次性二维码',
    scan: '用另一台设备扫这个码，或打开链接：',
    qrOf: '接过主持台的二维码',
    until: (time) => `${time} 前有效，只能用一次`,
    waiting: '等待另一台设备……',
    takeBack: '收回',
    copy: '复制链接',
    copied: '链接已复制。',
    taken: (who) => `${who}已经接过主持台`,
    takenBySelf: '您的另一台设备已经打开主持台',
    takenNote: '请确认：这台设备还要继续主持吗？',
    handOver: '交出，我改做记录',
    bothStay: '两台一起主持',
    otherOffers: (who) => `${who}正在把主持台交给另一台设备。`,
    handedOver: (who, time) => `${time} 主持台已交给${who}`,
    handedOverNote: '现在由对方操作；这台设备改做记录，也可以看全部内容。',
    stayHere: '知道了，留在这里',
    editAgenda: '调整议程',
  },
  {
    hand: (who, time, act) => `${who} ${act} at ${time}`,
    acts: enActs,
    offer: 'Change device',
    offerTitle: 'Hand the console to another device',
    offerNote: 'Scan with another phone, tablet or computer to take the console. The code works once, within ten minutes.',
    offerNow: 'Make a one-time code',
    scan: 'Scan this with the other device, or open the link:',
    qrOf: 'QR code to take the console',
    until: (time) => `Good until ${time}, once`,
    waiting: 'Waiting for the other device…',
    takeBack: 'Take it back',
    copy: 'Copy the link',
    copied: 'Link copied.',
    taken: (who) => `${who} has taken the console`,
    takenBySelf: 'Your other device has opened the console',
    takenNote: 'Please confirm: does this device go on hosting?',
    handOver: 'Hand over; I become recorder',
    bothStay: 'Both host',
    otherOffers: (who) => `${who} is handing the console to another device.`,
    handedOver: (who, time) => `The console went to ${who} at ${time}`,
    handedOverNote: 'They run it now; this device records, and still sees everything.',
    stayHere: 'Understood, stay here',
    editAgenda: 'Change the agenda',
  },
);
