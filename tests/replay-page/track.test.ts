/** A session played again: at every second it is what it was, wherever the needle comes from. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import type { SessionState } from '#shared/sessions/state.ts';
import type { Sent } from '#shared/core/wire.ts';
import { marksOf, spanOf } from '#web/lib/replay/marks.ts';
import { ahead, longGap, nextAfter } from '#web/lib/replay/pace.ts';
import { stampOf, summaryAt } from '#web/lib/replay/then.ts';
import { Track } from '#web/lib/replay/track.ts';
import { live, steps, type Lived } from '#tests/sessions/life.ts';

const audiences = ['host', 'room', 'screen', 'public'] as const;

/** What a viewer of this audience is told of a whole life when they come after its end. */
const told = (life: readonly Lived[], audience: string): Sent[] => {
  const end = life.at(-1)?.after ?? sessions.initial;
  return life.map(({ recorded }) => sessions.visibility.see(recorded, audience, end) ?? { seq: recorded.seq });
};
const folded = (sent: readonly Sent[], until: number): SessionState =>
  sent.reduce((state, one) => ('event' in one && one.at <= until ? sessions.evolve(state, one as never) : state), sessions.initial);

describe('a track', () => {
  test('is at each instant what was told by then, and seeking back and forth gives the same', () =>
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom(...audiences),
        fc.array(fc.nat({ max: 1_000 }), { minLength: 5, maxLength: 30 }),
        (taken, audience, jumps) => {
          const life = live(taken);
          const sent = told(life, audience);
          const track = new Track(sessions, sent);
          const [first, last] = [life[0]?.recorded.at ?? 0, life.at(-1)?.recorded.at ?? 0];
          const instants = jumps.map((share) => first - 1 + Math.round((share / 1_000) * (last - first + 2)));
          for (const at of [...instants, ...instants.toReversed()]) expect(track.at(at).state).toEqual(folded(sent, at));
          expect(track.end.state).toEqual(folded(sent, Number.POSITIVE_INFINITY));
        },
      ),
      { numRuns: 40 },
    ));

  test('of a long history jumps anywhere', () => {
    const sent: Sent[] = Array.from({ length: 5_000 }, (_, n) => ({
      seq: n + 1,
      at: n * 100,
      by: '',
      cause: `c-${n}`,
      event: { type: 'counted', n },
    }));
    const counting = {
      initial: { sum: 0, count: 0 },
      evolve: ({ sum, count }: { sum: number; count: number }, { event }: { event: { n: number } }) => ({
        sum: sum + event.n,
        count: count + 1,
      }),
    };
    const track = new Track(counting as never, sent);
    for (const n of [4_999, 0, 2_500, 63, 64, 65, 4_000, 1])
      expect(track.at(n * 100)).toEqual({ seq: n + 1, state: { sum: (n * (n + 1)) / 2, count: n + 1 } });
    expect(track.at(-1)).toEqual({ seq: 0, state: { sum: 0, count: 0 } });
  });
});

describe('the needle', () => {
  const moments = fc.uniqueArray(fc.nat({ max: 2_000_000 }), { maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b));

  test('passes over nothing that happened, with gaps or without', () =>
    fc.assert(
      fc.property(moments, fc.nat({ max: 2_000_000 }), fc.integer({ min: 1, max: 15_000 }), fc.boolean(), (all, from, step, skipping) => {
        const to = ahead(from, step, all, skipping);
        expect(to).toBeGreaterThan(from);
        const jumped = to > from + step;
        // What lies in an ordinary step is shown by it; a jump ends before the next moment.
        if (jumped) expect(nextAfter(all, from)).toBeGreaterThan(to);
        if (!skipping) expect(to).toBe(from + step);
      }),
    ));

  test('jumps over a gap to shortly before what comes next', () => {
    expect(ahead(0, 250, [longGap * 5], true)).toBe(longGap * 5 - 2_000);
    expect(ahead(0, 250, [longGap - 1], true)).toBe(250);
    expect(ahead(0, 250, [longGap * 5], false)).toBe(250);
  });
});

test('everything that can be jumped to lies in the session, in order, each once', () =>
  fc.assert(
    fc.property(steps, (taken) => {
      const life = live(taken);
      const end = life.at(-1)?.after ?? sessions.initial;
      if (end.stage === 'none') return;
      const span = spanOf(end, life.at(-1)?.recorded.at ?? 0);
      expect([end.stage, span === null]).toEqual([end.stage, end.stage === 'preparing' || end.stage === 'cancelled']);
      if (!span) return;
      const marks = marksOf(end, [], span.end);
      expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
      marks.forEach((mark, n) => {
        expect(mark.at).toBeGreaterThanOrEqual(marks[n - 1]?.at ?? span.begin);
        expect(mark.at).toBeLessThanOrEqual(span.end);
        expect(mark.until ?? mark.at).toBeGreaterThanOrEqual(mark.at);
      });
      const questions = end.questions.filter(({ stage, text }) => !['held', 'declined', 'withdrawn'].includes(stage) && text !== '');
      expect(marks.filter(({ sort }) => sort === 'question')).toHaveLength(questions.length);
    }),
    { numRuns: 60 },
  ));

test('a list is shown as after the last edit before, and to the grain while somebody writes', () => {
  const moments = [
    { since: 10_000, until: 12_000 },
    { since: 60_000, until: 93_000 },
  ];
  expect([0, 9_999, 12_000, 50_000, 61_000, 72_500, 93_000, 200_000].map((at) => stampOf(moments, at))).toEqual([
    0, 0, 12_000, 12_000, 60_000, 70_000, 93_000, 93_000,
  ]);
});

test('figures are those told last', () => {
  const summaries = [10, 20, 30].map((at) => ({ at, summary: at }));
  expect([0, 10, 19, 20, 35].map((at) => summaryAt(summaries, at))).toEqual([null, 10, 10, 20, 30]);
});
