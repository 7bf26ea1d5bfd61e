/** The map in the room: from votes over a real gateway to other screens, over the death of a thread, a restart and several nodes. */
import { afterEach, expect, test, vi } from 'vitest';
import type { RoomMap } from '#shared/consensus/room-map.ts';
import { heardMap, type ToldMap } from '#shared/consensus/told-map.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { LiveRoom, portion } from '#server/consensus/live-room.ts';
import type { Mapper } from '#server/consensus/mapper.ts';
import { memory, openHouse, type Given, type House, type Line } from '#tests/gateway/running.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { house as theHouse, nobody } from '#shared/core/actor.ts';
import { halls, type Hall } from './halls.ts';
import { withGroups, type MadeUp } from './made-up.ts';

vi.setConfig({ testTimeout: 60_000 });

const stream: StreamId = 'halls/1';
const open: House[] = [];
const houseWith = async (given: Given = {}): Promise<House> => {
  const house = await openHouse({ kinds: { halls }, ...given });
  open.push(house);
  return house;
};
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});

const maps = (line: Line): RoomMap[] =>
  line.heard.signal.flatMap(([of, { map }]) => (of === stream && map !== undefined ? [heardMap(JSON.parse(map) as ToldMap)] : []));
const lastMap = (line: Line): RoomMap => maps(line).at(-1)!;

/** Long people's ids, so that one of them in a frame could not be overlooked. */
const room = (people: number, seed = 1): MadeUp => {
  const { votes, truth } = withGroups({ people, statements: 24 }, [0.6, 0.4], seed, { shared: 0.2, loyal: 0.95 });
  return { votes: votes.map(([person, statement, mark]) => [`person-number-${person}`, statement, mark]), truth };
};

let asked = 0;
const mark = async (house: House, votes: MadeUp['votes']): Promise<void> => {
  const { cookie } = await house.guest();
  const line = await house.line(cookie);
  for (let at = 0; at < votes.length; at += 200) {
    const answer = await line.command(stream, `mark-${(asked += 1)}`, { type: 'mark', votes: votes.slice(at, at + 200) });
    expect(answer).toHaveProperty('seq');
  }
};

const follower = async (house: House): Promise<Line> => {
  const line = await house.line((await house.guest()).cookie);
  await line.follow(stream);
  return line;
};

const groupsAsSizes = ({ groups }: RoomMap) => groups.map(({ number, people }) => [number, people]);

test('votes come as a map to another screen, with groups, and nobody is named in any frame', async () => {
  const house = await houseWith();
  const line = await follower(house);
  await mark(house, room(40).votes);
  await line.until(() => maps(line).some((map) => map.voters === 40 && map.standing === 'groups'));
  const map = lastMap(line);
  expect(groupsAsSizes(map)).toEqual([
    [0, 24],
    [1, 16],
  ]);
  expect(map.dots).toHaveLength(40);
  expect(map.lists.divisive.length).toBeGreaterThan(0);
  expect(map.figures.some(({ part }) => typeof part === 'object' && 'role' in part && part.role === 'resident')).toBe(true);
  expect(JSON.stringify(line.heard)).not.toContain('person-number');
});

test('whoever begins to follow is told the last map at once', async () => {
  const house = await houseWith();
  const first = await follower(house);
  await mark(house, room(20).votes.slice(0, 200));
  await first.until(() => maps(first).length > 0);
  const late = await follower(house);
  await late.until(() => maps(late).length > 0);
  expect(lastMap(late)).toEqual(lastMap(first));
});

test('a thread that dies is made anew, is told all again, and keeps the names', async () => {
  const house = await houseWith();
  const line = await follower(house);
  await mark(house, room(40).votes);
  await line.until(() => maps(line).some(({ standing }) => standing === 'groups'));
  const before = lastMap(line);
  const seen = maps(line).length;
  await house.app.maps.threads.mappers[0]!.die();
  await line.until(() => maps(line).length > seen);
  expect(groupsAsSizes(lastMap(line))).toEqual(groupsAsSizes(before));
  expect(lastMap(line).groups.map(({ centre: [x] }) => Math.sign(x))).toEqual(before.groups.map(({ centre: [x] }) => Math.sign(x)));
  expect(house.logged.some((one) => one.includes('thread of the maps died'))).toBe(true);
  await mark(
    house,
    room(20).votes.map(([, statement, value]) => ['person-number-late', statement, value]),
  );
  await line.until(() => maps(line).length > seen + 1);
});

test('a restart brings the same groups', async () => {
  const store = memory();
  const first = await houseWith({ store });
  const line = await follower(first);
  await mark(first, room(40).votes);
  await line.until(() => maps(line).some((map) => map.voters === 40 && map.standing === 'groups'));
  const before = lastMap(line);
  await open.pop()!.close();
  const again = await follower(await houseWith({ store }));
  await again.until(() => maps(again).some(({ standing }) => standing === 'groups'));
  expect(groupsAsSizes(lastMap(again))).toEqual(groupsAsSizes(before));
  expect(lastMap(again).lists.divisive.map(({ statement }) => statement)).toEqual(before.lists.divisive.map(({ statement }) => statement));
});

const kept = async (house: House) => (await house.engine.events(stream, 0)).filter(({ event }) => event.type === 'kept');
const untilKept = (house: House): Promise<void> => vi.waitFor(async () => expect(await kept(house)).toHaveLength(1), { timeout: 20_000 });

test('at the close the report is kept once, also when several nodes compute it, and names nobody', async () => {
  const store = memory();
  const [one, other] = [await houseWith({ store }), await houseWith({ store })];
  const line = await follower(one);
  await follower(other);
  await mark(one, room(30).votes);
  await line.until(() => maps(line).some(({ standing }) => standing === 'groups'));
  await line.command(stream, 'close-1', { type: 'close' });
  await untilKept(one);
  // The other node is told by its next look at the stream, as a browser would bring it about.
  await other.engine.ask(stream, 'keep-map', { type: 'keep', map: null } as never, { id: 'house', roles: [], department: null, now: 0 });
  const [event, ...more] = await kept(one);
  expect(more).toEqual([]);
  const map = heardMap((event!.event as unknown as { map: ToldMap }).map);
  expect(map.closing.length).toBeGreaterThan(0);
  expect(groupsAsSizes(map)).toEqual(groupsAsSizes(lastMap(line)));
  expect(JSON.stringify(map)).not.toContain('person-number');
});

test('the marks of a session: a map for who sits there, kept at the close for all to read, and never who marked what', async () => {
  const house = await houseWith({ kinds: { ballots } });
  const session: StreamId = 'ballots/42';
  const ask = async (command: object, person: string): Promise<void> => {
    const now = house.clock.now();
    const actor = person === 'house' ? theHouse(now) : { ...nobody(now), id: person };
    expect(await house.engine.ask(session, `asked-${(asked += 1)}`, command as never, actor)).toHaveProperty('seq');
  };
  const { cookie, person: watcher } = await house.guest();
  await ask({ type: 'prepare', session: '42', title: 'example', publicity: 'invited' }, 'house');
  await ask({ type: 'seat', person: 'secret-host', roles: ['host'], department: null }, 'house');
  await ask({ type: 'seat', person: watcher, roles: ['resident'], department: null }, 'house');
  await ask({ type: 'openMarking' }, 'secret-host');
  const line = await house.line(cookie);
  await line.follow(session);
  const statements: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    statements.push(`asked-${asked + 1}`);
    await ask({ type: 'makeStatement', text: `example ${n}` }, 'secret-host');
  }
  for (let n = 0; n < 16; n += 1) {
    await ask({ type: 'seat', person: `secret-${n}`, roles: ['resident'], department: null }, 'house');
    for (const [at, statement] of statements.entries())
      await ask({ type: 'mark', statement, mark: at % 2 === n % 2 ? 'agree' : 'disagree' }, `secret-${n}`);
  }
  const told = (): ToldMap[] => line.heard.signal.flatMap(([, { map }]) => (map === undefined ? [] : [JSON.parse(map) as ToldMap]));
  await line.until(() => told().some(({ voters }) => voters === 16));
  await ask({ type: 'close' }, 'house');
  await line.until(() => line.events(session).some((sent) => 'event' in sent && sent.event.type === 'mapKept'));
  const kept = line
    .events(session)
    .flatMap((sent) => ('event' in sent && 'map' in sent.event ? [heardMap(sent.event.map as ToldMap)] : []));
  expect(kept).toHaveLength(1);
  expect([...kept[0]!.statements].sort()).toEqual([...statements].sort());
  expect(kept[0]!.voters).toBe(16);
  expect(JSON.stringify([line.heard.signal, kept])).not.toContain('secret-');
});

test('a close that nobody computed before the house fell is made good when somebody comes back', async () => {
  const store = memory();
  const first = await houseWith({ store });
  await mark(first, room(20).votes);
  const { cookie } = await first.guest();
  await (await first.line(cookie)).command(stream, 'close-2', { type: 'close' });
  await open.pop()!.close();
  const second = await houseWith({ store });
  await follower(second);
  await untilKept(second);
});

test('however many votes there are, no turn of the event loop takes more than a portion', async () => {
  const votes = Array.from({ length: 20 * portion }, (_, n) => [`p${n % 900}`, `s${n % 60}`, 1] as const);
  let taken = 0;
  let mostInOneTurn = 0;
  let inThisTurn = 0;
  const watched = function* () {
    for (const vote of votes) {
      taken += 1;
      inThisTurn += 1;
      mostInOneTurn = Math.max(mostInOneTurn, inThisTurn);
      yield vote;
    }
  };
  const told: number[] = [];
  const mapper = {
    begin: () => undefined,
    tell: (_: string, { votes: some }: { votes: readonly unknown[] }) => void told.push(some.length),
  } as unknown as Mapper;
  const rule = { ...(halls as unknown as AnyKind).opinions!, votes: watched };
  const state: Hall = { ...halls.initial };
  const live = new LiveRoom(stream, rule, { seq: 1, state });
  live.begin(mapper, null);
  const turns = setInterval(() => (inThisTurn = 0), 0);
  const nextTurn = (): void => {
    inThisTurn = 0;
    if (taken < votes.length) setImmediate(nextTurn);
  };
  setImmediate(nextTurn);
  await live.told();
  clearInterval(turns);
  expect(taken).toBe(votes.length);
  expect(Math.max(...told)).toBeLessThanOrEqual(portion);
  expect(mostInOneTurn).toBeLessThanOrEqual(portion + 1);
  expect(told.reduce((sum, one) => sum + one, 0)).toBe(votes.length);
});
