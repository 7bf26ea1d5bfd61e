import type { LostWhy } from '#web/lib/live/document-lost.ts';
import { area } from '../area.ts';

interface Offline {
  readonly saved: string;
  readonly waiting: (places: number) => string;
  readonly offline: string;
  /** Not connected, and so many places wait on this device. */
  readonly offlineWaiting: (places: number) => string;
  /** Not connected, and this device keeps nothing. */
  readonly offlineUnkept: (places: number) => string;
  readonly unkept: Readonly<Record<'off' | 'full', string>>;
  readonly lostTitle: string;
  readonly lostWhy: Readonly<Record<LostWhy, string>>;
  readonly lostAt: (list: string, n: number, field: string) => string;
  /** Its row is not in the list. */
  readonly lostGone: (list: string, field: string) => string;
  readonly copy: string;
  readonly copyAll: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly done: string;
  readonly doneAsk: string;
  readonly nothing: string;
  readonly somebody: string;
  /** Theirs stands. */
  readonly overruled: (mine: string, who: string, theirs: string) => string;
  /** Mine stands. */
  readonly prevailed: (mine: string, who: string, theirs: string) => string;
  /** The same, where what they chose is not known any more. */
  readonly prevailedUnknown: (mine: string, who: string) => string;
  readonly setBack: (value: string) => string;
  readonly setTo: (value: string) => string;
  readonly keep: string;
  readonly signOutUnsent: (edits: number) => string;
}

const zh: Offline = {
  saved: '已保存',
  waiting: (places) => `待同步 ${places} 处`,
  offline: '离线，连上后自动同步',
  offlineWaiting: (places) => `离线，已存在本机，待同步 ${places} 处`,
  offlineUnkept: (places) => `离线，待同步 ${places} 处`,
  unkept: {
    off: '这个浏览器不能在本机保存（可能是无痕窗口）。没同步的修改只留在这一页，请先不要关闭或刷新。',
    full: '本机存储空间满了。没同步的修改只留在这一页，请先不要关闭或刷新。',
  },
  lostTitle: '下面的内容没有写进清单',
  lostWhy: {
    frozen: '清单已经定稿，您写的这些没有来得及写进去，可以复制下来。',
    'read-only': '您现在不能改这份清单，您写的这些没有写进去，可以复制下来。',
    'not-yours': '您现在不能看这份清单，您写的这些没有写进去，可以复制下来。',
    removed: '您写的时候，别人删掉了这一行。要用的话，请复制后重新添加。',
    younger: '服务器上的清单退回到了较早的样子，您还没同步的这些没有写进去。要用的话，请复制后重新填写。',
    broken: '服务器没有收下这些内容，请复制下来，缩短或分几次重新填写。',
  },
  lostAt: (list, n, field) => `${list} 第 ${n} 行 · ${field}`,
  lostGone: (list, field) => `${list} · ${field}`,
  copy: '复制',
  copyAll: '全部复制',
  copied: '已复制。',
  copyFailed: '没能复制，请长按文字手动复制。',
  done: '已处理，不再显示',
  doneAsk: '不再显示后，这些内容就找不回来了。确定吗？',
  nothing: '空白',
  somebody: '有人',
  overruled: (mine, who, theirs) => `您选了${mine}，${who}同时选了${theirs}；现在是${theirs}。`,
  prevailed: (mine, who, theirs) => `您选了${mine}，${who}同时选了${theirs}；现在是${mine}。`,
  prevailedUnknown: (mine, who) => `您选了${mine}，${who}同时也改了这里；现在是${mine}。`,
  setBack: (value) => `改回${value}`,
  setTo: (value) => `改成${value}`,
  keep: '就这样',
  signOutUnsent: (edits) => `您有 ${edits} 处修改还没有同步。退出登录会从这台设备上删掉它们，确定退出吗？`,
};

const en: Offline = {
  saved: 'Saved',
  waiting: (places) => (places === 1 ? '1 place to be sent' : `${places} places to be sent`),
  offline: 'Offline; will catch up once connected',
  offlineWaiting: (places) => `Offline; kept on this device, ${places === 1 ? '1 place' : `${places} places`} to be sent`,
  offlineUnkept: (places) => `Offline; ${places === 1 ? '1 place' : `${places} places`} to be sent`,
  unkept: {
    off: 'This browser keeps nothing on this device (a private window, perhaps). What is not sent yet lives only in this page: please do not close or reload it.',
    full: 'This device has no room left. What is not sent yet lives only in this page: please do not close or reload it.',
  },
  lostTitle: 'This did not get into the lists',
  lostWhy: {
    frozen: 'The lists became final before this got in. You can copy it.',
    'read-only': 'You may not change this list any more, so this did not get in. You can copy it.',
    'not-yours': 'You may not see this list any more, so this did not get in. You can copy it.',
    removed: 'Somebody removed this row while you wrote in it. Copy it and add it again if it is needed.',
    younger:
      'The list on the server went back to an earlier state, and what you had not sent did not get in. Copy it and write it again if it is needed.',
    broken: 'The server did not take this. Copy it, and write it again shorter or in parts.',
  },
  lostAt: (list, n, field) => `${list}, row ${n}, ${field}`,
  lostGone: (list, field) => `${list}, ${field}`,
  copy: 'Copy',
  copyAll: 'Copy all',
  copied: 'Copied.',
  copyFailed: 'Could not copy; please select the text by hand.',
  done: 'Dealt with, do not show again',
  doneAsk: 'Once it is not shown any more it cannot be found again. Are you sure?',
  nothing: 'nothing',
  somebody: 'Somebody',
  overruled: (mine, who, theirs) => `You chose ${mine}; ${who} chose ${theirs} at the same time. Now it is ${theirs}.`,
  prevailed: (mine, who, theirs) => `You chose ${mine}; ${who} chose ${theirs} at the same time. Now it is ${mine}.`,
  prevailedUnknown: (mine, who) => `You chose ${mine}; ${who} changed it at the same time. Now it is ${mine}.`,
  setBack: (value) => `Back to ${value}`,
  setTo: (value) => `Change to ${value}`,
  keep: 'Leave it so',
  signOutUnsent: (edits) =>
    `${edits === 1 ? 'One change of yours has' : `${edits} changes of yours have`} not been sent. Signing out removes ${edits === 1 ? 'it' : 'them'} from this device. Sign out?`,
};

/** Writing without a connection: what waits, what was not taken in, and two people setting one cell at once. */
export const offline = area<Offline>(zh, en);
