import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { next, silence, told, wait, type Announcing } from '#web/lib/ui/announcing.ts';

const calm = (key: string, at: number, text = key) => ({ key, text, urgent: false, at });
const urgent = (key: string, at: number, text = key) => ({ key, text, urgent: true, at });
const all = (state: Announcing, from: number, until: number): readonly { readonly at: number; readonly say: string }[] => {
  const heard: { at: number; say: string }[] = [];
  let now = from;
  for (let left = state; now <= until;) {
    const { state: after, say } = next(left, now);
    if (say !== null) heard.push({ at: now, say });
    left = after;
    const pause = wait(left, now);
    if (pause === null) break;
    now += Math.max(1, pause);
  }
  return heard;
};

describe('what a screen reader is told', () => {
  test('says one thing at once, and the next when there was time to speak it', () => {
    const state = [calm('segment', 0, '现在进入：提问'), calm('question', 0, '新问题：何时修好')].reduce(told, silence);
    const heard = all(state, 0, 60_000);
    expect(heard.map(({ say }) => say)).toEqual(['现在进入：提问', '新问题：何时修好']);
    expect(heard[1]!.at - heard[0]!.at).toBeGreaterThan(2_000);
  });

  test('of several about the same only the newest is said', () => {
    const state = ['1', '2', '3'].map((text) => calm('asked', 0, text)).reduce(told, { ...silence, busyUntil: 1_000 });
    expect(all(state, 0, 60_000).map(({ say }) => say)).toEqual(['3']);
  });

  test('my turn goes before what others did', () => {
    const state = [calm('a', 0), calm('b', 0), urgent('turn', 0, '轮到您了')].reduce(told, { ...silence, busyUntil: 1_000 });
    expect(all(state, 0, 60_000).map(({ say }) => say)).toEqual(['轮到您了', 'a', 'b']);
  });

  test('what is old is not said at all, and what is urgent is old sooner', () => {
    const state = [calm('a', 0), urgent('half', 0, '还有 30 秒')].reduce(told, { ...silence, busyUntil: 10_000 });
    expect(all(state, 10_000, 60_000).map(({ say }) => say)).toEqual(['a']);
    expect(all(state, 21_000, 60_000)).toEqual([]);
  });

  test('a storm never makes it talk faster than one can listen, and never loses what is urgent', () => {
    const news = fc.array(
      fc.record({ key: fc.integer({ min: 0, max: 30 }), after: fc.integer({ min: 0, max: 400 }), urgent: fc.boolean() }),
    );
    fc.assert(
      fc.property(news, (storm) => {
        let [state, now, last]: [Announcing, number, number] = [silence, 0, Number.NEGATIVE_INFINITY];
        for (const one of storm) {
          now += one.after;
          state = told(state, { key: `${one.key}`, text: `新闻 ${one.key}`, urgent: one.urgent, at: now });
          const { state: after, say } = next(state, now);
          state = after;
          if (say !== null) {
            expect(now - last).toBeGreaterThanOrEqual(1_500);
            last = now;
          }
          expect(state.waiting.length).toBeLessThanOrEqual(5);
          expect(new Set(state.waiting.map(({ key }) => key)).size).toBe(state.waiting.length);
          const firstCalm = state.waiting.findIndex((waiting) => !waiting.urgent);
          expect(state.waiting.slice(firstCalm < 0 ? state.waiting.length : firstCalm).every((waiting) => !waiting.urgent)).toBe(true);
        }
      }),
    );
  });
});
