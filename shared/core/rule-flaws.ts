/** What a pack must not say although every value alone may stand: windows that contradict each other, days that do not exist. */
import { isDay } from './calendar.ts';
import type { RulePack } from './rule-pack.ts';

export const flawCodes = [
  'day',
  'weekday',
  'weekend',
  'twice',
  'rising',
  'placard',
  'empty',
  'solved',
  'placeholder',
  'extension',
  'return-window',
  'yellow',
  'few',
] as const;
export type FlawCode = (typeof flawCodes)[number];

export interface RuleFlaw {
  readonly at: readonly [string, ...(string | number)[]];
  readonly code: FlawCode;
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const rises = (numbers: readonly number[]): boolean => numbers.every((n, at) => at === 0 || n > (numbers[at - 1] ?? n));

/** Only what differs from the ordinary week is listed: days off on weekdays, days worked on weekends. */
const calendarFlaws = (pack: RulePack): RuleFlaw[] =>
  Object.entries(pack.calendar).flatMap(([year, days]) =>
    (['off', 'worked'] as const).flatMap((list) =>
      days[list].flatMap((date, n): RuleFlaw[] => {
        const at = ['calendar', year, list, n] as const;
        const day = `${year}-${date}`;
        if (!isDay(day)) return [{ at, code: 'day' }];
        if (days[list].indexOf(date) !== n) return [{ at, code: 'twice' }];
        if (isWeekend(day) !== (list === 'worked')) return [{ at, code: list === 'worked' ? 'weekend' : 'weekday' }];
        return [];
      }),
    ),
  );

const sessionFlaws = ({ session }: RulePack): RuleFlaw[] => [
  ...(Object.keys(session.presets).length === 0 ? [{ at: ['session', 'presets'], code: 'empty' } as const] : []),
  ...Object.entries(session.presets).flatMap(([preset, { segments }]): RuleFlaw[] => [
    ...(segments.length === 0 ? [{ at: ['session', 'presets', preset, 'segments'], code: 'empty' } as const] : []),
    ...segments.flatMap(({ turn }, n): RuleFlaw[] =>
      turn < session.placard ? [{ at: ['session', 'presets', preset, 'segments', n, 'turn'], code: 'placard' }] : [],
    ),
  ]),
];

const itemFlaws = ({ item }: RulePack): RuleFlaw[] => {
  const classes = Object.entries(item.classes);
  const { times, days } = item.extension;
  return [
    ...(item.claimWithin < 1 ? [{ at: ['item', 'claimWithin'], code: 'few' } as const] : []),
    ...(item.ratingDays < 1 ? [{ at: ['item', 'ratingDays'], code: 'few' } as const] : []),
    ...(item.smallCount < 2 ? [{ at: ['item', 'smallCount'], code: 'few' } as const] : []),
    ...(item.adjudicateWithin < 1 ? [{ at: ['item', 'adjudicateWithin'], code: 'few' } as const] : []),
    // Whoever may still claim must still be able to ask to return.
    ...(item.returnWithin < item.claimWithin ? [{ at: ['item', 'returnWithin'], code: 'return-window' } as const] : []),
    // Else whatever is extended would be yellow at once.
    ...(days > 0 && item.yellowBefore >= days ? [{ at: ['item', 'yellowBefore'], code: 'yellow' } as const] : []),
    ...(times > 0 === days > 0 ? [] : [{ at: ['item', 'extension', 'days'], code: 'extension' } as const]),
    ...(rises(item.lookBack) ? [] : [{ at: ['item', 'lookBack'], code: 'rising' } as const]),
    ...(classes.length > 0 && classes.some(([, { annual }]) => !annual) ? [] : [{ at: ['item', 'classes'], code: 'solved' } as const]),
    ...(Object.keys(item.returnReasons).length === 0 ? [{ at: ['item', 'returnReasons'], code: 'empty' } as const] : []),
  ];
};

const lacks = (text: string, ...holes: readonly string[]): boolean => holes.some((hole) => text.split(hole).length !== 2);

/** Without a placeholder two things would share a number. */
const numberFlaws = ({ numbering, item }: RulePack): RuleFlaw[] => [
  ...(lacks(numbering, '{year}', '{session}', '{item}') ? [{ at: ['numbering'], code: 'placeholder' } as const] : []),
  ...(lacks(item.letter.number, '{item}', '{n}') ? [{ at: ['item', 'letter', 'number'], code: 'placeholder' } as const] : []),
  ...(lacks(item.reply.number, '{item}', '{n}') ? [{ at: ['item', 'reply', 'number'], code: 'placeholder' } as const] : []),
];

const topicFlaws = ({ topics }: RulePack): RuleFlaw[] =>
  (['categories', 'channels', 'declineReasons', 'criteria'] as const).flatMap((part): RuleFlaw[] =>
    Object.keys(topics[part]).length === 0 ? [{ at: ['topics', part], code: 'empty' }] : [],
  );

/** All of them at once, in the order of the file. */
export const ruleFlaws = (pack: RulePack): readonly RuleFlaw[] => [
  ...calendarFlaws(pack),
  ...topicFlaws(pack),
  ...sessionFlaws(pack),
  ...itemFlaws(pack),
  ...numberFlaws(pack),
];
