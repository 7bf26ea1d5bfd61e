import { expect, test } from 'vitest';
import { isRefusal } from '#shared/core/refusal.ts';
import type { BallotEvent, EventOf } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { meanOf, medianOf, shareOf, winners, withoutExperts } from '#shared/ballots/standings.ts';
import type { Ballots, Choice, Poll, Summary, VoterRole } from '#shared/ballots/state.ts';
import { recount } from '#shared/ballots/counting.ts';
import { after, cast, expert, hall, held, host, li, observer, open, opened, seat, single, stranger, wang, zhang } from './hall.ts';

const { given } = hall;
const ask = { type: 'openPoll', title: '先装电梯吗？', method: 'single', form: 'counted' } as const;
const options = (...texts: string[]) => texts.map((text, n) => ({ id: `o${n}`, text }));
const vote = (choice: Choice, poll = 'p-1') => ({ type: 'castBallot', poll, choice: structuredClone(choice) as never }) as const;
const summaryOf = (state: unknown, audience = 'room') => ballots.visibility.summary?.(state as Ballots, audience) as Summary;
const pollIn = (state: unknown): Poll => held(state as Ballots).polls[0]!;

test('B11 options can be told apart; short answers have none', () => {
  for (const bad of [
    [],
    options('要'),
    options('要', '要 '),
    options('ＡＢ', 'ab'),
    [
      { id: 'x', text: '要' },
      { id: 'x', text: '不要' },
    ],
  ])
    given(...open)
      .when({ ...ask, options: bad }, host)
      .thenRefused('wrong-options');
  given(...open)
    .when({ ...ask, method: 'words', options: options('要', '不要') }, host)
    .thenRefused('wrong-options');
  const plain = { poll: 'asked-1', title: ask.title, form: 'counted', running: false, roles: [], entitled: 6 } as const;
  given(...open)
    .when({ ...ask, method: 'multiple', most: 9, options: options('要', '不要') }, host)
    .then({ type: 'pollOpened', ...plain, method: 'multiple', most: 2, options: options('要', '不要') });
  given(...open)
    .when({ ...ask, method: 'words', options: [] }, host)
    .then({ type: 'pollOpened', ...plain, method: 'words', most: 1, options: [] });
});

test('B11 two hosts who press at once ask once', () => {
  given(...open, opened())
    .when({ ...ask, options: options('要', '不要') }, host)
    .thenRefused('poll-open');
  expect(
    isRefusal(
      given(...open, opened(), { type: 'pollWithdrawn', poll: 'p-1', reason: '-' }).when({ ...ask, options: options('要', '不要') }, host)
        .outcome,
    ),
  ).toBe(false);
});

test('B12 who may vote', () => {
  const all = given(...open, opened());
  for (const actor of [zhang, li, expert, host]) expect(isRefusal(all.when(vote(single('yes')), actor).outcome)).toBe(false);
  all.when(vote(single('yes')), observer).thenRefused('not-entitled');
  all.when(vote(single('yes')), stranger).thenRefused('not-seated');
  const residents = given(...open, opened({ roles: ['resident', 'observer'] }));
  residents.when(vote(single('yes')), zhang).then(cast(zhang.id, single('yes')));
  residents.when(vote(single('yes')), observer).then(cast(observer.id, single('yes'), 'observer'));
  residents.when(vote(single('yes')), li).thenRefused('not-entitled');
  const late = given(...open, opened({ roles: ['resident'] }), seat(stranger, 'resident'));
  late.when(vote(single('yes')), stranger).then(cast(stranger.id, single('yes')));
  given(...open, opened(), seat(zhang))
    .when(vote(single('yes')), zhang)
    .thenRefused('not-seated');
});

test('B12 turnout is of those who may vote now, and of those who voted and left', () => {
  const past = [...open, opened({ roles: ['resident'] })];
  expect(summaryOf(after(...past)).polls['p-1']).toEqual({ ballots: 0, entitled: 2, tally: null });
  expect(summaryOf(after(...past, seat(stranger, 'resident'))).polls['p-1']?.entitled).toBe(3);
  expect(summaryOf(after(...past, cast(zhang.id, single('yes')), seat(zhang), seat(wang))).polls['p-1']).toMatchObject({
    ballots: 1,
    entitled: 1,
  });
});

test.each<readonly [string, Partial<EventOf<'pollOpened'>>, Choice, Choice | null]>([
  ['one option', {}, single('yes'), single('yes')],
  ['an option nobody offered', {}, single('maybe'), null],
  ['another method', {}, { method: 'multiple', options: ['yes'] }, null],
  [
    'several, in the order of the poll',
    { method: 'multiple', most: 2 },
    { method: 'multiple', options: ['later', 'yes'] },
    { method: 'multiple', options: ['yes', 'later'] },
  ],
  ['none of several', { method: 'multiple', most: 2 }, { method: 'multiple', options: [] }, { method: 'multiple', options: [] }],
  ['too many', { method: 'multiple', most: 2 }, { method: 'multiple', options: ['later', 'yes', 'no'] }, null],
  ['one of them twice', { method: 'multiple', most: 3 }, { method: 'multiple', options: ['yes', 'yes'] }, null],
  ['ranked', { method: 'ranked' }, { method: 'ranked', options: ['later', 'yes'] }, { method: 'ranked', options: ['later', 'yes'] }],
  ['ranked twice', { method: 'ranked' }, { method: 'ranked', options: ['later', 'later'] }, null],
  ['scores', { method: 'score' }, { method: 'score', scores: { no: 0, yes: 10 } }, { method: 'score', scores: { yes: 10, no: 0 } }],
  ['no score', { method: 'score' }, { method: 'score', scores: {} }, null],
  ['a score for nothing', { method: 'score' }, { method: 'score', scores: { maybe: 3 } }, null],
  [
    'words, alike ones once',
    { method: 'words', options: [] },
    { method: 'words', words: ['停车难', '停车难。', '绿化'] },
    { method: 'words', words: ['停车难', '绿化'] },
  ],
  ['only marks', { method: 'words', options: [] }, { method: 'words', words: ['。'] }, null],
])('B13 a ballot says what the poll asks: %s', (_, poll, choice, kept) => {
  const when = given(...open, opened(poll)).when(vote(choice), zhang);
  if (kept) when.then(cast(zhang.id, kept));
  else when.thenRefused('wrong-choice');
});

test('B14 a ballot may be changed while the poll is open, and the last one counts', () => {
  const past = [...open, opened({ running: true }), cast(zhang.id, single('yes'))];
  given(...past)
    .when(vote(single('yes')), zhang)
    .then();
  const state = given(...past)
    .when(vote(single('no')), zhang)
    .then(cast(zhang.id, single('no')));
  expect(summaryOf(state).polls['p-1']?.tally).toEqual({ ballots: 1, options: { no: 1 }, counts: {}, words: {} });
  expect(ballots.visibility.own?.(state, zhang)).toMatchObject({ ballots: { 'p-1': single('no') } });
  const closed = {
    type: 'pollClosed',
    poll: 'p-1',
    result: { entitled: 6, tally: recount(opened(), []), byRole: {}, ballots: {} },
  } as const;
  given(...past, closed)
    .when(vote(single('no')), zhang)
    .thenRefused('poll-over');
  given(...past)
    .when(vote(single('no'), 'p-9'), zhang)
    .thenRefused('poll-unknown');
});

test('B18 running figures only where they were announced', () => {
  const voted = cast(zhang.id, single('yes'));
  expect(summaryOf(after(...open, opened(), voted)).polls['p-1']).toEqual({ ballots: 1, entitled: 6, tally: null });
  expect(summaryOf(after(...open, opened({ running: true }), voted)).polls['p-1']?.tally).toMatchObject({ options: { yes: 1 } });
  given(...open)
    .when({ ...ask, form: 'secret', running: true, options: options('要', '不要') }, host)
    .then({ ...opened({ poll: 'asked-1', form: 'secret', options: options('要', '不要') }) });
  expect(pollIn(after(...open, opened({ running: true }), voted)).tally.ballots).toBe(0);
});

const crowd = (role: VoterRole, count: number, option: string): BallotEvent[] =>
  Array.from({ length: count }, (_, n) => cast(`g-${role}-${option}-${n}`, single(option), role));
const close = (...past: readonly BallotEvent[]): Poll =>
  pollIn(
    past.length === 0
      ? after()
      : (() => {
          const outcome = given(...past).when({ type: 'closePoll', poll: 'p-1' }, host).outcome;
          if (isRefusal(outcome)) throw new Error(outcome.refused);
          return after(...past, ...outcome);
        })(),
  );

test('B19 the close makes the figures known, names only of a named poll and never to the public', () => {
  const voted = [cast(zhang.id, single('yes')), cast(li.id, single('no'), 'stakeholder')];
  const counted = close(...open, opened(), ...voted);
  expect(counted).toMatchObject({ stage: 'closed', entitled: 6, tally: { ballots: 2, options: { yes: 1, no: 1 } }, ballots: {} });
  const past = [...open, opened({ form: 'named' }), ...voted];
  expect(JSON.stringify(ballots.visibility.view(after(...past), 'host'))).not.toContain('"choice"');
  expect(close(...past).ballots).toEqual({
    [zhang.id]: { choice: single('yes'), roles: ['resident'] },
    [li.id]: { choice: single('no'), roles: ['stakeholder'] },
  });
  given(...open, opened(), { type: 'pollWithdrawn', poll: 'p-1', reason: '-' })
    .when({ type: 'closePoll', poll: 'p-1' }, host)
    .thenRefused('poll-over');
  given(...open)
    .when({ type: 'closePoll', poll: 'p-9' }, host)
    .thenRefused('poll-unknown');
});

test('B19 a role with fewer than five is not shown, nor found by taking the others away', () => {
  const many = [...crowd('resident', 9, 'yes'), ...crowd('member', 6, 'no')];
  expect(Object.keys(close(...open, opened(), ...many).byRole)).toEqual(['resident', 'member']);
  // Four experts would be what is left: the members go with them.
  expect(Object.keys(close(...open, opened(), ...many, ...crowd('expert', 4, 'no')).byRole)).toEqual(['resident']);
  expect(Object.keys(close(...open, opened(), ...many, ...crowd('expert', 4, 'no'), ...crowd('officer', 2, 'yes')).byRole)).toEqual([
    'resident',
    'member',
  ]);
  expect(close(...open, opened(), ...crowd('resident', 3, 'yes'), ...crowd('member', 2, 'no')).byRole).toEqual({});
});

test('B20 what is withdrawn makes nothing known', () => {
  const past = [...open, opened({ running: true, form: 'named' }), cast(zhang.id, single('yes'))];
  const state = given(...past)
    .when({ type: 'withdrawPoll', poll: 'p-1', reason: '题目有误' }, host)
    .then({ type: 'pollWithdrawn', poll: 'p-1', reason: '题目有误' });
  expect(pollIn(state)).toMatchObject({ stage: 'withdrawn', reason: '题目有误', tally: { ballots: 0 }, ballots: {} });
  expect(summaryOf(state).polls).toEqual({});
  given(...past, { type: 'pollWithdrawn', poll: 'p-1', reason: '-' })
    .when(vote(single('yes')), zhang)
    .thenRefused('poll-over');
  given(...past, { type: 'pollWithdrawn', poll: 'p-1', reason: '-' })
    .when({ type: 'withdrawPoll', poll: 'p-1', reason: '再' }, host)
    .thenRefused('poll-over');
  given(...open)
    .when({ type: 'withdrawPoll', poll: 'p-1', reason: '再' }, host)
    .thenRefused('poll-unknown');
});

test('B21 points of ranked ballots, firsts beside them', () => {
  const ranked = opened({ method: 'ranked' });
  const tally = recount(ranked, [
    { choice: { method: 'ranked', options: ['yes', 'later', 'no'] }, roles: [] },
    { choice: { method: 'ranked', options: ['later', 'yes'] }, roles: [] },
    { choice: { method: 'ranked', options: ['later'] }, roles: [] },
  ]);
  expect(tally).toMatchObject({ ballots: 3, options: { yes: 3, later: 5 }, counts: { yes: 1, later: 2 } });
  expect(winners(ranked, tally)).toEqual(['later']);
  expect(shareOf(ranked, tally, 'later')).toBeCloseTo(5 / 6);
});

test('B21 mean and median of scores, ties and nothing at all', () => {
  const scored = opened({ method: 'score' });
  const score = (scores: Record<string, number>) => ({ choice: { method: 'score', scores }, roles: [] }) as const;
  const tally = recount(scored, [score({ yes: 0, no: 7 }), score({ yes: 10 }), score({ yes: 10, no: 8 }), score({ yes: 10 })]);
  expect([meanOf(tally, 'yes'), medianOf(tally, 'yes'), medianOf(tally, 'no'), medianOf(tally, 'later')]).toEqual([7.5, 10, 7.5, null]);
  expect(meanOf(tally, 'later')).toBeNull();
  expect(winners(scored, tally)).toEqual(['yes', 'no']);
  expect(winners(opened(), recount(opened(), []))).toEqual([]);
});

test('B22 with and without experts, where enough of them voted', () => {
  const past = [...open, opened(), ...crowd('resident', 9, 'yes'), ...crowd('expert', 7, 'no')];
  const poll = close(...past);
  expect(winners(poll, poll.tally)).toEqual(['yes']);
  expect(withoutExperts(poll)).toEqual({ ballots: 9, options: { yes: 9 }, counts: {}, words: {} });
  const few = [...crowd('resident', 9, 'yes'), ...crowd('expert', 2, 'no')];
  expect(withoutExperts(close(...open, opened(), ...few))).toBeNull();
  // Where names are known anyway, nothing is given away.
  expect(withoutExperts(close(...open, opened({ form: 'named' }), ...few))).toMatchObject({ ballots: 9, options: { yes: 9 } });
});
