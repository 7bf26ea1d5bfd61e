import fc from 'fast-check';
import { expect, test } from 'vitest';
import { house } from '#shared/core/actor.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { items } from '#shared/items/kind.ts';
import { at, occasion } from '../given/given.ts';
import { expectVisibilityLaw } from '../given/visible.ts';
import { ask, lived, pass, plans, sensible, type Life } from './lives.ts';

const runs = { numRuns: 120, seed: 2026 };
const audiences = ['supervisor', 'department', 'rater', 'public', 'summary'];

test('I26 I27 what each audience is sent, folded, is what it may see', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(plans, (plan) => {
      const { events } = lived(plan);
      for (const { event } of events) reached.add(event.type);
      expectVisibilityLaw(items, events, audiences);
    }),
    { ...runs, numRuns: 500 },
  );
  // The lives went everywhere: else the laws here would say little.
  expect([...reached].sort()).toEqual(
    [
      ...[
        'amended',
        'claimed',
        'closed',
        'countersigned',
        'dissented',
        'extended',
        'extensionAsked',
        'extensionRefused',
        'issued',
        'keptSuspended',
        'lampTurned',
      ],
      ...[
        'lookBackCalled',
        'lookedBack',
        'milestoneReached',
        'noted',
        'rated',
        'ratingEnded',
        'reassigned',
        'reminded',
        'reopened',
        'reportedDone',
        'resumed',
      ],
      ...['acted', 'areaAssigned', 'cycleEnded', 'draftSentBack', 'escalated', 'followUpCalled', 'letterAnswered', 'letterOverdue'],
      ...['letterSent', 'paired', 'replied', 'reportDrafted', 'routed', 'supervised', 'unpaired'],
      ...['outcomeRecorded', 'outcomeWithdrawn', 'paperCountersigned', 'paperEntered', 'paperRejected', 'papersLapsed'],
      ...['retired', 'returnAsked', 'returnUpheld', 'reviewCalled', 'sentBack', 'suspended', 'verified'],
    ].sort(),
  );
}, 60_000);

test('I26 the department is never sent who rates, in any life', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events, state } = lived(plan);
      const told = JSON.stringify(
        ['department', 'public', 'summary'].map((who) => [
          items.visibility.view(state, who),
          events.map((one) => items.visibility.see(one, who, state)),
        ]),
      );
      for (const rater of ['p-1', 'p-2', 'p-3']) expect(told).not.toContain(rater);
    }),
    runs,
  );
});

test('I16 nothing is closed without two keys, turned by two people, after a round that ended', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events } = lived(plan);
      events.forEach(({ event, by }, n) => {
        if (event.type !== 'closed') return;
        const before = events.slice(0, n).reverse();
        const began = before.findIndex((one) => one.event.type === 'reportedDone');
        const since = before.slice(0, began).map((one) => one.event.type);
        expect(before[began]?.by).toBeTypeOf('string');
        expect(before[began]?.by).not.toBe(by);
        expect(since).toEqual(expect.arrayContaining(['verified', 'ratingEnded']));
        expect(since).not.toEqual(expect.arrayContaining(['sentBack']));
      });
    }),
    runs,
  );
});

test('I28 every deadline is taken at its time, brings an event, and is not offered again', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events } = lived(plan);
      const spent = new Set<string>();
      let state = items.initial;
      for (const recorded of events) {
        const offered = new Map(items.deadlines!(state).map((one) => [one.key, one]));
        state = items.evolve(state, recorded);
        const now = items.deadlines!(state);
        // What is not offered any more was spent or became moot: its name is never used again.
        for (const [key] of offered) if (!now.some((one) => one.key === key)) spent.add(key);
        for (const { key, at: when, command } of now) {
          expect(spent.has(key), key).toBe(false);
          const actor = house(Math.max(when, recorded.at));
          const outcome = items.decide(command, state, actor, occasion('items/42'));
          if (isRefusal(outcome) || outcome.length === 0) throw new Error(`${key}: ${JSON.stringify(outcome)}`);
          const after = outcome.reduce((one, event) => items.evolve(one, { ...recorded, at: actor.now, by: 'house', event }), state);
          expect(items.deadlines!(after).map((one) => one.key)).not.toContain(key);
          expect(isRefusal(items.decide(command, state, at(actor, when - 1), occasion('items/42'))), `${key} is early`).toBe(true);
        }
      }
    }),
    { ...runs, numRuns: 60 },
  );
});

/** Sensible people only, and time. */
const bringToEnd = (life: Life): Life => {
  let now = life;
  for (let n = 0; n < 60 && now.state.stage !== 'closed'; n += 1) {
    now = sensible(now.state).reduce((one, next) => ask(one, { ...next, after: 0 }), now);
    now = pass({ ...now, now: now.now + 20 * 86_400_000 });
  }
  return now;
};

test('I29 whatever happened, it can be brought to closing', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(bringToEnd(lived(plan)).state.stage).toBe('closed');
    }),
    runs,
  );
});

test('I30 instants never go back, and none lies before the item', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events, state, now } = lived(plan);
      events.forEach(({ at: when, seq }, n) => {
        expect(when).toBeGreaterThanOrEqual(events[n - 1]?.at ?? 0);
        expect(seq).toBe(n + 1);
      });
      if (state.stage === 'unissued') throw new Error('not issued');
      expect(state.lastActAt).toBeGreaterThanOrEqual(state.matter.issuedAt);
      expect(state.lastActAt).toBeLessThanOrEqual(now);
      expect(state.clock.yellowAt).toBeLessThanOrEqual(state.clock.redAt);
    }),
    runs,
  );
});
