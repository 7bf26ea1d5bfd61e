import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inRuns } from '#server/gateway/reading.ts';
import { pack, person } from '#tests/given/given.ts';
import { advance, answered, asked, begin, dropped, foresee, reset, shown, type Merged, type Viewpoint } from '#web/lib/live/merge.ts';
import type { Sent } from '#shared/core/wire.ts';
import { added, counting, type Command, type State } from './counting.ts';

type Screen = Merged<State, Command>;
const from: Viewpoint = { stream: 'counting/1', viewer: person('me'), pack };
const ask = (id: string, n: number) => ({ id, command: { type: 'add', n } as const, askedAt: 5 });
const total = (screen: Screen): number => shown(counting, screen, from).total;
const firm = (screen: Screen | 'gap'): Screen => {
  if (screen === 'gap') throw new Error('a gap where none was expected');
  return screen;
};
const start = (): Screen =>
  firm(reset(counting, begin(counting), { seq: 2, audience: 'members', state: { total: 10, by: [] }, events: [] }));

describe('what the server told', () => {
  test('a state is taken as it is, and events after it are folded on it', () => {
    const screen = firm(
      reset(counting, begin(counting), { seq: 4, audience: 'members', state: { total: 10, by: [] }, events: [added(3, 1), added(4, 2)] }),
    );
    expect(screen).toMatchObject({ seq: 4, audience: 'members', confirmed: { total: 13 } });
  });

  test('events known already are passed over, also inside a batch that brings new ones', () => {
    const screen = firm(advance(counting, start(), [added(2, 9), added(3, 1)]));
    expect(screen).toMatchObject({ seq: 3, confirmed: { total: 11 } });
    expect(advance(counting, screen, [added(3, 1)])).toBe(screen);
  });

  test('a hole is told and never folded over', () => {
    expect(advance(counting, start(), [added(4, 1)])).toBe('gap');
    expect(advance(counting, start(), [added(3, 1), added(5, 1)])).toBe('gap');
  });

  test('an event that this viewer may not see still counts', () => {
    const screen = firm(advance(counting, start(), [{ seq: 3 }, added(4, 1)]));
    expect(screen).toMatchObject({ seq: 4, confirmed: { total: 11 } });
  });

  test('a run of events that this viewer may not see counts as many', () => {
    const screen = firm(advance(counting, start(), [{ seq: 42, hidden: 40 }, added(43, 1)]));
    expect(screen).toMatchObject({ seq: 43, confirmed: { total: 11 } });
    expect(advance(counting, start(), [{ seq: 42, hidden: 39 }])).toBe('gap');
    // It may begin with some that are known already.
    expect(advance(counting, screen, [{ seq: 50, hidden: 30 }])).toMatchObject({ seq: 50 });
    expect(advance(counting, screen, [{ seq: 43, hidden: 3 }])).toBe(screen);
  });

  test('a run settles what was asked within it, and a state goes before it', () => {
    const asking = answered(asked(start(), ask('mine', 5)), 'mine', 7);
    expect(firm(advance(counting, asking, [{ seq: 9, hidden: 7 }])).pending).toEqual([]);
    const told = { seq: 9, audience: 'members', state: { total: 10, by: [] }, events: [{ seq: 8, hidden: 5 }, added(9, 2)] };
    expect(firm(reset(counting, begin(counting), told))).toMatchObject({ seq: 9, confirmed: { total: 12 } });
    expect(firm(reset(counting, start(), { seq: 4, audience: 'guests', events: [{ seq: 4, hidden: 4 }] }))).toMatchObject({ seq: 4 });
    expect(reset(counting, start(), { seq: 5, audience: 'guests', events: [{ seq: 5, hidden: 4 }] })).toBe('gap');
  });

  test('another audience voids what was folded', () => {
    const screen = firm(reset(counting, start(), { seq: 1, audience: 'guests', events: [added(1, 7)] }, true));
    expect(screen).toMatchObject({ seq: 1, audience: 'guests', confirmed: { total: 7 } });
  });

  test('another audience without its beginning is a gap', () => {
    expect(reset(counting, start(), { seq: 3, audience: 'guests', events: [added(3, 7)] })).toBe('gap');
  });
});

describe('what this browser asked', () => {
  test('is shown at once, and confirmed only by its event', () => {
    const screen = asked(start(), ask('mine', 5));
    expect(total(screen)).toBe(15);
    expect(screen.confirmed.total).toBe(10);
    const told = firm(advance(counting, screen, [added(3, 5, 'mine')]));
    expect(told).toMatchObject({ confirmed: { total: 15 }, pending: [] });
    expect(total(told)).toBe(15);
  });

  test('keeps its effect between the answer and the event', () => {
    const screen = answered(asked(start(), ask('mine', 5)), 'mine', 3);
    expect(total(screen)).toBe(15);
    expect(screen.pending).toHaveLength(1);
    expect(firm(advance(counting, screen, [added(3, 5, 'mine')])).pending).toEqual([]);
  });

  test('is settled by the answer when its event is hidden from its asker', () => {
    const screen = answered(asked(start(), ask('mine', 5)), 'mine', 3);
    expect(firm(advance(counting, screen, [{ seq: 3 }])).pending).toEqual([]);
  });

  test('is settled at once when the event came before the answer', () => {
    const told = firm(advance(counting, asked(start(), ask('mine', 5)), [{ seq: 3 }]));
    expect(told.pending).toHaveLength(1);
    expect(answered(told, 'mine', 3).pending).toEqual([]);
  });

  test('leaves the screen when refused, and others stay', () => {
    const screen = asked(asked(start(), ask('one', 5)), ask('two', 7));
    expect(total(dropped(screen, 'one'))).toBe(17);
  });

  test('is decided anew on what others did meanwhile', () => {
    const screen = asked(start(), ask('mine', 60));
    expect(total(screen)).toBe(70);
    const crowded = firm(advance(counting, screen, [added(3, 50)]));
    expect(total(crowded)).toBe(60);
    expect(crowded.pending).toHaveLength(1);
  });

  test('stays pending over a new state, unless it was done by then; but is not shown twice in case that state holds it', () => {
    const waiting = asked(answered(asked(start(), ask('one', 5)), 'one', 3), ask('two', 7));
    const told = { seq: 9, audience: 'members', state: { total: 40, by: [] }, events: [] };
    const screen = firm(reset(counting, waiting, told));
    expect(screen.pending.map(({ id }) => id)).toEqual(['two']);
    expect(total(screen)).toBe(40);
    expect(total(firm(advance(counting, screen, [added(10, 7, 'two')])))).toBe(47);
  });

  test('asked twice with one id is pending once', () => {
    expect(asked(asked(start(), ask('mine', 5)), ask('mine', 5)).pending).toHaveLength(1);
  });
});

describe('what can be known here', () => {
  const pending = (command: Command) => ({ id: 'x', command, askedAt: 5 });

  test('a refusal is told before anything is sent', () => {
    expect(foresee(counting, { total: 99, by: [] }, pending({ type: 'add', n: 5 }), from)).toMatchObject({
      refused: 'too-much',
      details: { left: 1 },
    });
  });

  test('what rests on a document is left to the server', () => {
    expect(foresee(counting, counting.initial, pending({ type: 'addListed' }), from)).toBeNull();
  });

  test('without a rule pack nothing is foreseen', () => {
    expect(foresee(counting, counting.initial, pending({ type: 'add', n: 5 }), { ...from, pack: null })).toBeNull();
  });

  test('a decision that breaks on a part hidden from this viewer is left to the server', () => {
    const { reads: _reads, ...careless } = counting;
    expect(foresee(careless, counting.initial, pending({ type: 'addListed' }), from)).toBeNull();
  });
});

const history = fc.array(
  fc.record({ n: fc.integer({ min: 1, max: 3 }), mine: fc.boolean(), secret: fc.boolean(), answerFirst: fc.boolean() }),
  { maxLength: 20 },
);

test('law: however the events come, the screen shows what was told and what is pending, and ends at the fold', () => {
  fc.assert(
    fc.property(history, fc.array(fc.nat(5), { maxLength: 20 }), (made, cuts) => {
      const causes = made.map(({ mine }, at) => (mine ? `mine-${at}` : `other-${at}`));
      const events: Sent[] = made.map(({ n, secret }, at) => (secret ? { seq: at + 1 } : added(at + 1, n, causes[at])));
      const ours = made.flatMap(({ mine }, at) => (mine ? [at] : []));
      let screen: Screen = ours.reduce((all, at) => asked(all, ask(`mine-${at}`, made[at]?.n ?? 0)), {
        ...begin(counting),
        audience: 'guests',
      });
      for (const at of ours) if (made[at]?.answerFirst) screen = answered(screen, `mine-${at}`, at + 1);

      let place = 0;
      for (const cut of [...cuts, made.length]) {
        const upTo = Math.min(made.length, place + cut);
        // The last event of the batch before is told twice.
        screen = firm(advance(counting, screen, inRuns(events.slice(Math.max(0, place - 1), upTo))));
        place = upTo;
        const waiting = new Set(screen.pending.map(({ id }) => id));
        const expected = made.reduce((sum, { n, secret }, at) => {
          const told = at < place && !secret;
          return told || waiting.has(causes[at] ?? '') ? sum + n : sum;
        }, 0);
        expect(total(screen)).toBe(expected);
        // Asked, visible and not told yet: still on the screen.
        for (const at of ours) if (at >= place) expect(waiting.has(`mine-${at}`)).toBe(true);
      }
      for (const at of ours) screen = answered(screen, `mine-${at}`, at + 1);
      expect(screen).toMatchObject({ seq: made.length, pending: [] });
      expect(total(screen)).toBe(made.reduce((sum, { n, secret }) => (secret ? sum : sum + n), 0));
    }),
  );
});
