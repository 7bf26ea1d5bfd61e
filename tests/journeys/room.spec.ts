/** The live room at full depth: eight windows, three of them late, one of them away for a minute, and a hall of two camps. */
import { expect, test } from '@playwright/test';
import { guest, type Caller } from '#tests/running/caller.ts';
import { startServer, temporaryFolder, type RunningServer } from '#tests/running/server.ts';
import { comeBack, expectOnce, fallAway } from './chapters/room-away.ts';
import { afterwards, minutesGrow, otherScenes, refusedThenClosed } from './chapters/room-close.ts';
import { backToTheDesk, debate, toTheDevice } from './chapters/room-debate.ts';
import { byName, cloud, inSecret } from './chapters/room-polls.ts';
import { comeLate, heldMergedPromised } from './chapters/room-questions.ts';
import { mapEverywhere, markAll } from './chapters/room-statements.ts';
import { accounts, establish, otherDepartment, type Room } from './company.ts';
import { Hall } from './hall.ts';
import { look } from './look.ts';
import { convened, type Prepared } from './preparation.ts';
import * as host from './steps/host.ts';
import { laySlowLine, type SlowLine } from './steps/slow-line.ts';
import * as screen from './steps/screen.ts';
import * as staff from './steps/staff.ts';

const folder = temporaryFolder();
/** People in the hall beside the windows. */
const crowdSize = 22;
let house: RunningServer;
let line: SlowLine;
let prepared: Prepared;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await startServer({ DATA_FOLDER: folder.path });
  line = await laySlowLine(Number(new URL(house.origin).port));
  prepared = await convened(house.origin, house.invitation ?? '');
  await establish(prepared.admin, otherDepartment);
});
test.afterAll(async ({}, { status }) => {
  if (status === 'failed') console.error(house?.errors());
  await line?.close();
  await house?.kill('SIGTERM');
  folder.remove();
});

const seatCrowd = async (): Promise<readonly Caller[]> => {
  const crowd: Caller[] = [];
  for (let at = 0; at < crowdSize; at += 1) {
    const one = await guest(house.origin);
    await one.must(`sessions/${prepared.session}`, { type: 'join', code: prepared.participantCode, name: `居民${at + 1}` });
    crowd.push(one);
  }
  return crowd;
};

/** Host, recorder, officer and wall are there for the opening; the other windows are open and elsewhere. */
const gather = async (hall: Hall): Promise<Room> => {
  const { session, screenCode, host: desk } = prepared;
  const room: Room = {
    host: await hall.open('host', 'desk', house.origin),
    device: await hall.open('device', 'phone', house.origin),
    recorder: await hall.open('recorder', 'desk', house.origin),
    officer: await hall.open('officer', 'phone', house.origin),
    wall: await hall.open('wall', 'wall', house.origin),
    anna: await hall.open('anna', 'phone', house.origin),
    bert: await hall.open('bert', 'phone', line.origin),
    walker: await hall.open('walker', 'phone', house.origin),
    crowd: await seatCrowd(),
    ...{ session, desk, look },
  };
  await screen.enter(room.wall, `/sessions/${session}/screen#${screenCode}`);
  await look(room.wall, 'room-wall-welcome', { whole: false });
  await staff.signIn(room.host, accounts.host.id, `/sessions/${session}/prepare`);
  await staff.signIn(room.recorder, accounts.recorder.id, `/sessions/${session}/host`);
  await staff.signIn(room.officer, accounts.officer.id, `/sessions/${session}`);
  await host.openSession(room.host);
  return room;
};

test('held, merged, promised; late, away and back; handed over, debated, voted, mapped, closed', async ({ browser }) => {
  // One minute of it is the outage itself; eight windows on a busy machine take their time.
  test.setTimeout(540_000);
  const hall = new Hall(browser);
  const room = await test.step('everybody who is in time', () => gather(hall));
  expect(hall.windows).toBe(8);

  await test.step('questions held, merged, directed, promised', () => heldMergedPromised(room));
  await test.step('three come late', () => comeLate(room, prepared.participantCode, look));
  await test.step('statements marked', () => markAll(room));
  // Only one of them is away; still no browser may be blamed for saying so.
  await hall.whileAway(async () => {
    const since = await test.step('one falls off the network', () => fallAway(room));
    await test.step('the console goes to another device', () => toTheDevice(room));
    await test.step('a debate that moves people', () => debate(room));
    await test.step('a vote by name', () => byName(room));
    await test.step('the console comes back', () => backToTheDesk(room));
    await test.step('back on the network', () => comeBack(room, since));
  });
  await test.step('everything came once', () => expectOnce(room));
  await test.step('a secret vote', () => inSecret(room));
  await test.step('a cloud of words', () => cloud(room));
  await test.step('the map', () => mapEverywhere(room));
  await test.step('the minutes and the other scenes', async () => {
    await minutesGrow(room);
    await otherScenes(room);
  });
  await test.step('a close that is refused first', () => refusedThenClosed(room));
  await test.step('afterwards', () => afterwards(room));
  hall.expectNoFaults();
  await hall.close();
});
