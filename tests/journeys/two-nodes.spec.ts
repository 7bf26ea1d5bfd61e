/** Two nodes on one PostgreSQL and one Redis behind a proxy that remembers nobody: the same evening, the same lists, the same item. */
import { expect, test } from '@playwright/test';
import { startServer, type RunningServer } from '#tests/running/server.ts';
import { startPostgres } from '#tests/services/postgres.ts';
import { freePort } from '#tests/services/process.ts';
import { startRedis } from '#tests/services/redis.ts';
import { closedWithTwoKeys } from './chapters/items.ts';
import { closeMeeting, signAndIssue, writeTogether, written } from './chapters/lists.ts';
import { debate, questionsAndAnswers } from './chapters/meeting.ts';
import { accounts, names, type Company } from './company.ts';
import { Hall } from './hall.ts';
import { noLook } from './look.ts';
import { convened } from './preparation.ts';
import { openProxy, type Proxy } from './proxy.ts';
import * as host from './steps/host.ts';
import * as participant from './steps/participant.ts';
import * as screen from './steps/screen.ts';
import * as staff from './steps/staff.ts';

const started: (() => Promise<void>)[] = [];
const nodes: RunningServer[] = [];
let proxy: Proxy;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  started.push(
    () => postgres.stop(),
    () => redis.stop(),
  );
  proxy = await openProxy();
  started.push(() => proxy.close());
  const shared = { DATABASE_URL: await postgres.database(), REDIS_URL: redis.url, PUBLIC_ORIGIN: proxy.origin };
  const ports = [await freePort(), await freePort()];
  for (const port of ports) {
    const node = await startServer({ ...shared, PORT: String(port) });
    nodes.push(node);
    started.push(() => node.kill('SIGTERM'));
  }
  proxy.to(...ports);
});
test.afterAll(async ({}, { status }) => {
  if (status === 'failed') for (const node of nodes) console.error(node.errors());
  for (const stop of started.reverse()) await stop();
});

test('a session, its lists and an item, with everybody on either of two nodes', async ({ browser }) => {
  const hall = new Hall(browser);
  const invitation = nodes.find((node) => node.invitation !== null)?.invitation ?? '';
  const { session, participantCode, screenCode } = await convened(proxy.origin, invitation);
  const open = (who: string, device: Parameters<Hall['open']>[1]) => hall.open(who, device, proxy.origin);
  const company: Company = {
    host: await open('host', 'desk'),
    recorder: await open('recorder', 'desk'),
    officer: await open('officer', 'phone'),
    supervisor: await open('supervisor', 'desk'),
    anna: await open('Anna', 'phone'),
    bert: await open('Bert', 'phone'),
    screen: await open('screen', 'wall'),
    look: noLook,
  };
  await staff.signIn(company.host, accounts.host.id, `/sessions/${session}/prepare`);
  await staff.signIn(company.recorder, accounts.recorder.id);
  await staff.signIn(company.officer, accounts.officer.id, `/sessions/${session}`);
  await participant.enterByAddress(company.anna, participantCode, names.anna);
  await participant.enterByCode(company.bert, participantCode, names.bert);
  await screen.enter(company.screen, `/sessions/${session}/screen#${screenCode}`);
  await host.openSession(company.host);

  await test.step('questions, answers, a commitment', () => questionsAndAnswers(company));
  await test.step('debate', () => debate(company));
  await test.step('the two lists', async () => {
    await writeTogether(company, session);
    await screen.expectShown(company.screen, written.title);
    await signAndIssue(company, session);
    await closeMeeting(company, session);
  });
  await test.step('the item, closed with two keys', async () => {
    await staff.signIn(company.supervisor, accounts.supervisor.id);
    await closedWithTwoKeys(company);
    await company.anna.goto(`/items/${session}-1`);
    await expect(company.anna.getByRole('heading', { name: written.title })).toBeVisible();
  });
  // Both really took part.
  expect([...proxy.made.values()].every((count) => count >= 10)).toBe(true);
  expect(proxy.made.size).toBe(2);
  hall.expectNoFaults();
  await hall.close();
});
