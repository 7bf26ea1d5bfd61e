/** The desk with the kind it is for: a secret poll of a session, from the question to the result. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { house as theHouse } from '#shared/core/actor.ts';
import type { Answer, PaperJwk } from '#shared/core/wire.ts';
import { ballots } from '#shared/ballots/kind.ts';
import type { Ballots } from '#shared/ballots/state.ts';
import { openHouse, type Caller, type House } from '#tests/gateway/running.ts';
import { readKey } from '#web/lib/live/paper-blinding.ts';
import { paperCode } from '#web/lib/live/paper-code.ts';
import { freshId, prepared, signedIn, stateOf, soon } from './hall.ts';

const stream = 'ballots/s-1';
let house: House;
let host: Caller;
let residents: Caller[];

beforeAll(async () => {
  house = await openHouse({ kinds: { ballots } });
  host = await house.guest();
  residents = await Promise.all(Array.from({ length: 6 }, () => house.guest()));
  const seats = [
    { person: host.person, roles: ['host'], department: null },
    ...residents.map(({ person }) => ({ person, roles: ['resident'], department: null })),
  ];
  const answer = await house.engine.ask(
    stream,
    'prepare',
    { type: 'prepare', session: 's-1', title: '加装电梯', seats } as never,
    theHouse(house.clock.now()),
  );
  expect(answer).toMatchObject({ seq: expect.any(Number) as number });
});
afterAll(() => house.close());

const ask = async (who: Caller, command: object, id = freshId()): Promise<Answer> =>
  (await house.call('POST', `/api/${stream}/commands`, { id, command }, { cookie: who.cookie })).body as unknown as Answer;
const now = async (): Promise<Ballots> => stateOf<Ballots>(house, stream);

const options = [
  { id: 'yes', text: '同意' },
  { id: 'no', text: '不同意' },
];
const openPoll = async (poll: string): Promise<void> => {
  expect(await ask(host, { type: 'openPoll', title: poll, method: 'single', options, form: 'secret' }, poll)).toHaveProperty('seq');
  await vi.waitFor(async () => expect((await now()).polls.find(({ id }) => id === poll)?.fingerprint).toEqual(expect.any(String)), soon);
};
const draw = async (poll: string, who: Caller) => {
  const { body } = await house.call('GET', `/api/papers/${stream}/${poll}`);
  const read = readKey(body as unknown as PaperJwk);
  expect(read.fingerprint).toBe((await now()).polls.find(({ id }) => id === poll)?.fingerprint);
  const { blinded, finish } = prepared(read);
  return finish(signedIn(await ask(who, { type: 'drawPaper', poll, blinded })));
};
const cast = (poll: string, shown: object, option: string, id = freshId()) =>
  house.call('POST', `/api/papers/${stream}/${poll}`, {
    id,
    command: { type: 'castBallot', poll, choice: { method: 'single', option } },
    ...shown,
  });

test('six people vote in secret: every ballot counts once, and none says whose it is', async () => {
  await openPoll('lift');
  const papers = await Promise.all(residents.map((who) => draw('lift', who)));
  for (const [n, paper] of papers.entries()) {
    const id = freshId();
    const first = await cast('lift', paper, n < 4 ? 'yes' : 'no', id);
    expect([first.status, (await cast('lift', paper, n < 4 ? 'yes' : 'no', id)).body]).toEqual([200, first.body]);
    expect((await cast('lift', paper, n < 4 ? 'no' : 'yes')).body).toEqual({ refused: 'already-voted' });
  }
  const events = await house.engine.events(stream, 0);
  for (const recorded of events.filter(({ event }) => event.type === 'ballotCast'))
    for (const { person } of [host, ...residents]) expect(JSON.stringify(recorded)).not.toContain(person);
  await ask(host, { type: 'closePoll', poll: 'lift' });
  expect((await now()).polls[0]).toMatchObject({ stage: 'closed', tally: { ballots: 6, options: { yes: 4, no: 2 } } });
  await vi.waitFor(async () => expect(await house.store.livePaperKeys()).toEqual([]), soon);
});

test('everybody is told the same key, and what is hidden stays so', async () => {
  await openPoll('road');
  await draw('road', residents[0] as Caller);
  const seen = await Promise.all(
    [host, ...residents].map(async ({ cookie }) => {
      const { body } = await house.call('GET', `/api/${stream}`, undefined, { cookie });
      return body['state'] as Ballots;
    }),
  );
  const fingerprints = new Set(seen.map(({ polls }) => polls.find(({ id }) => id === 'road')?.fingerprint));
  expect(fingerprints.size).toBe(1);
  expect(paperCode([...fingerprints][0] ?? '')).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
  for (const state of seen) expect(JSON.stringify(state.polls)).not.toContain(residents[0]?.person);
});

test('one person, one paper; a stranger none; and without a paper no vote', async () => {
  await openPoll('bridge');
  const [first] = residents as [Caller];
  await draw('bridge', first);
  const { blinded } = prepared(readKey((await house.call('GET', `/api/papers/${stream}/bridge`)).body as unknown as PaperJwk));
  expect(await ask(first, { type: 'drawPaper', poll: 'bridge', blinded })).toEqual({ refused: 'paper-drawn' });
  expect(await ask(await house.guest(), { type: 'drawPaper', poll: 'bridge', blinded })).toEqual({ refused: 'not-seated' });
  const vote = { type: 'castBallot', poll: 'bridge', choice: { method: 'single', option: 'yes' } };
  expect(await ask(first, vote)).toEqual({ refused: 'paper-needed' });
});
