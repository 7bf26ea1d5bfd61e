/** One matter all the way: brought up, chosen, talked over, written down, handed over, done, rated, closed, made public. */
import { expect, test } from '@playwright/test';
import { startServer, temporaryFolder, type RunningServer } from '#tests/running/server.ts';
import { closeMeeting, signAndIssue, writeTogether, written } from './chapters/lists.ts';
import { closedWithTwoKeys, reopenedByRating } from './chapters/items.ts';
import { debate, questionsAndAnswers, said } from './chapters/meeting.ts';
import { accounts, callerOf, department, names, register, type Company } from './company.ts';
import { Hall } from './hall.ts';
import { look } from './look.ts';
import { photo } from './photo.ts';
import * as administrator from './steps/administrator.ts';
import * as host from './steps/host.ts';
import * as participant from './steps/participant.ts';
import * as screen from './steps/screen.ts';
import * as staff from './steps/staff.ts';

const topic = {
  title: '三号楼楼道灯坏了半年没人修',
  description: '从一楼到六楼一盏都不亮，老人晚上不敢下楼。希望换成声控灯，坏了有人管。',
  category: '老旧小区改造',
  place: '幸福里小区 3 号楼',
};
const folder = temporaryFolder();
let house: RunningServer;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await startServer({ DATA_FOLDER: folder.path });
});
test.afterAll(async ({}, { status }) => {
  if (status === 'failed') console.error(house?.errors());
  await house?.kill('SIGTERM');
  folder.remove();
});

test('a matter goes all the way, in seven windows at once', async ({ browser }) => {
  // Fifty screens are looked at; on a busy machine each takes its time.
  test.setTimeout(540_000);
  const hall = new Hall(browser);
  const { origin } = house;
  const admin = await hall.open('administrator', 'desk', origin);
  const anna = await hall.open('Anna', 'phone', origin);

  await test.step('the administrator takes the one-time link and makes the first accounts', async () => {
    await admin.goto(house.invitation ?? '');
    await look(admin, 'invitation');
    await administrator.takeFirstLink(admin, house.invitation ?? '', { name: '陈管理', login: 'admin' });
    await administrator.establishDepartment(admin, department);
    await look(admin, 'departments');
    await administrator.registerPerson(admin, { name: names.officer, role: '部门经办人', department: department.name });
    await look(admin, 'people');
  });
  const officer = await hall.open('officer', 'phone', origin);
  await staff.takeLink(officer, await administrator.makeLink(admin, names.officer), 'officer');
  await register(await callerOf(admin), accounts.host, accounts.recorder, accounts.supervisor);

  const receipt = await test.step('somebody brings a matter up, with a photo', async () => {
    await anna.goto('/topics/new');
    await look(anna, 'topic-form');
    const code = await participant.bringTopic(anna, { ...topic, photo: photo('dark') });
    await look(anna, 'topic-receipt');
    await participant.lookUpReceipt(anna, code, '已收到，待筛选');
    await look(anna, 'topic-looked-up');
    return code;
  });

  const desk = await hall.open('host', 'desk', origin);
  const session = await test.step('the host selects it and calls a session', async () => {
    await desk.goto('/sign-in');
    await look(desk, 'sign-in');
    await staff.signIn(desk, accounts.host.id, '/topics');
    await look(desk, 'topics');
    await host.selectTopic(desk, topic.title);
    await look(desk, 'topic');
    await participant.lookUpReceipt(anna, receipt, '已入选');
    const id = await host.convene(desk, { topic: topic.title, place: '幸福里社区二楼会议室' });
    await host.seat(desk, names.officer);
    await host.seat(desk, names.recorder, '记录员');
    await look(desk, 'preparation');
    return id;
  });
  const codes = await host.readCodes(desk);
  await desk.goto(`/sessions/${session}/sheet`);
  await expect(desk.getByRole('img', { name: `参会二维码，会场代码 ${codes.participant}` })).toBeVisible();
  await look(desk, 'qr-sheet');

  const bert = await hall.open('Bert', 'phone', origin);
  const recorder = await hall.open('recorder', 'desk', origin);
  const wall = await hall.open('screen', 'wall', origin);
  await test.step('everybody comes in', async () => {
    await anna.goto(`/j/${codes.participant}`);
    await look(anna, 'join');
    await participant.enterByAddress(anna, codes.participant, names.anna);
    await participant.enterByCode(bert, codes.participant, names.bert);
    await expect(bert.getByText('您已入座，请等会议开始')).toBeVisible();
    await look(bert, 'room-before');
    await screen.enter(wall, codes.screen);
    await look(wall, 'screen-welcome', { whole: false });
    await staff.signIn(recorder, accounts.recorder.id, `/sessions/${session}`);
    await officer.goto(`/sessions/${session}`);
    await desk.goto(`/sessions/${session}/prepare`);
    await host.openSession(desk);
    await expect(bert.getByRole('navigation', { name: '会场内容' })).toBeVisible();
  });
  expect(hall.windows).toBeGreaterThanOrEqual(7);
  const supervisor = await hall.open('supervisor', 'desk', origin);
  const company: Company = { host: desk, recorder, officer, anna, bert, screen: wall, supervisor, look };

  await test.step('questions, answers, a commitment', () => questionsAndAnswers(company));
  await test.step('debate', () => debate(company));
  await test.step('larger letters on a phone, and night on the console', async () => {
    await participant.turnTo(anna, '现场');
    await choose(anna, '长辈模式');
    await look(anna, 'room-elder', { whole: false });
    await participant.turnTo(anna, '问题');
    await look(anna, 'room-elder-questions', { whole: false });
    await choose(anna, '标准');
    await choose(desk, '深色');
    await look(desk, 'console-dark', { whole: false });
    await choose(desk, '浅色');
  });
  await test.step('the two lists, written by two people at once', async () => {
    await writeTogether(company, session);
    await screen.expectShown(wall, written.title);
    await look(wall, 'screen-lists', { whole: false });
    await signAndIssue(company, session);
    await closeMeeting(company, session);
    await screen.expectShown(wall, '谢谢大家');
    await look(wall, 'screen-thanks', { whole: false });
    await expect(anna.getByText('谢谢您参加')).toBeVisible();
    await expect(anna.getByRole('link', { name: written.title })).toBeVisible();
    await look(anna, 'room-over');
  });
  await test.step('done, verified, rated, closed; and one that was not good enough', async () => {
    await staff.signIn(supervisor, accounts.supervisor.id, '/supervision');
    await look(supervisor, 'supervision');
    await closedWithTwoKeys(company);
    await reopenedByRating(company);
  });
  await test.step('everybody can read it, back to the question it came from', async () => {
    const anybody = await hall.open('anybody', 'phone', origin);
    await anybody.goto('/');
    await look(anybody, 'home');
    await anybody.goto('/public');
    await look(anybody, 'public');
    await anybody.getByRole('link', { name: written.title }).click();
    await expect(anybody.getByRole('list', { name: '办理过程' })).toContainText('销号');
    await expect(anybody.getByText(names.officer)).toHaveCount(0);
    await look(anybody, 'public-item');
    await anybody.getByRole('link', { name: '看当场的承诺' }).click();
    await expect(anybody.getByRole('heading', { name: '当场承诺' })).toBeInViewport();
    await anybody.goBack();
    await anybody.getByRole('link', { name: '看当时的提问' }).click();
    await expect(anybody.getByText(said.lights).last()).toBeInViewport();
    await look(anybody, 'public-session');
    await participant.lookUpReceipt(anna, receipt, '已协商');
  });
  hall.expectNoFaults();
  await hall.close();
});

const choose = async (page: Company['anna'], label: string): Promise<void> => {
  await page.getByRole('banner').getByRole('button', { name: '显示' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: label }).check();
  await sheet.getByRole('button', { name: '关闭' }).click();
  await expect(sheet).toBeHidden();
};
