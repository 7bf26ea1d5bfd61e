import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '#shared/core/sha-256.ts';
import { ballots } from '#shared/ballots/kind.ts';
import type { Ballots } from '#shared/ballots/state.ts';
import {
  after,
  announced,
  cast,
  hall,
  host,
  li,
  observer,
  open,
  opened,
  paper,
  secret,
  single,
  stranger,
  theHouse,
  zhang,
} from './hall.ts';

const { given } = hall;
const blinded = 'ab'.repeat(256);
const draw = { type: 'drawPaper', poll: 'p-1', blinded } as const;
const vote = (option: string, poll = 'p-1') => ({ type: 'castBallot', poll, choice: { method: 'single', option } }) as const;
const drawn = { type: 'paperDrawn', poll: 'p-1', person: zhang.id, blinded: sha256(blinded) } as const;
const ready = [...open, secret, announced];
const ofLi = { ...drawn, person: li.id } as const;
const both = [...ready, drawn, ofLi];

test('sha-256 is that of everybody else', () => {
  for (const text of ['', 'abc', blinded, '先装电梯，再修路。', 'é😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'y'.repeat(1000)])
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
});

test('B16 each who may vote draws one paper, and is given the same again', () => {
  given(...ready)
    .when(draw, zhang)
    .then(drawn);
  given(...ready, drawn)
    .when(draw, zhang)
    .then();
  given(...ready, drawn)
    .when({ ...draw, blinded: 'cd'.repeat(256) }, zhang)
    .thenRefused('paper-drawn');
  given(...ready)
    .when(draw, observer)
    .thenRefused('not-entitled');
  given(...ready)
    .when(draw, stranger)
    .thenRefused('not-seated');
  given(...open, opened({ form: 'secret', roles: ['resident'] }), announced)
    .when(draw, li)
    .thenRefused('not-entitled');
  expect(ballots.visibility.own?.(after(...ready, drawn), zhang)).toMatchObject({ ballots: { 'p-1': null } });
});

test('B16 nobody draws before everybody was told the key, and it stands', () => {
  given(...open, secret)
    .when(draw, zhang)
    .thenRefused('paper-not-ready');
  const announce = { type: 'announceKey', poll: 'p-1', fingerprint: announced.fingerprint } as const;
  given(...open, secret)
    .when(announce, host)
    .thenRefused('not-house');
  expect(
    given(...open, secret)
      .when(announce, theHouse)
      .then(announced),
  ).toMatchObject({ polls: [{ fingerprint: announced.fingerprint }] });
  given(...ready)
    .when({ ...announce, fingerprint: 'z'.repeat(43) }, theHouse)
    .then();
  given(...open, opened())
    .when(announce, theHouse)
    .thenRefused('no-paper-here');
  given(...open)
    .when(announce, theHouse)
    .thenRefused('poll-unknown');
});

test('B16 keys that sign are those of open secret polls', () => {
  const keys = (state: Ballots) => ballots.paperKeys!(state).map(({ key, fingerprint, announce }) => [key, fingerprint, announce('f')]);
  expect(keys(after(...open, secret))).toEqual([['p-1', null, { type: 'announceKey', poll: 'p-1', fingerprint: 'f' }]]);
  expect(keys(after(...ready, opened({ poll: 'p-2' })))).toMatchObject([['p-1', announced.fingerprint, {}]]);
  expect(keys(after(...ready, { type: 'pollWithdrawn', poll: 'p-1', reason: '-' }))).toEqual([]);
  expect(ballots.paper!(draw)).toEqual({ key: 'p-1', blinded });
  expect(ballots.paper!({ type: 'clearMoods' })).toBeNull();
});

test('B17 a paper votes once, and whoever votes in secret shows one', () => {
  const ballot = { ...cast('paper-1', single('yes')), roles: [] };
  given(...ready, drawn)
    .when(vote('yes'), paper('1'))
    .then(ballot);
  given(...ready, drawn, ballot)
    .when(vote('yes'), paper('1'))
    .then();
  given(...ready, drawn, ballot)
    .when(vote('no'), paper('1'))
    .thenRefused('already-voted');
  given(...ready, drawn, { ...drawn, person: li.id }, ballot)
    .when(vote('no'), paper('2'))
    .then({ ...cast('paper-2', single('no')), roles: [] });
  given(...ready, drawn)
    .when(vote('yes'), zhang)
    .thenRefused('paper-needed');
  given(...both)
    .when(vote('maybe'), paper('1'))
    .thenRefused('wrong-choice');
  given(...ready, { type: 'pollWithdrawn', poll: 'p-1', reason: '-' })
    .when(vote('no'), paper('2'))
    .thenRefused('poll-over');
});

test('B17 there are never more ballots than papers drawn, even if somebody made papers', () => {
  const ballot = { ...cast('paper-1', single('yes')), roles: [] };
  given(...ready)
    .when(vote('yes'), paper('1'))
    .thenRefused('paper-not-for-this');
  given(...ready, drawn, ballot)
    .when(vote('yes'), paper('2'))
    .thenRefused('paper-not-for-this');
});

test('B17 a paper is good for its own poll and nothing else', () => {
  const two = [...ready, opened({ poll: 'p-2', form: 'secret', title: '第二个' }), opened({ poll: 'p-3', title: '第三个' })];
  given(...two)
    .when(vote('yes', 'p-2'), paper('1'))
    .thenRefused('paper-not-for-this');
  given(...two)
    .when(vote('yes'), { ...paper('1'), paper: 'ballots/43#p-1' })
    .thenRefused('paper-not-for-this');
  given(...two)
    .when(vote('yes', 'p-3'), paper('1'))
    .thenRefused('no-paper-here');
  given(...two)
    .when({ ...draw, poll: 'p-3' }, zhang)
    .thenRefused('no-paper-here');
  for (const command of [draw, { type: 'showMood', mood: 'fast' }, { type: 'openMarking' }, { type: 'closePoll', poll: 'p-1' }] as const)
    given(...two)
      .when(command, paper('1'))
      .thenRefused('paper-not-for-this');
  // Not even a paper with the id of a host.
  given(...two)
    .when({ type: 'openMarking' }, { ...host, paper: 'ballots/42#p-1' })
    .thenRefused('paper-not-for-this');
});

test('B17 the record of the count joins no person and no paper', () => {
  const state = after(...ready, drawn, { ...cast('paper-1', single('yes')), roles: [] });
  expect(JSON.stringify(state.counting?.boxes['p-1']?.ballots)).not.toContain(zhang.id);
  expect(
    given(...ready, drawn, { ...cast('paper-1', single('yes')), roles: [] }).when({ type: 'closePoll', poll: 'p-1' }, host).outcome,
  ).toEqual([
    {
      type: 'pollClosed',
      poll: 'p-1',
      result: { entitled: 6, tally: { ballots: 1, options: { yes: 1 }, counts: {}, words: {} }, byRole: {}, ballots: {} },
    },
  ]);
});
