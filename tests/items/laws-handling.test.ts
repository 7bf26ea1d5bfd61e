/** What must hold of routing, letters, the ladder and paired leads in any life. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recorded } from '#shared/core/recorded.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, Live, State } from '#shared/items/state.ts';
import { leader } from './item.ts';
import { lived, plans, type Life } from './lives.ts';
import { cppcc, government } from './lives-handling.ts';

const runs = { numRuns: 150, seed: 2026 };
const lifeOf = (state: State): Live => {
  if (state.stage === 'unissued') throw new Error('not issued');
  return state;
};
/** Each event with the state before it. */
const walked = ({ events }: Life): readonly (readonly [Live, Recorded<Event>])[] => {
  let state: State = items.initial;
  return events.flatMap((recorded) => {
    const before = state;
    state = items.evolve(state, recorded);
    return before.stage === 'unissued' ? [] : [[before, recorded] as const];
  });
};

test('I53 I54 every step of the ladder comes at most once in its order for one due day, and once for one setting of the clock', () => {
  let climbed = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const life = lived(plan);
      const settings = new Set<string>();
      let [redAt, next] = [0, 0];
      for (const [before, { event, at }] of walked(life)) {
        if (before.clock.redAt !== redAt) [redAt, next] = [before.clock.redAt, 0];
        if (event.type !== 'escalated') continue;
        climbed += 1;
        expect(event.k).toBe(next);
        next += 1;
        expect(at).toBeGreaterThanOrEqual(before.clock.redAt);
        expect(['issued', 'inProgress']).toContain(before.stage);
        const setting = `${before.clock.n}:${event.k}`;
        expect(settings.has(setting), setting).toBe(false);
        settings.add(setting);
      }
      const { escalation } = lifeOf(life.state);
      expect(escalation.count).toBe(life.events.filter(({ event }) => event.type === 'escalated').length);
      expect(escalation.done).toBeLessThanOrEqual(escalation.count);
    }),
    runs,
  );
  expect(climbed, 'else this says little').toBeGreaterThan(50);
}, 30_000);

test('I49 I50 cycles are conserved: each begins where the one before ended, ends once, and is missed by exactly those who did not act', () => {
  let ended = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const life = lived(plan);
      const state = lifeOf(life.state);
      ended += state.cycles.length;
      expect(state.cycles.filter(({ whole }) => !whole)).toHaveLength(state.pairs - (state.pair ? 1 : 0));
      expect(state.cycles.filter(({ whole }) => whole)).toHaveLength(life.events.filter(({ event }) => event.type === 'cycleEnded').length);
      const began = new Map(life.events.flatMap(({ event, at }) => (event.type === 'paired' ? [[event.n, at] as const] : [])));
      for (let n = 1; n <= state.pairs; n += 1) {
        const cycles = state.cycles.filter(({ pair }) => pair === n);
        const edges = [...cycles, ...(state.pair?.n === n ? [{ ...state.pair, to: Infinity }] : [])];
        edges.forEach(({ cycle, from }, at) => {
          expect(cycle).toBe(at + 1);
          expect(from).toBe(at === 0 ? began.get(n) : edges[at - 1]?.to);
        });
      }
      for (const [before, { event }] of walked(life)) {
        if (event.type !== 'cycleEnded') continue;
        const { acted } = before.pair!;
        expect(event.missed).toEqual((['government', 'cppcc'] as const).filter((side) => acted[side] === null));
      }
    }),
    runs,
  );
  expect(ended, 'else this says little').toBeGreaterThan(20);
}, 30_000);

test('I34 while it is routed nobody signs but a leader and who was given the signature', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      for (const [before, { event, by }] of walked(lived(plan))) {
        if (event.type !== 'reportedDone' && event.type !== 'replied' && event.type !== 'letterAnswered') continue;
        const { route } = before;
        if (route) expect(by === leader.id || (route.delegated && route.officer === by), `${event.type} by ${by}`).toBe(true);
      }
    }),
    runs,
  );
}, 30_000);

test('I40 I56 nothing of paired leads, routes, findings and places is told outside, in any life', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events, state } = lived(plan);
      const outside = JSON.stringify(
        ['rater', 'public', 'summary'].map((who) => [
          items.visibility.view(state, who),
          events.map((recorded) => items.visibility.see(recorded, who, state)),
        ]),
      );
      for (const secret of [government.id, cppcc.id, leader.id, 'u-else', '32.0603', '"发现"', '"draft":{'])
        expect(outside, secret).not.toContain(secret);
    }),
    runs,
  );
}, 30_000);
