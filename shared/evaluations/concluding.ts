/** How an evaluation comes to its total. */
import { dayOf, type Day } from '../core/calendar.ts';
import type { Occasion, SumQuery } from '../core/kind.ts';
import { idOf, type StreamId } from '../core/recorded.ts';
import { readingOf, type Ground } from './indicators.ts';
import type { Conclusion, Evaluation, Result, Score, Yardstick } from './state.ts';

const groupOf = (stream: StreamId): string => `session:${idOf(stream)}`;

/** What the house computes for it: sums of the session and of what came from it, as they stand. */
export const asked = (stream: StreamId): readonly SumQuery[] => [
  { name: 'session', tally: 'sessions', groups: [groupOf(stream)], upTo: null },
  { name: 'items', tally: 'items', groups: [groupOf(stream)], upTo: null },
];

/** Throws without the sums: they are read by the house, and a browser cannot decide this. */
export const groundOf = ({ sums, stream }: Pick<Occasion, 'sums' | 'stream'>, yardstick: Pick<Yardstick, 'coverage'>): Ground => {
  if (!sums) throw new Error('an evaluation needs the sums of the house');
  const group = groupOf(stream);
  return { session: sums['session']?.[group] ?? {}, items: sums['items']?.[group] ?? {}, coverage: yardstick.coverage };
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

const scored = (scores: Readonly<Record<string, Score>>): Pick<Result, 'value' | 'above' | 'n' | 'interval' | 'inputs'> => {
  const points = Object.values(scores).map((score) => score.points);
  const sum = points.reduce((all, one) => all + one, 0);
  const value = points.length > 0 ? rounded(sum / points.length) : null;
  return { value, above: sum, n: points.length, interval: null, inputs: { points: sum, scorers: points.length } };
};

export const resultsOf = ({ yardstick, scores }: Pick<Evaluation, 'yardstick' | 'scores'>, ground: Ground): readonly Result[] =>
  Object.entries(yardstick.indicators).map(([indicator, { weight, computed }]) => {
    if (computed === null) return { indicator, weight, computed, ...scored(scores[indicator] ?? {}) };
    const reading = readingOf(computed, ground);
    return { indicator, weight, computed, ...reading, value: reading.value === null ? null : rounded(reading.value * 100) };
  });

/** Σ weight × value ÷ Σ weight, over what has a value: what cannot be said yet neither helps nor harms. */
export const totalOf = (results: readonly Pick<Result, 'weight' | 'value'>[]): number | null => {
  let [sum, weights] = [0, 0];
  for (const { weight, value } of results) {
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0 ? rounded(sum / weights) : null;
};

export const conclusionOf = (evaluation: Evaluation, ground: Ground, now: number): Conclusion => {
  const results = resultsOf(evaluation, ground);
  const day: Day = dayOf(now);
  return { day, results, total: totalOf(results) };
};

/** Indicators that still wait for scores. */
export const waiting = ({ yardstick, scores }: Evaluation): readonly string[] =>
  Object.entries(yardstick.indicators)
    .filter(([id, { computed }]) => computed === null && Object.keys(scores[id] ?? {}).length < yardstick.scorers)
    .map(([id]) => id);
