/** Figures about what is hidden, and the hidden itself as a number: a hall that votes at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ballots } from '#shared/ballots/kind.ts';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Summary } from '#shared/ballots/state.ts';
import { house as theHouse } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { advance, begin, reset, type Merged } from '#web/lib/live/merge.ts';
import { openHouse, type House, type Line } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse({ kinds: { ballots } })));
afterAll(() => house.close());

const byHouse = (stream: StreamId, command: BallotCommand) => house.engine.ask(stream, randomUUID(), command, theHouse(house.clock.now()));
const seat = (stream: StreamId, person: string, role: 'host' | 'resident') =>
  byHouse(stream, { type: 'seat', person, roles: [role], department: null });

/** A poll that runs, a host, and so many people who may vote. */
const hall = async (people: number) => {
  const stream: StreamId = `ballots/${randomUUID()}`;
  const host = await house.guest();
  const guests = await Promise.all(Array.from({ length: people }, () => house.guest()));
  await byHouse(stream, {
    type: 'prepare',
    session: '42',
    title: '会',
    seats: [{ person: host.person, roles: ['host'], department: null }],
  });
  for (const { person } of guests) await seat(stream, person, 'resident');
  const options = ['yes', 'no'].map((id) => ({ id, text: id }));
  const line = await house.line(host.cookie);
  await line.command(stream, 'poll', { type: 'openPoll', title: '要不要？', method: 'single', options, form: 'counted', running: true });
  return { stream, guests, line };
};

const vote = (option = 'yes') => ({ type: 'castBallot', poll: 'poll', choice: { method: 'single', option } });
const summaries = (line: Line, stream: StreamId) =>
  line.heard.signal.flatMap(([of, signal]) => (of === stream && 'summary' in signal ? [signal.summary as Summary] : []));
const ballotsOf = (line: Line, stream: StreamId) => summaries(line, stream).at(-1)?.polls['poll']?.ballots;

test('figures come with the answer to follow and with the page, and when they change', async () => {
  const { stream, guests, line } = await hall(2);
  const phone = await house.line(guests[0]?.cookie);
  await phone.follow(stream);
  await phone.until(() => ballotsOf(phone, stream) === 0);
  await line.command(stream, 'v-host', vote());
  await phone.until(() => ballotsOf(phone, stream) === 1);
  expect(summaries(phone, stream).at(-1)?.polls['poll']?.tally).toMatchObject({ ballots: 1, options: { yes: 1 } });
  expect((await house.call('GET', `/api/${stream}`, undefined, guests[1])).body).toMatchObject({
    audience: 'room',
    summary: { polls: { poll: { ballots: 1 } } },
    own: { ballots: {} },
  });
});

test('a mass of votes is told in few words, and every phone ends where the record ends', async () => {
  const people = 60;
  const { stream, guests } = await hall(people);
  const phone = await house.line(guests[0]?.cookie);
  const told = await phone.follow(stream);
  if (!('seq' in told)) throw new Error(JSON.stringify(told));
  const started = performance.now();
  await Promise.all(
    guests.map(({ person }, n) =>
      house.engine.ask(stream, `v-${n}`, vote(n % 3 === 0 ? 'no' : 'yes'), {
        ...{ id: person, roles: [], department: null },
        now: house.clock.now(),
      }),
    ),
  );
  await phone.until(() => ballotsOf(phone, stream) === people);
  const last = told.seq + people;
  await phone.until(() => phone.events(stream).at(-1)?.seq === last);
  const beats = Math.ceil((performance.now() - started) / 200) + 2;
  expect(phone.heard.events.filter(([of]) => of === stream).length).toBeLessThanOrEqual(beats);
  expect(summaries(phone, stream).length).toBeLessThanOrEqual(beats + 1);
  expect(JSON.stringify(phone.heard.events)).not.toContain('castBallot');
  let merged: Merged<unknown, never> | 'gap' = reset(ballots as never, begin(ballots as never), told);
  for (const [of, batch] of phone.heard.events) if (of === stream && merged !== 'gap') merged = advance(ballots as never, merged, batch);
  expect(merged).toMatchObject({ seq: last });
  expect(summaries(phone, stream).at(-1)?.polls['poll']?.tally?.options).toEqual({ yes: 40, no: 20 });
  // A script reads one entry for each event.
  const { body } = await house.call('GET', `/api/${stream}/events?since=${told.seq}&limit=500`, undefined, guests[1]);
  expect((body['events'] as unknown[]).length).toBe(people);
});

test('whoever is not seated waits at the door and hears nothing; seated they are let in with everything', async () => {
  const { stream, line } = await hall(1);
  const late = await house.guest();
  const phone = await house.line(late.cookie);
  expect(await phone.follow(stream)).toMatchObject({ audience: 'door', state: { stage: 'none' } });
  await line.command(stream, 'v-host', vote());
  expect(summaries(phone, stream)).toEqual([]);
  await seat(stream, late.person, 'resident');
  await phone.until((heard) => heard.audience.some(([of]) => of === stream));
  expect(phone.heard.audience.at(-1)?.[1]).toMatchObject({
    audience: 'room',
    state: { stage: 'open', polls: [{ id: 'poll' }], counting: null },
  });
  await phone.until(() => ballotsOf(phone, stream) === 1);
});

test('what one pressed is one’s own at once, also when it was not told to anybody yet', async () => {
  const { stream, guests } = await hall(2);
  const [cookie, other] = [guests[0]?.cookie, guests[1]?.cookie];
  const watching = await house.line(other);
  await watching.follow(stream);
  const phone = await house.line(cookie);
  for (const [n, option] of ['yes', 'no', 'yes', 'no'].entries()) {
    await phone.command(stream, `v-${n}`, vote(option));
    expect(await phone.follow(stream)).toMatchObject({ own: { ballots: { poll: { option } } } });
  }
});

test('what one pressed on one device is one’s own on the other soon, and the one it was pressed on is not told again', async () => {
  const { stream, guests } = await hall(2);
  const [one, other, stranger] = [
    await house.line(guests[0]?.cookie),
    await house.line(guests[0]?.cookie),
    await house.line(guests[1]?.cookie),
  ];
  for (const line of [one, other, stranger]) await line.follow(stream);
  const owns = (line: Line) => line.heard.signal.flatMap(([of, signal]) => (of === stream && signal.own ? [signal.own] : []));
  const pressed = await one.command(stream, randomUUID(), vote('no'));
  if (!('seq' in pressed)) throw new Error(JSON.stringify(pressed));
  await other.until(() => owns(other).length > 0);
  expect(owns(other)).toEqual([
    { seq: pressed.seq, told: expect.objectContaining({ ballots: { poll: { method: 'single', option: 'no' } } }) as unknown },
  ]);
  // By a script: neither of the two asked it.
  await house.call('POST', `/api/${stream}/commands`, { id: randomUUID(), command: vote('yes') }, guests[0]);
  await Promise.all([one, other].map((line) => line.until(() => JSON.stringify(owns(line).at(-1)?.told ?? '').includes('yes'))));
  expect(owns(one)).toHaveLength(1);
  await stranger.until(() => ballotsOf(stranger, stream) === 1);
  expect(owns(stranger)).toEqual([]);
});
