/** A resident proposes, agrees and asks; the recorder decides; a row is brought back from the past. */
import { expect } from '@playwright/test';
import { names, type Writers } from '../company.ts';
import * as history from '../steps/history.ts';
import * as margin from '../steps/margin.ts';
import * as recorder from '../steps/recorder.ts';
import * as table from '../steps/table.ts';
import { texts } from './writing.ts';

const list = '协商建议清单';

export const proposed = {
  better: '划出消防通道，装上摄像头，每天巡查一次。',
  /** What is new in it. */
  added: '每天巡查一次',
  why: '光划线没有人管。',
  new: { 问题表述: '小区里没有地方坐。', 建议内容: '在每栋楼下装两张长椅。' },
  declined: '这件事另有安排，下个月单独开会。',
  remark: '报修电话是哪个部门的？',
  reply: '住建局的，门洞口会贴出来。',
} as const;

export const suggestAndDecide = async (people: Writers): Promise<void> => {
  const { resident, recorder: desk, host, look } = people;
  await expect(resident.getByText('您可以提意见')).toBeVisible();
  const parking = await table.rowSaying(resident, list, texts.parking);
  await margin.agree(parking);
  await expect(recorder.row(host, list, 1)).toBeVisible();
  await expect((await table.rowSaying(host, list, texts.parking)).getByRole('button', { name: /1 人赞成/ })).toBeVisible();
  await margin.beginProposing(resident, parking, '建议内容', proposed.better, proposed.why);
  await look(resident, 'documents-propose-phone', { whole: false });
  await margin.sendProposal(resident);
  await margin.leave(resident);
  await margin.beginProposingRow(resident, proposed.new);
  await margin.sendProposal(resident);
  await margin.leave(resident);
  await margin.remark(resident, recorder.row(resident, list, 1), proposed.remark);
  await margin.leave(resident);
  await look(resident, 'documents-reader-phone');

  await margin.openWaiting(desk, 2);
  await look(desk, 'documents-waiting', { whole: false });
  await margin.accept(desk, proposed.added);
  await margin.decline(desk, proposed.new.建议内容, proposed.declined, () => look(desk, 'documents-decline', { whole: false }));
  await margin.reply(desk, recorder.row(desk, list, 1), proposed.remark, proposed.reply);
  await table.expectSaid([desk, host, resident], proposed.better);
  await table.expectSaid([desk, host, resident], proposed.new.建议内容, 0);

  const outcome = await margin.openMargin(resident, await table.rowSaying(resident, list, texts.parking), /已经处理的 1 条/);
  await expect(outcome.getByText('已采纳', { exact: true })).toBeVisible();
  await look(resident, 'documents-outcome-phone', { whole: false });
  await margin.leave(resident);
  const refused = await margin.openMargin(resident, resident, /^提议添加的行 1/);
  await expect(refused.getByText(`理由：${proposed.declined}`)).toBeVisible();
  await margin.leave(resident);
  const answered = await margin.openMargin(resident, recorder.row(resident, list, 1), /批注 1/);
  await expect(answered.getByText(proposed.reply)).toBeVisible();
  await margin.leave(resident);
};

export const lookBack = async (people: Writers): Promise<void> => {
  const { host, recorder: desk, officer, member, walker, look } = people;
  const all = [host, desk, officer, member, walker];
  await table.remove(host, await table.rowSaying(host, list, texts.railing));
  await table.expectSaid(all, texts.railing, 0);
  await history.open(desk, list);
  await history.turnBackBefore(desk, '删了一行');
  await look(desk, 'documents-history', { whole: false });
  await history.restoreRow(desk, texts.railing);
  await history.askWhoWrote(desk, texts.lights, names.host);
  await look(desk, 'documents-who-wrote', { whole: false });
  await history.close(desk);
  await table.expectSaid(all, texts.railing);
  await table.expectSame(all);
};
