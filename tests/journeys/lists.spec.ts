/** The two lists of an evening: four laptops and two phones write, suggest, look back, sign and hand over. */
import { expect, test } from '@playwright/test';
import { startServer, temporaryFolder, type RunningServer } from '#tests/running/server.ts';
import { lookBack, proposed, suggestAndDecide } from './chapters/margin.ts';
import { refusedAndCompared, signed, signedAndAmended } from './chapters/signing.ts';
import { awayAndBack, closedWhileAway, texts, together } from './chapters/writing.ts';
import { accounts, department, inDays, names, type Writers } from './company.ts';
import { Hall } from './hall.ts';
import { told } from './ink.ts';
import { look } from './look.ts';
import { openedForWriting, type Prepared } from './preparation.ts';
import * as participant from './steps/participant.ts';
import * as recorder from './steps/recorder.ts';
import * as staff from './steps/staff.ts';

const folder = temporaryFolder();
let house: RunningServer;
let prepared: Prepared;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await startServer({ DATA_FOLDER: folder.path });
  prepared = await openedForWriting(house.origin, house.invitation ?? '');
});
test.afterAll(async ({}, { status }) => {
  if (status === 'failed') console.error(house?.errors());
  await house?.kill('SIGTERM');
  folder.remove();
});

/** Everybody on the device they hold, with both lists open. */
const gather = async (hall: Hall): Promise<Writers> => {
  const { session, participantCode } = prepared;
  const seated = async (who: 'host' | 'recorder' | 'officer' | 'member' | 'walker') => {
    const page = await hall.open(who, who === 'walker' ? 'phone' : 'desk', house.origin);
    await staff.signIn(page, accounts[who].id);
    await recorder.openLists(page, session);
    return page;
  };
  const resident = await hall.open('resident', 'phone', house.origin);
  await participant.enterByAddress(resident, participantCode, names.anna);
  await resident.goto(`/sessions/${session}/lists`);
  await expect(resident.getByText('您可以提意见')).toBeVisible();
  return {
    host: await seated('host'),
    recorder: await seated('recorder'),
    officer: await seated('officer'),
    member: await seated('member'),
    walker: await seated('walker'),
    ...{ resident, session, look },
  };
};

/** What the house itself holds. */
const expectInk = async (session: string): Promise<void> => {
  const events = await told(prepared.host, `checklists/${session}`);
  const versions = events.filter(({ type }) => type === 'proposed');
  expect(versions).toHaveLength(2);
  const rows = (versions.at(-1)?.['suggestions'] ?? []) as readonly Record<string, string>[];
  const problems = rows.map((row) => row['problem']);
  for (const text of [texts.drainsStay, texts.drainsMove, texts.parking, texts.railing, texts.offline, texts.closed])
    expect(problems.filter((one) => one === text)).toEqual([text]);
  expect(rows.find(({ problem }) => problem === texts.lightsWho + texts.lights + texts.lightsWhen)?.['suggestion']).toBe(
    `请住建局${texts.change}${texts.offlineToo}`,
  );
  expect(rows.find(({ problem }) => problem === texts.parking)?.['suggestion']).toBe(proposed.better);
  const [item] = (versions.at(-1)?.['responsibilities'] ?? []) as readonly Record<string, string>[];
  expect(item).toMatchObject({ title: texts.title, task: texts.task, criterion: signed.criterion, lead: department.id });
  const amended = events.filter(({ type }) => type === 'amended');
  expect(amended).toEqual([expect.objectContaining({ before: inDays(40), after: inDays(54), reason: signed.reason })]);
  // The item follows its list.
  const due = async () => (await prepared.host.read<{ matter: { due: string } }>(`items/${session}-1`)).state.matter.due;
  await expect.poll(due).toBe(inDays(54));
};

test('both lists, written by many at once, away and back, decided, signed and handed over', async ({ browser }) => {
  // Six windows on a busy machine take their time.
  test.setTimeout(540_000);
  const hall = new Hall(browser);
  let people = await gather(hall);
  expect(hall.windows).toBe(6);

  await test.step('all write in both lists at once', () => together(people));
  await test.step('one is offline, and two choose another lead', () => awayAndBack(people, hall));
  await test.step('a window is closed before the connection is back', async () => {
    people = { ...people, walker: await closedWhileAway(people, hall) };
  });
  await test.step('a resident proposes, the recorder decides', () => suggestAndDecide(people));
  await test.step('a row comes back from the past', () => lookBack(people));
  await test.step('refused, mended, compared', () => refusedAndCompared(people));
  await test.step('signed, handed over, amended', () => signedAndAmended(people));
  await expectInk(people.session);
  hall.expectNoFaults();
  await hall.close();
});
