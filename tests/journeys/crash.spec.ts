/** The house dies without a word, twice among questions and twice among lines being written; people simply go on. */
import { expect, test, type Page } from '@playwright/test';
import type { Summary } from '#shared/ballots/state.ts';
import { startServer, temporaryFolder, type RunningServer } from '#tests/running/server.ts';
import { accounts, names } from './company.ts';
import { Hall } from './hall.ts';
import { told } from './ink.ts';
import { openedForQuestions, type Prepared } from './preparation.ts';
import * as participant from './steps/participant.ts';
import * as recorder from './steps/recorder.ts';
import * as staff from './steps/staff.ts';

const folder = temporaryFolder();
let house: RunningServer;
let prepared: Prepared;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await startServer({ DATA_FOLDER: folder.path });
  prepared = await openedForQuestions(house.origin, house.invitation ?? '');
});
test.afterAll(async ({}, { status }) => {
  if (status === 'failed') console.error(house?.errors());
  await house?.kill('SIGTERM');
  folder.remove();
});

/** On the same port, with what is on the disk and nothing else. */
const riseAgain = async (): Promise<void> => {
  house = await startServer({ DATA_FOLDER: folder.path, PORT: new URL(house.origin).port });
};

const connected = (page: Page): Promise<void> => expect(page.getByRole('banner').getByText('已连接')).toBeVisible({ timeout: 30_000 });
const away = (page: Page): Promise<void> => expect(page.getByRole('banner').getByText('已断开')).toBeVisible();

/** Asks and seconds with the house dying under it, goes on while nobody answers, and sees everything arrive once. */
const askThroughADeath = async (hall: Hall, anna: Page, bert: Page, round: number, seconded: string): Promise<readonly string[]> => {
  const [inFlight, whileAway] = [`第 ${round} 轮：话音刚落，灯就灭了？`, `第 ${round} 轮：没有人应答的时候问的`];
  await hall.whileAway(async () => {
    await participant.startAsking(anna, inFlight);
    await participant.secondButton(bert, seconded).click();
    await house.kill('SIGKILL');
    await Promise.all([anna, bert].map(away));
    await expect(anna.getByRole('dialog')).toBeHidden();
    await participant.startAsking(anna, whileAway);
    await expect(anna.getByRole('dialog')).toBeHidden();
    await expect(participant.question(anna, whileAway)).toContainText('待发送');
    await riseAgain();
    await Promise.all([anna, bert].map(connected));
  });
  for (const text of [inFlight, whileAway]) {
    await expect(participant.question(anna, text)).not.toContainText('待发送');
    for (const page of [anna, bert]) await expect(page.getByRole('article').filter({ hasText: text })).toHaveCount(1);
  }
  return [inFlight, whileAway];
};

test('the house is killed among questions, and nothing is lost or doubled', async ({ browser }) => {
  const hall = new Hall(browser);
  const anna = await hall.open('Anna', 'phone', house.origin);
  const bert = await hall.open('Bert', 'phone', house.origin);
  await participant.enterByAddress(anna, prepared.participantCode, names.anna);
  await participant.enterByCode(bert, prepared.participantCode, names.bert);
  const asked = ['第一个问题', '第二个问题', '第三个问题'];
  for (const text of asked) await participant.ask(anna, text);
  await participant.turnTo(bert, '问题');
  for (const [n, text] of asked.slice(0, 2).entries()) {
    const more = await askThroughADeath(hall, anna, bert, n + 1, text);
    asked.push(...more);
  }
  await participant.second(bert, asked.at(-1) ?? '');

  const held = await told(prepared.host, `sessions/${prepared.session}`);
  const questions = held.filter(({ type }) => type === 'questionAsked');
  expect(questions.map(({ text }) => text).sort()).toEqual([...asked].sort());
  const idOf = (text: string | undefined) => String(questions.find((one) => one['text'] === text)?.['question']);
  const seconds = async () => (await prepared.host.call<{ summary: Summary }>(`/api/ballots/${prepared.session}`)).summary.seconds;
  await expect.poll(seconds).toEqual(Object.fromEntries([asked[0], asked[1], asked.at(-1)].map((text) => [idOf(text), 1])));
  hall.expectNoFaults();
  await hall.close();
});

const problem = '入夜以后楼道漆黑，老人上下楼摔过两次，报修电话打了五次也没有人来。';
const suggestion = '把三号楼的楼道灯全部换成声控灯，公布报修电话，坏了两天内上门。';
/** Slow enough for the house to die between two keys. */
const pace = 40;
const second = { problem: '雨天一楼返水，厨房进不去人。', suggestion: '先把主管网疏通，再安排雨污分流。' };

test('the house is killed while two people write a list, and every cell is there once', async ({ browser }) => {
  const hall = new Hall(browser);
  const { host, session } = prepared;
  const one = await hall.open('host', 'desk', house.origin);
  const other = await hall.open('recorder', 'desk', house.origin);
  await staff.signIn(one, accounts.host.id);
  await staff.signIn(other, accounts.recorder.id);
  await Promise.all([recorder.openLists(one, session), recorder.openLists(other, session)]);
  const at = (page: Page, n: number) => recorder.row(page, '协商建议清单', n);
  await one.getByRole('button', { name: '添加一行' }).click();
  await expect(at(other, 1)).toBeVisible();

  await hall.whileAway(async () => {
    const writing = Promise.all([
      recorder.write(at(one, 1), '问题表述', problem, pace),
      recorder.write(at(other, 1), '建议内容', suggestion, pace),
    ]);
    await expect(recorder.cell(at(other, 1), '问题表述')).not.toHaveValue('');
    await house.kill('SIGKILL');
    await expect(recorder.cell(at(one, 1), '问题表述')).not.toHaveValue(problem);
    await writing;
    await other.getByRole('button', { name: '添加一行' }).click();
    await recorder.write(at(other, 2), '问题表述', second.problem);
    await riseAgain();
    await Promise.all([one, other].map(expectTogether));
    await recorder.write(at(other, 2), '建议内容', second.suggestion);
    await house.kill('SIGKILL');
    await riseAgain();
    await Promise.all([one, other].map(expectTogether));
  });
  for (const page of [one, other]) {
    await expect(recorder.cell(at(page, 1), '问题表述')).toHaveValue(problem);
    await expect(recorder.cell(at(page, 1), '建议内容')).toHaveValue(suggestion);
    await expect(recorder.cell(at(page, 2), '问题表述')).toHaveValue(second.problem);
    await expect(recorder.cell(at(page, 2), '建议内容')).toHaveValue(second.suggestion);
    await expect(recorder.rows(page, '协商建议清单')).toHaveCount(2);
  }

  // What the house itself holds, in ink.
  await recorder.propose(one);
  const proposed = (await told(host, `checklists/${session}`)).filter(({ type }) => type === 'proposed');
  const rows = proposed.flatMap(({ suggestions }) => suggestions as readonly Record<string, unknown>[]);
  expect(rows.map((row) => [row['problem'], row['suggestion']])).toEqual([
    [problem, suggestion],
    [second.problem, second.suggestion],
  ]);
  hall.expectNoFaults();
  await hall.close();
});

/** Writing together again, and everything known to be on disk. */
const expectTogether = async (page: Page): Promise<void> => {
  await expect(page.getByText('实时同步')).toBeVisible({ timeout: 30_000 });
  await recorder.expectKept(page);
};
