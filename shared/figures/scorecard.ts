/**
 * Scorecards, funnels and trends, worked out from sums of items (`shared/items/tallies.ts`). Every figure carries its formula and the counts it was made of, so that a
 * screen can show how it came about.
 */
import type { Sums, TallyAnswer } from '../core/wire.ts';
import { wilson, type Interval } from './interval.ts';

/** As a rating says it. */
const marks = ['satisfied', 'basically', 'dissatisfied'] as const;
type Mark = (typeof marks)[number];

type Figures = Readonly<Record<string, number>>;

/** A ratio: the sum of the figures `above` by the sum of the figures `below`. */
export interface Formula {
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** `share`: every one counted above is counted below too, so it has an interval. `rate`: acts per item, may be over 1. */
  readonly sort: 'share' | 'rate';
}

const answers = (question: 'attitude' | 'result', ...of: readonly Mark[]): string[] => of.map((mark) => `${question}:${mark}`);

export const formulas = {
  /** 按时办结: of what is verified, what was reported by the end of its due day. */
  onTime: { above: ['onTime'], below: ['onTime', 'late'], sort: 'share' },
  /** 申退: returns asked for, by what the department was ever given. */
  returns: { above: ['returned'], below: ['issued', 'gone'], sort: 'rate' },
  /** 延期: granted ones, by item. */
  extensions: { above: ['extended'], below: ['issued'], sort: 'rate' },
  /** 重办, by item. */
  redone: { above: ['redone'], below: ['issued'], sort: 'rate' },
  /** 核验退回, by item. */
  sentBack: { above: ['sentBack'], below: ['issued'], sort: 'rate' },
  /** 销号. */
  closed: { above: ['stage:closed'], below: ['issued'], sort: 'share' },
  /** Overdue among what is not closed. */
  overdue: {
    above: ['overdue'],
    below: ['stage:issued', 'stage:inProgress', 'stage:suspended', 'stage:reported', 'stage:verified'],
    sort: 'share',
  },
  /** 办理结果满意度: satisfied or basically satisfied, of all answers of rounds that may be told. */
  result: { above: answers('result', 'satisfied', 'basically'), below: answers('result', ...marks), sort: 'share' },
  /** 办理态度满意度. */
  attitude: { above: answers('attitude', 'satisfied', 'basically'), below: answers('attitude', ...marks), sort: 'share' },
  /** 评价回收率. */
  response: { above: ['rated'], below: ['asked'], sort: 'share' },
  /** 反弹率: look-backs that found it broken again. */
  relapse: { above: ['rebound'], below: ['lookedBack'], sort: 'share' },
} as const satisfies Readonly<Record<string, Formula>>;
export type FormulaId = keyof typeof formulas;
/** In the order of a scorecard. */
export const scored: readonly FormulaId[] = [
  'onTime',
  'returns',
  'extensions',
  'redone',
  'sentBack',
  'result',
  'attitude',
  'response',
  'relapse',
  'closed',
  'overdue',
];
/** Answers of people who were promised that nobody learns theirs. */
const voices: ReadonlySet<FormulaId> = new Set(['result', 'attitude']);

export interface Measure {
  readonly formula: FormulaId;
  readonly sort: Formula['sort'];
  /** `above` / `n`; null when n is 0, or too small to be told. */
  readonly value: number | null;
  readonly above: number;
  readonly n: number;
  /** 95 %, of shares only. */
  readonly interval: Interval | null;
  /** n is under the small count: neither value nor what it was made of is told. */
  readonly small: boolean;
  /** The counts it was made of. */
  readonly inputs: Figures;
}

const sum = (figures: Figures, names: readonly string[]): number => names.reduce((all, name) => all + (figures[name] ?? 0), 0);

/** `smallCount`: answers fewer than this are not told; of figures that are not answers it says nothing. */
export const measure = (formula: FormulaId, figures: Figures, smallCount: number): Measure => {
  const { above, below, sort }: Formula = formulas[formula];
  const n = sum(figures, below);
  const hits = sum(figures, above);
  if (voices.has(formula) && n > 0 && n < smallCount)
    return { formula, sort, value: null, above: 0, n, interval: null, small: true, inputs: {} };
  const inputs = Object.fromEntries([...new Set([...above, ...below])].map((name) => [name, figures[name] ?? 0]));
  const interval = sort === 'share' && hits >= 0 && hits <= n ? wilson(hits, n) : null;
  return { formula, sort, value: n > 0 ? hits / n : null, above: hits, n, interval, small: false, inputs };
};

/** 部门考核表, of the sums of one group. */
export const scorecard = (figures: Figures, smallCount: number): readonly Measure[] =>
  scored.map((formula) => measure(formula, figures, smallCount));

export const funnelSteps = ['issued', 'claimed', 'reported', 'verified', 'closed'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

/** How many items stand at a step or beyond it. What is suspended was claimed. */
export const funnel = (figures: Figures): readonly { readonly step: FunnelStep; readonly n: number }[] => {
  const beyond: Readonly<Record<FunnelStep, readonly string[]>> = {
    issued: ['issued'],
    claimed: ['stage:inProgress', 'stage:suspended', 'stage:reported', 'stage:verified', 'stage:closed'],
    reported: ['stage:reported', 'stage:verified', 'stage:closed'],
    verified: ['stage:verified', 'stage:closed'],
    closed: ['stage:closed'],
  };
  return funnelSteps.map((step) => ({ step, n: sum(figures, beyond[step]) }));
};

const monthAfter = (month: string): string => {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`;
};

const added = (a: Figures, b: Figures = {}): Figures => {
  const all: Record<string, number> = { ...a };
  for (const [figure, n] of Object.entries(b)) all[figure] = (all[figure] ?? 0) + n;
  return all;
};

/** How the sums of a group stood at the end of each month of a monthly series; months without a change too. */
export const standings = ({ upTo, series }: TallyAnswer, group: string): readonly { readonly at: string; readonly figures: Figures }[] => {
  if (series?.by !== 'month') return [];
  const changes = new Map(series.spans.map(({ at, changes: of }: { at: string; changes: Sums }) => [at, of[group]]));
  const told: { at: string; figures: Figures }[] = [];
  let figures: Figures = series.before[group] ?? {};
  for (let month = series.since.slice(0, 7); month <= upTo.slice(0, 7); month = monthAfter(month)) {
    figures = added(figures, changes.get(month));
    told.push({ at: month, figures });
  }
  return told;
};

/** One formula as of the end of each month. */
export const trend = (
  answer: TallyAnswer,
  group: string,
  formula: FormulaId,
  smallCount: number,
): readonly { readonly at: string; readonly measure: Measure }[] =>
  standings(answer, group).map(({ at, figures }) => ({ at, measure: measure(formula, figures, smallCount) }));

/** Lamps as of the end of each month: how many items whose clock runs are late or soon will be. */
export const lampsOverTime = (
  answer: TallyAnswer,
  group: string,
): readonly { readonly at: string; readonly yellow: number; readonly red: number }[] =>
  standings(answer, group).map(({ at, figures }) => ({ at, yellow: figures['lamp:yellow'] ?? 0, red: figures['lamp:red'] ?? 0 }));
