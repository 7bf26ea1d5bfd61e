/** Everybody writes both lists at once; one loses the connection, another's window is closed; two choose another lead at the same time. */
import { expect, type Page } from '@playwright/test';
import { department, inDays, names, otherDepartment, type Writers } from '../company.ts';
import type { Hall } from '../hall.ts';
import * as recorder from '../steps/recorder.ts';
import * as table from '../steps/table.ts';

const suggestions = '协商建议清单';
const responsibilities = '责任落实清单';

export const texts = {
  lights: '楼道漆黑，老人摔过两次',
  lightsWho: '三号楼居民反映：',
  lightsWhen: '，报修半年没人来。',
  change: '把楼道灯全部换成声控灯。',
  drains: '雨天一楼返水，厨房进不去人。夏天下水道发臭，窗户开不了。',
  drainsStay: '雨天一楼返水，厨房进不去人。',
  drainsMove: '夏天下水道发臭，窗户开不了。',
  parking: '消防通道停满了车，救护车进不来。',
  railing: '楼梯扶手松了，一碰就晃。',
  offline: '地下车库没有信号，这一行是在那里写的。',
  offlineToo: '并公布报修电话。',
  closed: '电梯口的灯也不亮，写完就关了窗口。',
  title: '更换三号楼楼道灯',
  task: '三号楼六个门洞全部换成声控灯。',
  criterion: '六个门洞全部点亮。',
} as const;
const pasted = [
  ['问题表述', '建议内容', '建议类型'],
  ['垃圾桶太少，周末堆成山。', '每个门洞加两个分类垃圾桶。', '立即办'],
  ['快递车在院子里乱停。', '在东门外划一块快递停放区。', '计划办'],
] as const;

const everybody = ({ host, recorder: desk, officer, member, walker, resident }: Writers): readonly Page[] => [
  ...[host, desk, officer, member],
  ...[walker, resident],
];

/** Different cells of a row, the same text from both ends, rows of their own, all in the same moment. */
const writeAtOnce = async (people: Writers): Promise<void> => {
  const { host, recorder: desk, officer, member, walker, look } = people;
  const all = everybody(people);
  await table.addSaying(host, texts.lights);
  await table.expectSaid(all, texts.lights);
  const [one, other, third] = [host, desk, officer].map((page) => recorder.row(page, suggestions, 1));
  if (!one || !other || !third) throw new Error('no row');
  await Promise.all([
    table.typeAt(one, '问题表述', 'Home', texts.lightsWho, 20),
    table.typeAt(other, '问题表述', 'End', texts.lightsWhen, 20),
    table.typeAt(third, '建议内容', 'End', texts.change, 20),
    table.addSaying(member, texts.drains),
    table.addSaying(walker, texts.parking),
  ]);
  for (const text of [texts.lightsWho + texts.lights + texts.lightsWhen, texts.change, texts.drains, texts.parking])
    await table.expectSaid(all, text);
  await table.expectRows(all, suggestions, 3);
  await expect(recorder.row(host, suggestions, 1).getByText(names.recorder).first()).toBeVisible();
  await look(host, 'documents-writing');
  await look(walker, 'documents-writing-phone');
};

/** One edit of mine is one step back, and nothing of anybody else goes with it. */
const pasteAndUndo = async (people: Writers): Promise<void> => {
  const { member, walker, look } = people;
  const all = everybody(people);
  await table.pasteTable(member, pasted, () => look(member, 'documents-paste', { whole: false }));
  for (const [problem = ''] of pasted.slice(1)) await table.expectSaid(all, problem);
  await table.addSaying(walker, texts.railing);
  await table.expectSaid(all, texts.railing);
  await table.undo(member);
  await table.expectRows(all, suggestions, 4);
  await table.expectSaid(all, texts.railing);
  await table.redo(member);
  await table.expectRows(all, suggestions, 6);
  for (const [problem = ''] of pasted.slice(1)) await table.expectSaid(all, problem);
};

const splitAndFind = async (people: Writers): Promise<void> => {
  const { officer, host, look } = people;
  const all = everybody(people);
  const long = await table.rowSaying(officer, suggestions, texts.drains);
  await table.split(officer, long, () => look(officer, 'documents-split', { whole: false }));
  await table.expectRows(all, suggestions, 7);
  for (const text of [texts.drainsStay, texts.drainsMove]) await table.expectSaid(all, text);
  await table.expectSaid(all, texts.drains, 0);
  await table.find(host, '快递', '第 1 处，共 2 处');
  await table.find(host, '广场舞', '没有找到');
};

/** The other list grows while some still write in the first. */
const bothLists = async (people: Writers): Promise<void> => {
  const { host, recorder: desk, officer, walker, member } = people;
  await recorder.turnIntoResponsibility(desk, 1);
  for (const page of [desk, officer, walker]) await recorder.turnToList(page, responsibilities);
  const [one, other, third] = [desk, officer, walker].map((page) => recorder.row(page, responsibilities, 1));
  if (!one || !other || !third) throw new Error('no row');
  for (const [at, field] of [
    [third, '事项名称'],
    [other, '具体任务'],
  ] as const) {
    await expect(recorder.cell(at, field)).toBeVisible();
    await recorder.cell(at, field).fill('');
  }
  const railing = await table.rowSaying(host, suggestions, texts.railing);
  const parking = await table.rowSaying(member, suggestions, texts.parking);
  await Promise.all([
    recorder.write(third, '事项名称', texts.title, 20),
    recorder.write(other, '具体任务', texts.task, 20),
    recorder.write(one, '完成标准', texts.criterion, 20),
    recorder.write(railing, '建议内容', '逐层检查，松的扶手重新固定。', 20),
    recorder.write(parking, '建议内容', '划出消防通道，装上摄像头。', 20),
  ]);
  for (const text of [texts.title, texts.task, texts.criterion]) await table.expectSaid([desk, officer], text);
  await recorder.cell(one, '完成时限').fill(inDays(40));
  await recorder.cell(one, '完成时限').press('Enter');
  for (const page of [host, member]) {
    await table.expectSaid([page], '逐层检查，松的扶手重新固定。');
    await table.expectSaid([page], '划出消防通道，装上摄像头。');
  }
};

export const together = async (people: Writers): Promise<void> => {
  await writeAtOnce(people);
  await pasteAndUndo(people);
  await splitAndFind(people);
  await bothLists(people);
};

/** One writes on without a connection, and chooses a lead while another chooses another; it all comes back, once. */
export const awayAndBack = async (people: Writers, hall: Hall): Promise<void> => {
  const { host, recorder: desk, officer, member, walker, look } = people;
  const others = [host, officer, walker, desk];
  await hall.whileAway(async () => {
    await table.loseConnection(member);
    await table.addSaying(member, texts.offline);
    await table.typeAt(recorder.row(member, suggestions, 1), '建议内容', 'End', texts.offlineToo);
    await table.expectWaiting(member);
    await look(member, 'documents-offline');
    await table.expectSaid([host], texts.offline, 0);
    // Meanwhile the others go on in the same row.
    await table.typeAt(recorder.row(host, suggestions, 1), '建议内容', 'Home', '请住建局');
    await recorder.turnToList(member, responsibilities);
    await chooseLead(member, otherDepartment.short);
    await chooseLead(desk, department.short);
    await member.context().setOffline(false);
    await recorder.expectKept(member);
  });
  for (const page of [member, desk]) await expect(table.conflict(page)).toBeVisible();
  await expect(table.conflict(member)).toContainText(`您选了${otherDepartment.short}，${names.recorder}同时选了${department.short}`);
  await expect(table.conflict(desk)).toContainText(`您选了${department.short}，${names.member}同时`);
  await look(member, 'documents-conflict');
  await table.answerConflict(member, desk, department.short);
  for (const page of [member, desk, officer]) await expect(lead(page)).toHaveValue(department.id);
  for (const page of [...others, member]) await recorder.turnToList(page, suggestions);
  await table.expectSaid([...others, member], texts.offline);
  await table.expectSaid([...others, member], `请住建局${texts.change}${texts.offlineToo}`);
  await table.expectSame([...others, member]);
};

const lead = (page: Page) => recorder.cell(recorder.row(page, responsibilities, 1), '主办');
const chooseLead = async (page: Page, name: string): Promise<void> => {
  await lead(page).selectOption({ label: name });
};

/** The window is gone before the connection is back: what it wrote lies on the device. */
export const closedWhileAway = async (people: Writers, hall: Hall): Promise<Page> => {
  const { host, officer, member, walker, session } = people;
  const again = await hall.whileAway(async () => {
    await table.loseConnection(walker);
    await table.addSaying(walker, texts.closed);
    await table.expectWaiting(walker);
    return hall.reopen('walker', walker, (context) => context.setOffline(false));
  });
  await recorder.openLists(again, session);
  await table.expectSaid([again, host, officer, member], texts.closed);
  await recorder.expectKept(again);
  await table.expectSame([host, officer, member, again]);
  return again;
};
