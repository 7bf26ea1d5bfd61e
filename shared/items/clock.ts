/** What screens say about time. Pure; `now` is the server's time. */
import { dayOf, workingDaysBetween, type Calendar, type Counted } from '../core/calendar.ts';
import type { Live } from './state.ts';

/** Working days until the due day; 0 today, negative when overdue. */
export const daysLeft = (calendar: Calendar, due: string, now: number): Counted<number> => workingDaysBetween(calendar, dayOf(now), due);

/** Working days since a department last did something about it. */
export const stalledDays = (calendar: Calendar, { lastActAt }: Pick<Live, 'lastActAt'>, now: number): Counted<number> =>
  workingDaysBetween(calendar, dayOf(lastActAt), dayOf(now));

/** Whether the lamp's clock is running: it stands still while others than the departments have the item. */
export const running = (stage: Live['stage']): boolean => stage === 'issued' || stage === 'inProgress';

/** What an item waits for, most pressing first; several at once are possible. */
export const waits = [
  'adjudicate',
  'extension',
  'sign',
  'answer',
  'interview',
  'claim',
  'work',
  'verify',
  'rate',
  'close',
  'look-back',
  'review',
  'nothing',
] as const;
export type Wait = (typeof waits)[number];

export const waitsFor = (item: Live): readonly Wait[] => {
  const also = waitsBesides(item);
  const [own, ...rest] = waitsAt(item);
  return own === 'nothing' && also.length > 0 ? also : [...also, ...(own ? [own, ...rest] : [])];
};

/** A talk the ladder asks for has been held when one is on record since. */
const talkDue = ({ stage, escalation: { step, at }, supervisions }: Live): boolean =>
  running(stage) && step === 'interview' && at !== null && !supervisions.some((one) => one.form === 'interview' && one.at >= at);

/** What it waits for whatever its stage. */
const waitsBesides = (item: Live): readonly Wait[] => [
  ...(item.stage === 'inProgress' && item.draft && !item.draft.sentBack ? (['sign'] as const) : []),
  ...(item.letters.some(({ answer }) => answer === null) ? (['answer'] as const) : []),
  ...(talkDue(item) ? (['interview'] as const) : []),
];

const waitsAt = (item: Live): readonly Wait[] => {
  switch (item.stage) {
    case 'issued':
      return item.returnAsk ? ['adjudicate'] : ['claim'];
    case 'inProgress':
      return [...(item.returnAsk ? (['adjudicate'] as const) : []), ...(item.extensionAsk ? (['extension'] as const) : []), 'work'];
    case 'suspended':
      return item.reviewCalled ? ['review'] : ['nothing'];
    case 'reported':
      return ['verify'];
    case 'verified':
      return item.round.endedAt === null ? ['rate'] : ['close'];
    case 'closed':
      return item.lookBacks.some(({ called }) => called) ? ['look-back'] : ['nothing'];
  }
};

/** Cooperating departments that have neither countersigned nor dissented. */
export const openOpinions = (item: Live): readonly string[] =>
  'opinions' in item ? item.matter.cooperating.filter((department) => !item.opinions[department]) : [];
