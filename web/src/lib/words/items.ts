import type { ActionName, FieldName } from '#web/lib/items/actions.ts';
import type { Finding, Mark, Stage } from '#shared/items/state.ts';
import { area } from './area.ts';

type Said = { readonly label: string; readonly note: string };
type Zone = Exclude<Stage, 'unissued'>;

const stagesZh: Record<Zone, string> = { issued: '待领单', inProgress: '办理中', suspended: '已挂起', reported: '待核验', verified: '待评价', closed: '已销号' };
const stagesEn: Record<Zone, string> = { issued: 'To be claimed', inProgress: 'In progress', suspended: 'Suspended', reported: 'To be verified', verified: 'Being rated', closed: 'Closed' };

const actionsZh: Record<ActionName, Said> = {
  claim: { label: '领单', note: '领单后由本部门办理，按时限销号。' },
  askReturn: { label: '申请退回', note: '说明理由，由督办员裁定改派或维持。' },
  note: { label: '记进展', note: '写下做了什么，最好附照片。公众会看到。' },
  reportDone: { label: '申报办结', note: '写明结果并附照片或文件。核验由别人来做。' },
  askExtension: { label: '申请延期', note: '写明延到哪天、为什么。' },
  reachMilestone: { label: '完成节点', note: '最近一个没有完成的节点。' },
  countersign: { label: '会签同意', note: '会办部门同意目前的办理情况。' },
  dissent: { label: '提出异议', note: '会办部门有不同意见，会一并记录。' },
  uphold: { label: '维持原主办', note: '退回不成立，仍由原部门办理。' },
  reassign: { label: '改派', note: '换一个主办部门，重新计算领单时间。' },
  grantExtension: { label: '同意延期', note: '时限改为申请的日期。' },
  refuseExtension: { label: '不同意延期', note: '时限不变。' },
  suspend: { label: '挂起', note: '条件所限暂时办不了，每年复核一次。' },
  resume: { label: '恢复办理', note: '条件具备了，继续办理。' },
  keepSuspended: { label: '继续挂起', note: '复核后条件仍不具备。' },
  verify: { label: '核验通过', note: '到现场看过或核对过材料。随后请群众评价。' },
  sendBack: { label: '退回重办', note: '说明还差什么。' },
  close: { label: '销号', note: '第二把钥匙：部门申报，您来销号。' },
  redo: { label: '重办', note: '评价不好或仍有问题，交回继续办理。' },
  lookBack: { label: '记回头看', note: '再去看一次，结果还在不在。' },
  retire: { label: '不再复看', note: '今后不再每年提醒。' },
};
const actionsEn: Record<ActionName, Said> = {
  claim: { label: 'Claim', note: 'From now on your department does it, by the due day.' },
  askReturn: { label: 'Ask to return', note: 'Say why; a supervisor reassigns or upholds.' },
  note: { label: 'Note progress', note: 'Say what was done, best with a photo. The public sees it.' },
  reportDone: { label: 'Report done', note: 'Say the result and add a photo or file. Somebody else verifies.' },
  askExtension: { label: 'Ask for more time', note: 'Until when, and why.' },
  reachMilestone: { label: 'Milestone reached', note: 'The nearest one still open.' },
  countersign: { label: 'Countersign', note: 'The cooperating department agrees with the work as it stands.' },
  dissent: { label: 'Dissent', note: 'The cooperating department disagrees; it is recorded.' },
  uphold: { label: 'Uphold', note: 'The return is not granted; the same department does it.' },
  reassign: { label: 'Reassign', note: 'Another lead department; the time to claim starts anew.' },
  grantExtension: { label: 'Grant', note: 'The due day becomes the one asked for.' },
  refuseExtension: { label: 'Do not grant', note: 'The due day stays.' },
  suspend: { label: 'Suspend', note: 'Conditions do not allow it for now; looked at every year.' },
  resume: { label: 'Resume', note: 'Conditions are met; work goes on.' },
  keepSuspended: { label: 'Keep suspended', note: 'Conditions are still not met.' },
  verify: { label: 'Verified', note: 'Seen on the spot or checked. Then people rate it.' },
  sendBack: { label: 'Send back', note: 'Say what is missing.' },
  close: { label: 'Close', note: 'The second key: the department reported, you close.' },
  redo: { label: 'Do again', note: 'Rated badly or not right yet.' },
  lookBack: { label: 'Look back', note: 'Go again and see whether it is still true.' },
  retire: { label: 'Look no more', note: 'No yearly reminder from now on.' },
};

const fieldsZh: Record<FieldName, string> = { text: '情况', reason: '理由', code: '退回理由', files: '照片或文件', class: '办理结果', to: '延到哪天', due: '新的时限', reassignTo: '改由谁主办', suggests: '建议由谁主办', finding: '看到的结果' };
const fieldsEn: Record<FieldName, string> = { text: 'What', reason: 'Why', code: 'Reason', files: 'Photos or files', class: 'Result', to: 'Until', due: 'New due day', reassignTo: 'New lead department', suggests: 'Who should lead', finding: 'Finding' };
const marksZh: Record<Mark, string> = { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' };
const marksEn: Record<Mark, string> = { satisfied: 'Satisfied', basically: 'Mostly satisfied', dissatisfied: 'Not satisfied' };
const findingsZh: Record<Finding, string> = { consolidated: '巩固：问题没有再出现', rebound: '反弹：问题又出现了', redo: '需再办：还要继续办' };
const findingsEn: Record<Finding, string> = { consolidated: 'Still true', rebound: 'Relapsed', redo: 'Needs more work' };

export const items = area(
  {
    stages: stagesZh, actions: actionsZh, fields: fieldsZh, marks: marksZh, findings: findingsZh,
    item: '责任项', desk: '领单台', deskNote: '先看逾期和快到期的。点开一件，看它的来龙去脉。',
    supervision: '督办', supervisionNote: '逾期和停滞的排在最前。',
    publicTitle: '公开', publicNote: '协商了什么、谁在办、办到哪一步，都在这里。',
    all: '全部', overdue: '逾期', soon: '快到期', opinions: '待会签', adjudicate: '待裁定', verify: '待核验', close: '待销号', lookBack: '待回头看', extension: '待批延期', red: '逾期',
    none: '这一栏没有事项', noneNext: '有新的会自动出现。',
    due: (day: string) => `${day}前办结`, daysLeft: (days: number) => (days > 0 ? `还剩 ${days} 个工作日` : days === 0 ? '今天到期' : `逾期 ${-days} 个工作日`),
    stalled: (days: number) => `${days} 个工作日没有进展`, claimBy: (when: string) => `请在 ${when}前领单`, claimOverrun: '超过领单时间',
    lead: '主办', cooperating: '会办', task: '具体任务', criterion: '完成标准', dueDay: '完成时限', contact: '联系人', milestones: '节点', number: '编号',
    source: '来自', toSource: { question: '看当时的提问', answer: '看当时的答复', turn: '看当时的发言', commitment: '看当场的承诺', statement: '看这条观点' }, toSession: '看这次协商会', story: '办理过程', whatNow: '现在要做的', evidence: '办结情况', before: '办理前', after: '办理后',
    rating: '群众评价', ratingOf: (rated: number, asked: number) => `${asked} 人受邀，${rated} 人评价`, small: '评价人数太少，不公布分项。', ratingOpen: (when: string) => `正在评价，${when}截止`,
    attitude: '办理态度', result: '办理结果', opinionsGiven: '会办意见', countersigned: '已会签', dissented: '有异议', waiting: '还没有意见',
    rate: '请您评价', rateNote: '您参加过的协商会，说好的事办得怎么样？部门看不到是谁评的。', noRatings: '现在没有等您评价的事', noRatingsNext: '事项核验通过后会出现在这里。', ratedThanks: '谢谢，已记下您的评价。截止前可以修改。', rateSend: '提交评价', rateReason: '想说的话',
    sessionsDone: '已结束的协商会', itemsTitle: '责任项', findItem: '按编号或名称查找', noItems: '还没有公开的责任项', noItemsNext: '协商会的责任清单交办以后，会列在这里。', noSessions: '还没有结束的协商会',
    record: '协商会公开记录', suggestions: '协商建议清单', responsibilities: '责任落实清单', questions: '提问与答复', turns: '发言', commitments: '当场承诺', notYet: '清单交办以后在这里公开。',
    done: (what: string) => `${what}：已记下。`, addPhotos: '添加照片', chooseDepartment: '请选择部门', redos: (n: number) => `重办 ${n} 次`, reassigned: (n: number) => `改派 ${n} 次`, minority: '少数意见', support: (yes: number, hold: number, no: number) => `支持 ${yes} · 保留 ${hold} · 反对 ${no}`,
    unnamed: '匿名', said: (name: string) => `${name}发言`, seconds: (n: number) => `${n} 人附议`, lamps: { none: '不计时', green: '正常', yellow: '快到期', red: '已逾期' },
  },
  {
    stages: stagesEn, actions: actionsEn, fields: fieldsEn, marks: marksEn, findings: findingsEn,
    item: 'Item', desk: 'Desk', deskNote: 'Overdue and due ones first. Open one to see its whole story.',
    supervision: 'Supervision', supervisionNote: 'Overdue and stalled ones first.',
    publicTitle: 'Public record', publicNote: 'What was talked over, who does it, how far it is.',
    all: 'All', overdue: 'Overdue', soon: 'Due soon', opinions: 'To countersign', adjudicate: 'To adjudicate', verify: 'To verify', close: 'To close', lookBack: 'To look back', extension: 'Extensions', red: 'Overdue',
    none: 'Nothing here', noneNext: 'New ones appear by themselves.',
    due: (day: string) => `due ${day}`, daysLeft: (days: number) => (days > 0 ? `${days} working days left` : days === 0 ? 'due today' : `${-days} working days overdue`),
    stalled: (days: number) => `no progress for ${days} working days`, claimBy: (when: string) => `to be claimed by ${when}`, claimOverrun: 'not claimed in time',
    lead: 'Lead', cooperating: 'Cooperating', task: 'Task', criterion: 'Done when', dueDay: 'Due', contact: 'Contact', milestones: 'Milestones', number: 'Number',
    source: 'Comes from', toSource: { question: 'See the question', answer: 'See the answer', turn: 'See the speech', commitment: 'See the promise', statement: 'See the statement' }, toSession: 'See the session', story: 'What happened', whatNow: 'What to do now', evidence: 'What was reported', before: 'Before', after: 'After',
    rating: 'How people rate it', ratingOf: (rated: number, asked: number) => `${rated} of ${asked} rated`, small: 'Too few ratings to show the figures.', ratingOpen: (when: string) => `rating open until ${when}`,
    attitude: 'Attitude', result: 'Result', opinionsGiven: 'Cooperating departments', countersigned: 'countersigned', dissented: 'dissents', waiting: 'no opinion yet',
    rate: 'Please rate', rateNote: 'What was agreed at a session you took part in: how was it done? Departments never see who rated.', noRatings: 'Nothing waits for your rating', noRatingsNext: 'Items appear here once they are verified.', ratedThanks: 'Thank you, noted. You may change it until the end.', rateSend: 'Send rating', rateReason: 'In your words',
    sessionsDone: 'Sessions that were held', itemsTitle: 'Items', findItem: 'Find by number or name', noItems: 'No public items yet', noItemsNext: 'They are listed here once a session issues its responsibility list.', noSessions: 'No session has ended yet',
    record: 'Public record of the session', suggestions: 'Suggestion list', responsibilities: 'Responsibility list', questions: 'Questions and answers', turns: 'Speeches', commitments: 'Promises made', notYet: 'Public here once the lists are issued.',
    done: (what: string) => `${what}: noted.`, addPhotos: 'Add photos', chooseDepartment: 'Choose a department', redos: (n: number) => `done again ${n} times`, reassigned: (n: number) => `reassigned ${n} times`, minority: 'Minority', support: (yes: number, hold: number, no: number) => `for ${yes} · holding ${hold} · against ${no}`,
    unnamed: 'Unnamed', said: (name: string) => `${name} speaks`, seconds: (n: number) => (n === 1 ? '1 second' : `${n} seconds`), lamps: { none: 'not counting', green: 'on time', yellow: 'due soon', red: 'overdue' },
  },
);
