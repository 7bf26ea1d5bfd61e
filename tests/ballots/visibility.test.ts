import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '#shared/core/actor.ts';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import type { Own } from '#shared/ballots/state.ts';
import { fold, occasion, person, record } from '../given/given.ts';
import { expectVisibilityLaw, history, type Ask } from '../given/visible.ts';
import {
  after,
  admin,
  announced,
  cast,
  expert,
  hall,
  host,
  li,
  made,
  marking,
  observer,
  open,
  opened,
  paper,
  prepared,
  recorder,
  secret,
  single,
  stranger,
  theHouse,
  wall,
  wang,
  zhang,
} from './hall.ts';

const { audience, see, view, own, summary } = ballots.visibility;
const audiences = ['host', 'room', 'screen', 'public', 'door'] as const;
const { given } = hall;

const screenSeated: BallotEvent = { type: 'screenSeated', person: wall.id };
const full: readonly BallotEvent[] = [
  ...marking,
  screenSeated,
  made('s-1', { text: '公开的话' }),
  made('s-2', { text: '等着的话', held: true }),
  made('s-3', { text: '骂人的话' }),
  { type: 'statementExcluded', statement: 's-3', reason: '不文明', held: false, text: '骂人的话' },
  { type: 'marked', statement: 's-1', person: li.id, mark: 'disagree' },
  opened({ form: 'named', running: true }),
  opened({ poll: 'p-2', form: 'secret', title: '秘密的' }),
  { ...announced, poll: 'p-2' },
  cast(li.id, single('no'), 'stakeholder'),
  { type: 'paperDrawn', poll: 'p-2', person: li.id, blinded: 'f'.repeat(64) },
  { ...cast('paper-1', single('later')), poll: 'p-2', roles: [] },
  { type: 'moodShown', person: li.id, mood: 'slow' },
  { type: 'questionTold', question: 'q-1', asker: zhang.id, open: true, into: null },
  { type: 'seconded', question: 'q-1', person: li.id },
];
const hiddenTypes = ['seated', 'marked', 'ballotCast', 'paperDrawn', 'moodShown', 'questionTold', 'seconded'];
/** All that an audience is ever sent: the events one by one, and the state. */
const told = (name: string, past: readonly BallotEvent[]): string => {
  const state = fold(ballots, past);
  return JSON.stringify([
    record(past.map((event) => ({ event, by: li.id }))).map((recorded) => see(recorded, name, state)),
    view(state, name),
  ]);
};

test('B27 nobody is told who pressed what, the hosts neither', () => {
  for (const name of audiences) {
    const everything = told(name, full);
    for (const secretly of [`"person":"${li.id}"`, 'disagree', '"choice"', 'paper-1', 'ffff', 'slow'])
      expect(everything, `${name}: ${secretly}`).not.toContain(secretly);
    const hidden = record(full).filter(({ event }) => hiddenTypes.includes(event.type));
    expect(hidden.map((recorded) => see(recorded, name, fold(ballots, full)))).toEqual(hidden.map(() => null));
  }
  for (const name of audiences.slice(1))
    for (const text of ['等着的话', '骂人的话', li.id, zhang.id]) expect(told(name, full), `${name}: ${text}`).not.toContain(text);
  expect(told('host', full)).toContain('等着的话');
});

test('B27 figures are told to all who are let in, and nothing at the door', () => {
  const state = fold(ballots, full);
  for (const name of ['host', 'room', 'screen', 'public'])
    expect(summary?.(state, name)).toEqual({
      marks: { 's-1': { agree: 0, disagree: 1, pass: 0 } },
      markers: 1,
      polls: {
        'p-1': { ballots: 1, entitled: 6, tally: { ballots: 1, options: { no: 1 }, counts: {}, words: {} } },
        'p-2': { ballots: 1, entitled: 6, tally: null },
      },
      moods: { clear: 0, unclear: 0, fast: 0, slow: 1, resonates: 0 },
      seconds: { 'q-1': 1 },
    });
  expect(summary?.(state, 'door')).toBeUndefined();
  expect(summary?.({ stage: 'none' }, 'room')).toBeUndefined();
  expect(told('door', full)).toBe(JSON.stringify([full.map(() => null), { stage: 'none' }]));
});

test('B27 everybody is told their own', () => {
  const state = fold(ballots, full);
  expect(own?.(state, li)).toEqual({
    roles: ['stakeholder'],
    marks: { 's-1': 'disagree' },
    ballots: { 'p-1': single('no'), 'p-2': null },
    mood: 'slow',
    seconds: ['q-1'],
    statements: [],
  } satisfies Own);
  expect(own?.(state, zhang)).toMatchObject({
    marks: {},
    ballots: {},
    mood: null,
    statements: [{ id: 's-1' }, { text: '等着的话' }, { text: '骂人的话', reason: '不文明' }],
  });
  for (const viewer of [stranger, person(''), paper('1')]) expect(own?.(state, viewer)).toBeUndefined();
});

test('B28 who is in which audience', () => {
  const of = (viewer: Actor, ...past: readonly BallotEvent[]) => audience(fold(ballots, past), viewer);
  for (const viewer of [host, recorder, admin]) expect(of(viewer, ...open)).toBe('host');
  for (const viewer of [zhang, expert, observer]) expect(of(viewer, ...open)).toBe('room');
  expect(of(wall, ...open, screenSeated)).toBe('screen');
  expect(of(person('u-s', 'supervisor'), ...open)).toBe('public');
  expect([of(stranger, ...open), of(person(''), ...open), of(wall, ...open), of(zhang)]).toEqual(['door', 'door', 'door', 'door']);
  expect([of(stranger, ...open, { type: 'closed' }), of(person(''), { ...prepared, publicity: 'open' })]).toEqual(['public', 'public']);
  expect(of(zhang, ...open, { type: 'seated', person: zhang.id, roles: [], department: null })).toBe('door');
});

test('B28 names of a named poll are for the room, as announced, and not for the public', () => {
  const past = [...open, opened({ form: 'named' }), cast(li.id, single('no'), 'stakeholder')];
  const state = given(...past).when({ type: 'close' }, theHouse);
  if (!Array.isArray(state.outcome)) throw new Error('not closed');
  const all = [...past, ...(state.outcome as BallotEvent[])];
  for (const name of ['host', 'room', 'screen']) expect(told(name, all)).toContain(`"${li.id}":{"choice"`);
  for (const name of ['public', 'door']) expect(told(name, all)).not.toContain(li.id);
});

test('B28 a browser, which knows no seats, leaves to the server what only that can tell, and says the rest itself', () => {
  const room = view(after(...full), 'room');
  const ask = (command: BallotCommand, actor = zhang) => ballots.decide(command, room, actor, occasion('ballots/42'));
  expect(ask({ type: 'mark', statement: 's-1', mark: 'agree' }, stranger)).toEqual([]);
  expect(ask({ type: 'mark', statement: 's-3', mark: 'agree' })).toEqual({ refused: 'statement-excluded' });
  expect(ask({ type: 'castBallot', poll: 'p-1', choice: { method: 'single', option: 'maybe' } })).toEqual({ refused: 'wrong-choice' });
  expect(ask({ type: 'castBallot', poll: 'p-1', choice: { method: 'single', option: 'yes' } })).toEqual([]);
  expect(ask({ type: 'drawPaper', poll: 'p-2', blinded: 'ab'.repeat(256) })).toEqual([]);
  expect(ask({ type: 'closePoll', poll: 'p-1' })).toEqual([]);
  expect(ask({ type: 'makeStatement', text: '新的话' })).toHaveLength(1);
  expect(ask({ type: 'closeMarking' })).toEqual([{ type: 'markingClosed' }]);
});

const people = [host, recorder, admin, zhang, li, wang, expert, observer, stranger, person('')];
const s = fc.constantFrom('42-6', '42-7', '42-8', '42-9', '42-10');
const p = fc.constantFrom('42-6', '42-7', '42-8', '42-9', '42-10');
const commands: fc.Arbitrary<BallotCommand> = fc.oneof(
  fc.constantFrom<BallotCommand>({ type: 'openMarking' }, { type: 'openMarking' }, { type: 'closeMarking' }, { type: 'clearMoods' }),
  fc.boolean().map((review): BallotCommand => ({ type: 'setReview', review })),
  fc.constantFrom('先装电梯', '先修路', '都修', '都不修').map((text): BallotCommand => ({ type: 'makeStatement', text })),
  s.map((statement): BallotCommand => ({ type: 'admitStatement', statement })),
  s.map((statement): BallotCommand => ({ type: 'excludeStatement', statement, reason: '不合适' })),
  fc.record({ statement: s, mark: fc.constantFrom('agree', 'disagree', 'pass') }).map((mark): BallotCommand => ({ type: 'mark', ...mark })),
  fc
    .record({ form: fc.constantFrom('named', 'counted', 'secret'), running: fc.boolean(), title: fc.constantFrom('甲', '乙', '丙') })
    .map((poll): BallotCommand => ({
      type: 'openPoll',
      method: 'single',
      options: [
        { id: 'yes', text: '要' },
        { id: 'no', text: '不要' },
      ],
      ...poll,
    })),
  fc
    .record({ poll: p, option: fc.constantFrom('yes', 'no') })
    .map(({ poll, option }): BallotCommand => ({ type: 'castBallot', poll, choice: { method: 'single', option } })),
  p.map((poll): BallotCommand => ({ type: 'drawPaper', poll, blinded: 'ab'.repeat(256) })),
  p.map((poll): BallotCommand => ({ type: 'closePoll', poll })),
  p.map((poll): BallotCommand => ({ type: 'withdrawPoll', poll, reason: '问错了' })),
  fc.constantFrom('fast', 'slow', null).map((mood): BallotCommand => ({ type: 'showMood', mood })),
  fc
    .record({ type: fc.constantFrom('second', 'second', 'unsecond'), question: fc.constantFrom('q-1', 'q-2') })
    .map((press): BallotCommand => press),
);
const asked = fc.record({ actor: fc.constantFrom(...people), command: commands });
const byHouse = fc.oneof(
  p.map((poll): Ask => ({ actor: theHouse, command: { type: 'announceKey', poll, fingerprint: 'k'.repeat(43) } as BallotCommand })),
  fc.record({ poll: p, n: fc.nat(3) }).map(({ poll, n }): Ask => ({
    actor: paper(String(n), poll),
    command: { type: 'castBallot', poll, choice: { method: 'single', option: 'no' } } as BallotCommand,
  })),
  fc.constantFrom(...people.slice(0, -1)).map(({ id }): Ask => ({
    actor: theHouse,
    command: { type: 'seat', person: id, roles: ['resident'], department: null } as BallotCommand,
  })),
  fc.record({ asker: fc.constantFrom(zhang.id, li.id), open: fc.boolean(), into: fc.constantFrom(null, 'q-2') }).map((standing): Ask => ({
    actor: theHouse,
    command: { type: 'tellQuestion', question: standing.into === null ? 'q-2' : 'q-1', ...standing } as BallotCommand,
  })),
  fc.constant<Ask>({ actor: theHouse, command: { type: 'keepMap', map: { groups: [] } } as BallotCommand }),
);
const beginning: readonly Ask[] = [
  {
    actor: theHouse,
    command: {
      type: 'prepare',
      session: '42',
      title: '会',
      seats: [
        { person: host.id, roles: ['host'], department: null },
        { person: zhang.id, roles: ['resident'], department: null },
      ],
    } as BallotCommand,
  },
  { actor: theHouse, command: { type: 'seat', person: li.id, roles: ['member'], department: null } as BallotCommand },
  { actor: theHouse, command: { type: 'seat', person: wall.id, roles: [], department: null, screen: true } as BallotCommand },
  { actor: theHouse, command: { type: 'seat', person: observer.id, roles: ['observer'], department: null } as BallotCommand },
  { actor: host, command: { type: 'openMarking' } },
];
const lives = fc.tuple(
  fc.array(fc.oneof({ arbitrary: asked, weight: 6 }, { arbitrary: byHouse, weight: 1 }), { maxLength: 40 }),
  fc.boolean(),
);

test('B26 law: what a viewer was sent, folded, is what they may see of the whole', () => {
  let events = 0;
  fc.assert(
    fc.property(lives, ([asks, closed]) => {
      const all = history(ballots, [...beginning, ...asks, ...(closed ? [{ actor: theHouse, command: { type: 'close' } }] : [])]);
      events += all.length;
      expectVisibilityLaw(ballots, all, audiences);
    }),
    { numRuns: 250 },
  );
  expect(events).toBeGreaterThan(1_000);
});

test('B26 law: told late, when the state has gone on, it ends the same', () => {
  fc.assert(
    fc.property(lives, ([asks]) => {
      const all = history(ballots, [...beginning, ...asks]);
      const end = all.reduce((state, one) => ballots.evolve(state, one), ballots.initial);
      for (const name of audiences) {
        const seen = all.reduce(
          (state, one) => {
            const sent = see(one, name, end);
            return sent ? ballots.evolve(state, sent) : state;
          },
          view(ballots.initial, name),
        );
        expect(seen).toEqual(view(end, name));
      }
    }),
  );
});

test('B29 the marks tell the map who is for what, and which statements count', () => {
  const { votes, statements, change, roles, keep } = ballots.opinions!;
  const state = after(...full, { type: 'marked', statement: 's-1', person: zhang.id, mark: 'agree' });
  expect([...votes(state)].toSorted()).toEqual([
    [li.id, 's-1', -1],
    [zhang.id, 's-1', 1],
  ]);
  expect(statements(state)).toEqual(
    new Map([
      ['s-1', 'active'],
      ['s-2', 'excluded'],
      ['s-3', 'excluded'],
    ]),
  );
  expect([...(roles?.(state) ?? [])]).toContainEqual([expert.id, ['expert']]);
  expect(change({ type: 'marked', statement: 's-1', person: li.id, mark: 'pass' })).toMatchObject({
    votes: [[li.id, 's-1', 0]],
    statements: false,
  });
  expect(change(made('s-4'))).toMatchObject({ votes: [], statements: true });
  expect(change({ type: 'moodsCleared' })).toBeNull();
  expect(keep(state, { groups: [] })).toBeNull();
  expect(keep(after(...full, { type: 'closed' }), { groups: [] })).toEqual({ type: 'keepMap', map: { groups: [] } });
});

test('B29 the map is kept once, by the house', () => {
  const keep = { type: 'keepMap', map: { groups: [] } } as const;
  const kept = { type: 'mapKept', map: { groups: [] } } as const;
  const state = given(...open, { type: 'closed' })
    .when(keep, theHouse)
    .then(kept);
  expect(view(state, 'public')).toMatchObject({ map: { map: { groups: [] } } });
  given(...open, { type: 'closed' }, kept)
    .when(keep, theHouse)
    .then();
  given(...open, { type: 'closed' })
    .when(keep, host)
    .thenRefused('not-house');
});

test('B30 what happened to something unknown changes nothing', () => {
  const state = after(...open);
  for (const event of [
    { type: 'statementExcluded', statement: 's-9', reason: '-', held: false, text: '' },
    cast(zhang.id, single('yes')),
    { type: 'pollWithdrawn', poll: 'p-9', reason: '-' },
    { type: 'keyAnnounced', poll: 'p-9', fingerprint: 'k' },
    prepared,
  ] satisfies BallotEvent[])
    expect(ballots.evolve(state, record([event])[0]!)).toEqual(state);
  expect(ballots.evolve(ballots.initial, record([secret])[0]!)).toEqual(ballots.initial);
});

test('B30 law: the same record gives the same state, also through a snapshot at any place', () => {
  fc.assert(
    fc.property(lives, fc.nat(), ([asks], place) => {
      const all = history(ballots, [...beginning, ...asks]);
      const straight = all.reduce((state, one) => ballots.evolve(state, one), ballots.initial);
      const through = all.reduce(
        (state, one, n) => ballots.evolve(n === place % all.length ? (JSON.parse(JSON.stringify(state)) as typeof state) : state, one),
        ballots.initial,
      );
      expect(through).toEqual(straight);
    }),
  );
});
