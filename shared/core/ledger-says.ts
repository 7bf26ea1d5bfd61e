/** What can be wrong with a line of any ledger. Said in the file that goes back to the person, too, so it stands in both languages here. */
import type { LedgerProblem, LedgerRule, Words } from './ledger.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

const always: Readonly<Record<string, Words>> = {
  reference: words(
    '标识不对，请用导出的台账，不要改这一栏。',
    'The reference is not right: use a ledger taken from here and leave this column alone.',
  ),
  'unknown-line': words('没有这一项，或您看不到它。', 'There is no such thing, or none that you may see.'),
  'changed-since': words(
    '导出以后别人改过这一项，请重新导出再改。',
    'Somebody changed it since this ledger was taken away: take it away anew.',
  ),
  twice: words('这一项在文件里出现了两次。', 'It is in the file twice.'),
  day: words('日期不对，请写成 2026-12-31。', 'This is no day: write 2026-12-31.'),
  number: words('请填数字。', 'A number, please.'),
  choice: words('请从这一栏的选项里选。', 'Choose one of the values of this column.'),
  long: words('写得太长了。', 'Too long.'),
  empty: words('请填写。', 'Please fill this in.'),
  'not-signed-in': words('登录已结束，请重新登录。', 'You are not signed in any more.'),
  'not-allowed': words('您不能改这一项。', 'You may not change this.'),
  'too-many': words('改得太快，请稍后再试。', 'Too fast; please try again later.'),
};
const otherwise = words('这样填不行。', 'This cannot be so.');

export const saidOf = ({ intake }: LedgerRule, { code }: LedgerProblem): Words => intake?.says[code] ?? always[code] ?? otherwise;

/** Of the column that is added to a file with flaws. */
export const flawsTitle = words('问题', 'To be mended');
