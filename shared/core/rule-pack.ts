/**
 * What differs from place to place, as data: one versioned JSON file, checked at start. Code never holds a number from here.
 * What an open item needs of it is written into its events, so a later pack changes nothing that is under way.
 *
 * A key that is not here is a mistake, not a remark: a typo must not pass in silence. What is added later has a default, so that packs
 * written or adopted before it stay whole.
 */
import * as v from 'valibot';
import published from './calendars/cn.json' with { type: 'json' };
import { evaluationRule, performanceRule } from './rule-evaluation.ts';
import { ruleFlaws } from './rule-flaws.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const words = v.record(v.string(), v.strictObject({ zh: v.string(), en: v.string() }));

/** 督办阶梯: what comes by itself once an item is overdue, each step so many whole working days after its due day. */
const ladder = v.pipe(
  v.array(v.strictObject({ step: v.picklist(['urge', 'letter', 'interview', 'circular']), after: count })),
  v.check((steps) => steps.every(({ after }, n) => n === 0 || after > (steps[n - 1]?.after ?? 0)), 'ladder'),
);

/**
 * Wording of letters. `number` knows `{item}` (the item's number) and `{n}` (the how manieth). `text` is what the ladder writes by itself;
 * it knows `{title}`, `{item}`, `{due}` and `{answerBy}`. `answerWithin` in working days.
 */
const letter = v.strictObject({ number: v.string(), answerWithin: count, text: v.string() });
const reply = v.strictObject({ number: v.string() });

const segment = v.strictObject({
  form: v.picklist(['briefing', 'questions', 'answers', 'debate', 'stance', 'wrap-up', 'sign-off']),
  title: v.string(),
  titleEn: v.optional(v.string()),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Seconds one speaker has in this segment. */
  turn: v.pipe(v.number(), v.integer(), v.minValue(30)),
});

/** A year's published holidays: days off on weekdays, and weekend days worked instead (调休). Days as `MM-DD`. */
const year = v.strictObject({ off: v.array(v.string()), worked: v.array(v.string()), source: v.pipe(v.string(), v.minLength(1)) });
const years = v.record(v.pipe(v.string(), v.regex(/^\d{4}$/, 'year')), year);
/** `"cn"`: the published national calendar that comes along (`calendars/cn.json`); else the years themselves. */
const calendar = v.lazy((given): v.GenericSchema<unknown, v.InferOutput<typeof years>> =>
  typeof given === 'string'
    ? v.pipe(
        v.literal('cn'),
        v.transform(() => published.years),
      )
    : years,
);

/** What brings a closed item back besides its schedule. `slowAfter` in working days, the others in calendar days after closing. */
const lookBackPlan = v.strictObject({
  /** More than this share of those who rated are dissatisfied with the result. */
  dissatisfiedOver: v.optional(share, 0.2),
  /** Closed more than so many working days after the day it was first due. */
  slowAfter: v.optional(count, 30),
  /** So many of: done again, sent back, extended, return asked for. */
  hardFrom: v.optional(v.pipe(count, v.minValue(1)), 3),
  triggeredAfter: v.optional(count, 30),
  /** Of all that is closed, a share drawn by a seed that anybody may know: a new one each year. */
  sample: v.optional(v.strictObject({ share, seed: v.pipe(v.string(), v.minLength(1)), after: v.optional(count, 180) }), {
    share: 0,
    seed: '-',
  }),
});

const shape = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  version: count,
  calendar,
  /** `criteria` are scored 0–5 each when a topic is selected. */
  topics: v.strictObject({ categories: words, channels: words, declineReasons: words, criteria: words }),
  session: v.strictObject({
    presets: v.record(v.string(), v.strictObject({ zh: v.string(), en: v.string(), segments: v.array(segment) })),
    /** Seconds before the end of a turn at which the placard is shown. */
    placard: count,
    /** Hours after the session within which a question answered "later" must be answered, unless a date was said. */
    answerLater: count,
    /** A suggestion carries the minority line of every group or role of which more than this share is against it. */
    minorityOver: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.2),
  }),
  item: v.strictObject({
    /** All in working days. */
    claimWithin: count,
    returnWithin: count,
    adjudicateWithin: count,
    yellowBefore: count,
    ratingDays: count,
    returnReasons: words,
    ladder: v.optional(ladder, []),
    letter: v.optional(letter, {
      number: '督办函{item}-{n}号',
      answerWithin: 10,
      text: '“{title}”（{item}）应于{due}前办结，现已逾期。请于{answerBy}前书面说明办理情况、未办结的原因和下一步安排。',
    }),
    reply: v.optional(reply, { number: '复函{item}-{n}号' }),
    extension: v.strictObject({ times: count, days: count }),
    /** Result classes a department may report, A first; `annual` ones return every year. */
    classes: v.record(v.string(), v.strictObject({ zh: v.string(), en: v.string(), annual: v.boolean() })),
    /** Calendar days after closing. */
    lookBack: v.array(count),
    /** Ratings fewer than this are not shown. */
    smallCount: count,
    /** A question is not told when a class has some but fewer than this: a lone voice stands out. */
    smallClass: v.optional(count, 2),
    lookBackPlan: v.optional(lookBackPlan, {}),
  }),
  evaluation: evaluationRule,
  performance: performanceRule,
  /** `〔{year}〕{session}-{item}` */
  numbering: v.string(),
});

export type RulePack = v.InferOutput<typeof shape>;

/** What its parts say together is checked, too: see `rule-flaws.ts`. */
export const rulePack: v.GenericSchema<unknown, RulePack> = v.pipe(
  shape,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { at, code } of ruleFlaws(dataset.value)) addIssue({ message: code, path: pathTo(dataset.value, at) });
  }),
);

type Path = [v.IssuePathItem, ...v.IssuePathItem[]];
const pathTo = (pack: RulePack, at: readonly (string | number)[]): Path => {
  let input: unknown = pack;
  return at.map((key): v.IssuePathItem => {
    const value = (input as Record<string | number, unknown>)[key];
    const item = { type: 'unknown', origin: 'value', input, key, value } as const;
    input = value;
    return item;
  }) as Path;
};
