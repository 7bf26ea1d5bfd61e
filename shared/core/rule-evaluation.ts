/** The part of a rule pack that says how sessions are evaluated (质效评估) and what counts in the record of a member (履职). */
import * as v from 'valibot';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What can be computed from the record; how, says `shared/evaluations/indicators.ts`. */
export const computedIndicators = ['answered', 'committed', 'onTime', 'verified', 'lasting', 'coverage', 'balance'] as const;
export type ComputedIndicator = (typeof computedIndicators)[number];

/** What a member is credited for: attended, spoke, asked, led (hosted or recorded), a suggestion adopted, what came of one closed. */
export const creditSorts = ['attended', 'spoke', 'asked', 'led', 'adopted', 'solved'] as const;
export type CreditSort = (typeof creditSorts)[number];

/** `weight` against the other ones; `computed` null = people score it, 0–100. */
const indicator = v.strictObject({
  zh: v.string(),
  en: v.string(),
  weight: v.pipe(whole, v.minValue(1)),
  computed: v.optional(v.nullable(v.picklist(computedIndicators)), null),
});

const evaluation = v.strictObject({
  indicators: v.record(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,40}$/, 'id')), indicator),
  /** Session roles of which at least one person each must have come. */
  coverage: v.array(v.string()),
  /** People who must have scored before it is concluded. */
  scorers: v.optional(v.pipe(whole, v.minValue(1)), 1),
});

const performance = v.strictObject({
  points: v.strictObject({ attended: whole, spoke: whole, asked: whole, led: whole, adopted: whole, solved: whole }),
});

export const evaluationRule = v.optional(evaluation, {
  indicators: {
    answered: { zh: '提问答复率', en: 'Questions answered', weight: 20, computed: 'answered' },
    committed: { zh: '当场承诺率', en: 'Answers that promised something', weight: 10, computed: 'committed' },
    onTime: { zh: '按时办结率', en: 'Done on time', weight: 20, computed: 'onTime' },
    verified: { zh: '核验通过率', en: 'Verified', weight: 20, computed: 'verified' },
    lasting: { zh: '回头看巩固率', en: 'Still true when looked back', weight: 10, computed: 'lasting' },
    coverage: { zh: '利益相关方覆盖', en: 'Parties present', weight: 10, computed: 'coverage' },
    balance: { zh: '发言均衡', en: 'Balance of speaking', weight: 10, computed: 'balance' },
  },
  coverage: ['stakeholder', 'resident', 'officer'],
});
export const performanceRule = v.optional(performance, {
  points: { attended: 2, spoke: 2, asked: 1, led: 3, adopted: 5, solved: 5 },
});

export type EvaluationRule = v.InferOutput<typeof evaluation>;
