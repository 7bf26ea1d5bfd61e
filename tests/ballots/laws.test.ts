/** What must hold whatever people press, in whatever order it arrives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '#shared/core/refusal.ts';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import { recount, type ByRole } from '#shared/ballots/counting.ts';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { lettersIn } from '#shared/ballots/places.ts';
import { emptyShelf, entriesOf, onShelf, put, type Shelf } from '#shared/ballots/shelf.ts';
import type { Ballot, BallotsState, Choice, Method } from '#shared/ballots/state.ts';
import { marks, methods } from '#shared/ballots/state.ts';
import { fold, occasion, person, record } from '../given/given.ts';
import { told } from '#shared/ballots/results.ts';
import { countingOf, held, marking, made, opened, seat, theHouse } from './hall.ts';

const voters = ['resident', 'member', 'expert', 'officer', 'stakeholder'].flatMap((role, n) =>
  [0, 1, 2].map((m) => ({
    id: `g-${role}-${m}`,
    event: seat({ id: `g-${role}-${m}` }, role as 'resident', ...(n === 0 && m === 0 ? (['expert'] as const) : [])),
  })),
);
const ids = ['yes', 'no', 'later'];
const some = fc.subarray(ids, { minLength: 1 });
const choices: Readonly<Record<Method, fc.Arbitrary<Choice>>> = {
  single: fc.constantFrom(...ids).map((option) => ({ method: 'single', option })),
  multiple: some.map((options) => ({ method: 'multiple', options })),
  ranked: some.chain((options) => fc.shuffledSubarray(options, { minLength: 1 })).map((options) => ({ method: 'ranked', options })),
  score: some
    .chain((options) => fc.tuple(...options.map((id) => fc.tuple(fc.constant(id), fc.integer({ min: 0, max: 10 })))))
    .map((scores) => ({ method: 'score', scores: Object.fromEntries(scores) })),
  words: fc
    .uniqueArray(fc.constantFrom('停车难', '停车难。', '绿化', 'WiFi', 'wifi'), { minLength: 1, maxLength: 3 })
    .map((words) => ({ method: 'words', words })),
};

interface Pressed {
  readonly by: string;
  readonly command: BallotCommand;
}

const press = (method: Method): fc.Arbitrary<Pressed> =>
  fc.record({
    by: fc.constantFrom(...voters.map(({ id }) => id), 'g-stranger'),
    command: fc.oneof(
      choices[method].map((choice) => ({ type: 'castBallot', poll: 'p-1', choice: structuredClone(choice) }) as BallotCommand),
      fc
        .record({ statement: fc.constantFrom('s-1', 's-2'), mark: fc.constantFrom(...marks) })
        .map((mark): BallotCommand => ({ type: 'mark', ...mark })),
    ),
  });
const scene = fc.constantFrom(...methods).chain((method) => fc.tuple(fc.constant(method), fc.array(press(method), { maxLength: 60 })));

const before = (method: Method): readonly BallotEvent[] => [
  ...marking,
  ...voters.map(({ event }) => event),
  made('s-1'),
  made('s-2'),
  opened({ method, most: method === 'multiple' ? 3 : 1, running: true, ...(method === 'words' ? { options: [] } : {}) }),
];

/** Asks in this order; each step is looked at. */
const pressAll = (method: Method, pressed: readonly Pressed[], look: (state: BallotsState) => void = () => undefined): BallotsState => {
  let state = fold(ballots, before(method));
  for (const { by, command } of pressed) {
    const outcome = ballots.decide(command, state, person(by), occasion('ballots/42'));
    if (isRefusal(outcome)) continue;
    state = record(outcome.map((event) => ({ event, by }))).reduce((now, one) => ballots.evolve(now, one), state);
    look(state);
  }
  return state;
};

const ballotsIn = (state: BallotsState): readonly (readonly [string, Ballot])[] => [
  ...entriesOf(countingOf(state).boxes['p-1']?.ballots ?? (emptyShelf as Shelf<Ballot>)),
];
const figures = (state: BallotsState): unknown => ballots.visibility.summary?.(state, 'room');

const rightAt = (state: BallotsState): void => {
  const poll = held(state).polls[0]!;
  const counting = countingOf(state);
  const box = counting.boxes['p-1'];
  const cast = ballotsIn(state).map(([, ballot]) => ballot);
  if (box) expect(told(box, 'closed')).toEqual(recount(poll, cast));
  if (poll.method === 'words') return;
  const byRole: ByRole = box?.byRole ?? {};
  for (const role of ['resident', 'member', 'expert', 'officer', 'stakeholder'] as const) {
    const ofRole = cast.filter(({ roles }) => roles.includes(role));
    expect(byRole[role] ?? recount(poll, [])).toEqual(recount(poll, ofRole));
  }
  for (const { row, tally } of Object.values(counting.marks)) {
    const letters = lettersIn(row);
    expect([letters['a'] ?? 0, letters['d'] ?? 0, letters['p'] ?? 0]).toEqual([tally.agree, tally.disagree, tally.pass]);
  }
};

test('B15 law: every tally is a recount of what stands in its box, at every moment, and so is each role’s', () => {
  fc.assert(fc.property(scene, ([method, pressed]) => void pressAll(method, pressed, rightAt)));
});

test('B14 B15 law: one ballot and one mark each, the last one, whatever others do in between', () => {
  fc.assert(
    fc.property(scene, ([method, pressed]) => {
      const state = pressAll(method, pressed);
      const last = new Map<string, BallotCommand>();
      for (const { by, command } of pressed) last.set(`${by} ${command.type === 'mark' ? command.statement : 'p-1'}`, command);
      for (const { id } of voters) {
        const own = ballots.visibility.own?.(state, person(id)) as { ballots: Record<string, Choice>; marks: Record<string, string> };
        const ballot = last.get(`${id} p-1`);
        expect(own.ballots['p-1'] === undefined).toBe(ballot === undefined);
        for (const statement of ['s-1', 's-2']) {
          const mark = last.get(`${id} ${statement}`);
          expect(own.marks[statement]).toBe(mark?.type === 'mark' ? mark.mark : undefined);
        }
      }
      const standing = new Set(
        pressed.filter(({ by, command }) => command.type === 'castBallot' && by !== 'g-stranger').map(({ by }) => by),
      );
      expect(
        ballotsIn(state)
          .map(([voter]) => voter)
          .sort(),
      ).toEqual([...standing].sort());
    }),
  );
});

test('B15 law: people do not disturb each other: any order between them, and any ask twice, gives the same figures', () => {
  fc.assert(
    fc.property(scene, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), ([method, pressed], keys) => {
      // Each person's own order is kept; how they interleave is not.
      const waiting = new Map<string, Pressed[]>();
      for (const one of pressed) waiting.set(one.by, [...(waiting.get(one.by) ?? []), one, one]);
      const mixed: Pressed[] = [];
      for (let n = 0; waiting.size > 0; n += 1) {
        const names = [...waiting.keys()];
        const name = names[(keys[n % keys.length] ?? 0) % names.length]!;
        const next = waiting.get(name)!.shift();
        if (next) mixed.push(next);
        else waiting.delete(name);
      }
      const [one, other] = [pressAll(method, pressed), pressAll(method, mixed)];
      expect(figures(other)).toEqual(figures(one));
      expect(Object.fromEntries(ballotsIn(other))).toEqual(Object.fromEntries(ballotsIn(one)));
    }),
  );
});

test('B15 law: roles add up: who holds one role only is in exactly one of them', () => {
  fc.assert(
    fc.property(scene, ([method, pressed]) => {
      const state = pressAll(
        method,
        pressed.filter(({ by }) => by !== 'g-resident-0'),
      );
      const box = countingOf(state).boxes['p-1'];
      const outcome = ballots.decide({ type: 'close' }, state, theHouse, occasion('ballots/42'));
      const closed = isRefusal(outcome) ? undefined : outcome.find((event) => event.type === 'pollClosed');
      for (const [role, tally] of Object.entries(closed?.result.byRole ?? {}))
        expect(tally).toEqual(
          recount(
            held(state).polls[0]!,
            ballotsIn(state).flatMap(([, ballot]) => (ballot.roles.includes(role as 'resident') ? [ballot] : [])),
          ),
        );
      if (method === 'words') return;
      const sum = Object.values(box?.byRole ?? {}).reduce((total, { ballots: count }) => total + count, 0);
      expect(sum).toBe(box?.tally.ballots ?? 0);
    }),
  );
});

test('B2 law: what lies on a shelf is what was put there last, however much it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')), fc.integer()), { maxLength: 400 }),
      (puts) => {
        const filled = puts.reduce((shelf, [key, value]) => put(shelf, key, value), emptyShelf as Shelf<number>);
        const expected = new Map(puts);
        expect(filled.size).toBe(expected.size);
        expect(new Map(entriesOf(filled))).toEqual(expected);
        for (const [key, value] of expected) expect(onShelf(filled, key)).toBe(value);
        expect(onShelf(filled, 'never put')).toBeUndefined();
        expect(JSON.parse(JSON.stringify(filled))).toEqual(filled);
      },
    ),
  );
});
