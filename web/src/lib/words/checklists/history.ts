import { area } from '../area.ts';

interface Words {
  readonly open: string;
  readonly title: (list: string) => string;
  readonly tabs: string;
  readonly byTime: string;
  readonly whoWrote: string;
  readonly moments: string;
  readonly none: string;
  readonly noneNext: string;
  readonly older: string;
  readonly beginning: string;
  readonly beginsHere: string;
  readonly failed: string;
  readonly house: string;
  readonly me: string;
  readonly somebody: string;
  readonly unknown: string;
  /** 14:30–14:32 */
  readonly between: (from: string, to: string) => string;
  readonly addedRow: (n: number) => string;
  readonly changedRow: (n: number, fields: string) => string;
  readonly rewroteRow: (n: number) => string;
  readonly movedRow: (n: number) => string;
  readonly addedGone: string;
  readonly changedGone: (fields: string) => string;
  readonly removedRow: string;
  readonly removedRows: (n: number) => string;
  readonly moreRows: (n: number) => string;
  readonly letters: (added: number, removed: number) => string;
  readonly separator: string;
  readonly choose: string;
  readonly backToAll: string;
  readonly against: string;
  readonly againstNow: string;
  readonly ownChanges: string;
  readonly asOf: (when: string) => string;
  readonly legendNow: string;
  readonly legendOwn: string;
  readonly sameAsNow: string;
  readonly sameRows: (n: number) => string;
  readonly changedNothing: string;
  readonly sinceRemoved: string;
  readonly sinceAdded: string;
  readonly sinceChanged: string;
  readonly sinceMoved: (then: number, now: number) => string;
  readonly wasRemoved: string;
  readonly wasAdded: string;
  readonly wasChanged: string;
  readonly wasMoved: (before: number, after: number) => string;
  readonly restoreAll: string;
  readonly restoreAllTitle: string;
  readonly restoreAllNote: (rows: number) => string;
  readonly restoreRow: string;
  readonly dropRow: string;
  readonly restoreCell: string;
  readonly of: (what: string, n: number) => string;
  readonly ofCell: (what: string, n: number, field: string) => string;
  readonly restoredAll: (when: string) => string;
  readonly restoredRow: (n: number) => string;
  readonly restoredCell: (field: string) => string;
  readonly undo: string;
  readonly undone: string;
  readonly row: string;
  readonly chooseRow: string;
  readonly noRows: string;
  readonly rowName: (n: number, title: string) => string;
  readonly rowNameNow: (n: number, title: string) => string;
  readonly made: (name: string, when: string) => string;
  readonly madeUnknown: string;
  readonly set: (name: string, when: string) => string;
  readonly setUnknown: string;
  readonly writers: string;
  readonly wrote: (name: string, letters: number, when: string) => string;
  readonly run: (name: string, when: string) => string;
  readonly runUnknown: string;
}

const zh: Words = {
  open: '修改记录',
  title: (list) => `${list} · 修改记录`,
  tabs: '看什么',
  byTime: '按时间看',
  whoWrote: '谁写的',
  moments: '修改记录，最近的在前',
  none: '还没有人写过',
  noneNext: '有人动笔之后，谁在什么时候改了哪里，都会记在这里。',
  older: '看更早的',
  beginning: '从这里开始写的。',
  beginsHere: '更早的记录已按期限清除，只留下当时的内容。',
  failed: '没有取到记录，请检查网络后再试。',
  house: '平台自动添加',
  me: '我',
  somebody: '一位参会者',
  unknown: '早于记录',
  between: (from, to) => `${from}–${to}`,
  addedRow: (n) => `添加了第 ${n} 行`,
  changedRow: (n, fields) => `改了第 ${n} 行的${fields}`,
  rewroteRow: (n) => `改了第 ${n} 行`,
  movedRow: (n) => `移动了第 ${n} 行`,
  addedGone: '添加了一行（后来删了）',
  changedGone: (fields) => `改了一行的${fields}（这一行后来删了）`,
  removedRow: '删了一行',
  removedRows: (n) => `删了 ${n} 行`,
  moreRows: (n) => `另有 ${n} 行`,
  letters: (added, removed) =>
    added > 0 && removed > 0 ? `写 ${added} 字，删 ${removed} 字` : added > 0 ? `写 ${added} 字` : `删 ${removed} 字`,
  separator: '、',
  choose: '选一个时刻，看看清单当时是什么样，哪里和现在不同。',
  backToAll: '全部记录',
  against: '和什么比',
  againstNow: '当时和现在',
  ownChanges: '这次的改动',
  asOf: (when) => `${when} 的清单`,
  legendNow: '划掉的：当时有，现在没有。画线的：当时没有，现在有。',
  legendOwn: '划掉的：这次删去的。画线的：这次写上的。',
  sameAsNow: '当时和现在一样。',
  sameRows: (n) => `另有 ${n} 行和现在一样`,
  changedNothing: '这次没有留下看得见的改动。',
  sinceRemoved: '后来删了',
  sinceAdded: '后来添加的',
  sinceChanged: '后来改过',
  sinceMoved: (then, now) => `当时第 ${then} 行，现在第 ${now} 行`,
  wasRemoved: '删了这一行',
  wasAdded: '添加了这一行',
  wasChanged: '改了',
  wasMoved: (before, after) => `从第 ${before} 行移到第 ${after} 行`,
  restoreAll: '恢复到这一刻',
  restoreAllTitle: '把整张清单恢复到这一刻',
  restoreAllNote: (rows) => `有 ${rows} 行会变回当时的样子，包括别人后来写的。大家马上会看到；您可以撤销。`,
  restoreRow: '恢复这一行',
  dropRow: '去掉这一行',
  restoreCell: '恢复这一格',
  of: (what, n) => `${what}：第 ${n} 行`,
  ofCell: (what, n, field) => `${what}：第 ${n} 行的${field}`,
  restoredAll: (when) => `已恢复到 ${when}。`,
  restoredRow: (n) => `第 ${n} 行已恢复。`,
  restoredCell: (field) => `${field}已恢复。`,
  undo: '撤销',
  undone: '已撤销。',
  row: '哪一行',
  chooseRow: '请选择一行',
  noRows: '清单里还没有行。',
  rowName: (n, title) => (title === '' ? `第 ${n} 行` : `第 ${n} 行 · ${title}`),
  rowNameNow: (n, title) => (title === '' ? `现在第 ${n} 行` : `现在第 ${n} 行 · ${title}`),
  made: (name, when) => `这一行由 ${name} 添加，${when}`,
  madeUnknown: '这一行添加于记录开始之前',
  set: (name, when) => `${name}，${when}`,
  setUnknown: '早于记录',
  writers: '写的人',
  wrote: (name, letters, when) => `${name}，${letters} 字，${when}`,
  run: (name, when) => `${name}，${when}`,
  runUnknown: '早于记录',
};

const plural = (n: number, one: string, more: string): string => (n === 1 ? `1 ${one}` : `${n} ${more}`);

const en: Words = {
  open: 'History',
  title: (list) => `${list}: history`,
  tabs: 'What to see',
  byTime: 'By time',
  whoWrote: 'Who wrote it',
  moments: 'Changes, newest first',
  none: 'Nobody has written yet',
  noneNext: 'Once somebody writes, this tells who changed what and when.',
  older: 'Show older ones',
  beginning: 'This is where it began.',
  beginsHere: 'What came before was cleared after its time; only the text as it stood then is kept.',
  failed: 'The history could not be fetched. Please check the network and try again.',
  house: 'Added by the platform',
  me: 'Me',
  somebody: 'Somebody in the session',
  unknown: 'before the record',
  between: (from, to) => `${from}–${to}`,
  addedRow: (n) => `Added row ${n}`,
  changedRow: (n, fields) => `Changed row ${n}: ${fields}`,
  rewroteRow: (n) => `Changed row ${n}`,
  movedRow: (n) => `Moved row ${n}`,
  addedGone: 'Added a row (removed since)',
  changedGone: (fields) => `Changed a row that was removed since: ${fields}`,
  removedRow: 'Removed a row',
  removedRows: (n) => `Removed ${n} rows`,
  moreRows: (n) => `and ${plural(n, 'more row', 'more rows')}`,
  letters: (added, removed) =>
    added > 0 && removed > 0
      ? `${plural(added, 'letter', 'letters')} written, ${removed} removed`
      : added > 0
        ? `${plural(added, 'letter', 'letters')} written`
        : `${plural(removed, 'letter', 'letters')} removed`,
  separator: ', ',
  choose: 'Choose a moment to see the list as it was, and where it differs from now.',
  backToAll: 'All changes',
  against: 'Compare with',
  againstNow: 'Then and now',
  ownChanges: 'What changed',
  asOf: (when) => `The list on ${when}`,
  legendNow: 'Struck through: was there then, is not now. Underlined: came since.',
  legendOwn: 'Struck through: taken out. Underlined: written.',
  sameAsNow: 'It was the same as it is now.',
  sameRows: (n) => `${plural(n, 'other row is', 'other rows are')} the same as now`,
  changedNothing: 'Nothing that can be seen was changed.',
  sinceRemoved: 'removed since',
  sinceAdded: 'added since',
  sinceChanged: 'changed since',
  sinceMoved: (then, now) => `row ${then} then, row ${now} now`,
  wasRemoved: 'removed',
  wasAdded: 'added',
  wasChanged: 'changed',
  wasMoved: (before, after) => `moved from row ${before} to row ${after}`,
  restoreAll: 'Restore this moment',
  restoreAllTitle: 'Restore the whole list to this moment',
  restoreAllNote: (rows) =>
    `${plural(rows, 'row goes', 'rows go')} back to what was there, including what others wrote since. Everybody sees it at once; you can undo it.`,
  restoreRow: 'Restore this row',
  dropRow: 'Take this row out',
  restoreCell: 'Restore this cell',
  of: (what, n) => `${what}: row ${n}`,
  ofCell: (what, n, field) => `${what}: row ${n}, ${field}`,
  restoredAll: (when) => `Restored to ${when}.`,
  restoredRow: (n) => `Row ${n} was restored.`,
  restoredCell: (field) => `${field} was restored.`,
  undo: 'Undo',
  undone: 'Undone.',
  row: 'Which row',
  chooseRow: 'Please choose a row',
  noRows: 'There are no rows yet.',
  rowName: (n, title) => (title === '' ? `Row ${n}` : `Row ${n}: ${title}`),
  rowNameNow: (n, title) => (title === '' ? `Now row ${n}` : `Now row ${n}: ${title}`),
  made: (name, when) => `This row was added by ${name}, ${when}`,
  madeUnknown: 'This row was added before the record begins',
  set: (name, when) => `${name}, ${when}`,
  setUnknown: 'before the record',
  writers: 'Written by',
  wrote: (name, letters, when) => `${name}, ${plural(letters, 'letter', 'letters')}, ${when}`,
  run: (name, when) => `${name}, ${when}`,
  runUnknown: 'before the record',
};

/** The history of a list: who wrote when, the list as it was, restoring it. */
export const history = area<Words>(zh, en);
