/** Two people write the lists at the same time; the house says what is missing; the parties sign; the host hands over. */
import { expect, type Page } from '@playwright/test';
import { department, inDays, type Company } from '../company.ts';
import * as host from '../steps/host.ts';
import * as recorder from '../steps/recorder.ts';
import { said } from './meeting.ts';

export const written = {
  problem: '入夜以后楼道漆黑，老人上下楼摔过两次。',
  suggestion: '把三号楼的楼道灯全部换成声控灯，并公布报修电话。',
  title: '更换三号楼楼道灯',
  criterion: '六个门洞全部点亮，夜里抽查无一损坏。',
  hotline: '在每个门洞公布报修电话',
  hotlineTask: '在六个门洞张贴报修电话，坏灯两天内上门。',
  hotlineCriterion: '六个门洞都能看到报修电话，抽查三次都在两天内上门。',
} as const;

type Room = Pick<Company, 'host' | 'recorder' | 'officer' | 'look'>;

/** One suggestion and two responsibilities, sound in the end. */
export const writeTogether = async (room: Room, session: string): Promise<void> => {
  const { look } = room;
  await host.nextSegment(room.host, '归纳意见');
  const [one, other]: [Page, Page] = [room.host, room.recorder];
  await Promise.all([recorder.openLists(one, session), recorder.openLists(other, session)]);
  await recorder.addFromRecord(one, said.lights);
  const [mine, theirs] = [recorder.row(one, '协商建议清单', 1), recorder.row(other, '协商建议清单', 1)];
  await expect(recorder.cell(theirs, '问题表述')).toHaveValue(said.lights);
  await expect(theirs.getByText('提问', { exact: true })).toBeVisible();
  // Both hands in the same row at the same time.
  await Promise.all([recorder.write(mine, '问题表述', written.problem), recorder.write(theirs, '建议内容', written.suggestion)]);
  await expect(recorder.cell(theirs, '问题表述')).toHaveValue(said.lights + written.problem);
  await expect(recorder.cell(mine, '建议内容')).toHaveValue(written.suggestion);
  await expect(mine.getByText('周敏').first()).toBeVisible();
  await look(one, 'lists-suggestions');

  await recorder.turnIntoResponsibility(one, 1);
  for (const page of [one, other]) await recorder.turnToList(page, '责任落实清单');
  const [first, second] = [1, 2].map((n) => recorder.row(other, '责任落实清单', n)) as [typeof mine, typeof mine];
  await expect(recorder.cell(first, '具体任务')).toHaveValue(said.lightsAnswer);
  await expect(recorder.cell(second, '来源建议')).toBeVisible();
  await recorder.cell(first, '事项名称').fill(written.title);
  await recorder.cell(second, '事项名称').fill(written.hotline);
  await recorder.cell(second, '具体任务').fill(written.hotlineTask);
  await recorder.cell(second, '完成标准').fill(written.hotlineCriterion);
  await recorder.cell(recorder.row(one, '责任落实清单', 2), '完成时限').fill(inDays(40));
  await recorder.cell(recorder.row(one, '责任落实清单', 2), '完成时限').press('Enter');
};

/** What is missing is named, found by its name, and mended; then everybody signs and the host hands over. */
export const signAndIssue = async (room: Room, session: string): Promise<void> => {
  const { look } = room;
  const why = '责任落实清单 第 1 行 · 完成标准';
  await recorder.proposeInVain(room.host, why);
  await look(room.host, 'lists-invalid');
  await recorder.goToProblem(room.host, why);
  const field = recorder.cell(recorder.row(room.host, '责任落实清单', 1), '完成标准');
  await expect(field).toBeFocused();
  await field.fill(written.criterion);
  await recorder.propose(room.host);
  await recorder.signOff(room.host, '主持人');
  await room.officer.goto(`/sessions/${session}/lists`);
  await recorder.signOff(room.officer, department.short);
  await look(room.officer, 'lists-signing');
  await recorder.issue(room.host);
  await expect(room.host.getByText(/〔\d{4}〕1-1/)).toBeVisible();
  await expect(room.host.getByText(/〔\d{4}〕1-2/)).toBeVisible();
  await look(room.host, 'lists-issued');
};

export const closeMeeting = async (room: Pick<Company, 'host'>, session: string): Promise<void> => {
  await room.host.goto(`/sessions/${session}/host`);
  await host.nextSegment(room.host, '签认清单');
  await host.closeSession(room.host);
};
