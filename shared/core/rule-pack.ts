/**
 * What differs from place to place, as data: one versioned JSON file, checked at start. Code never holds a number from here.
 * What an open item needs of it is written into its events, so a later pack changes nothing that is under way.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const words = v.record(v.string(), v.object({ zh: v.string(), en: v.string() }));

const segment = v.object({
  form: v.picklist(['briefing', 'questions', 'answers', 'debate', 'stance', 'wrap-up', 'sign-off']),
  title: v.string(),
  titleEn: v.optional(v.string()),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Seconds one speaker has in this segment. */
  turn: v.pipe(v.number(), v.integer(), v.minValue(30)),
});

/** A year's published holidays: days off on weekdays, and weekend days worked instead (调休). Days as `MM-DD`. */
const year = v.object({ off: v.array(v.string()), worked: v.array(v.string()), source: v.string() });

export const rulePack = v.object({
  name: v.string(),
  version: count,
  calendar: v.record(v.string(), year),
  /** `criteria` are scored 0–5 each when a topic is selected. */
  topics: v.object({ categories: words, channels: words, declineReasons: words, criteria: words }),
  session: v.object({
    presets: v.record(v.string(), v.object({ zh: v.string(), en: v.string(), segments: v.array(segment) })),
    /** Seconds before the end of a turn at which the placard is shown. */
    placard: count,
    /** Hours after the session within which a question answered "later" must be answered, unless a date was said. */
    answerLater: count,
    /** A suggestion carries the minority line of every group or role of which more than this share is against it. */
    minorityOver: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.2),
  }),
  item: v.object({
    /** All in working days. */
    claimWithin: count,
    returnWithin: count,
    adjudicateWithin: count,
    yellowBefore: count,
    ratingDays: count,
    returnReasons: words,
    extension: v.object({ times: count, days: count }),
    /** Result classes a department may report, A first; `annual` ones return every year. */
    classes: v.record(v.string(), v.object({ zh: v.string(), en: v.string(), annual: v.boolean() })),
    /** Calendar days after closing. */
    lookBack: v.array(count),
    /** Ratings fewer than this are not shown. */
    smallCount: count,
  }),
  /** `〔{year}〕{session}-{item}` */
  numbering: v.string(),
});

export type RulePack = v.InferOutput<typeof rulePack>;
