/** What waits for somebody to go there: look-backs that are due, follow-ups that are due or near, and what is overdue. */
import { addDays, type Day } from '#shared/core/calendar.ts';
import type { BoardRow } from '#shared/items/board.ts';

export interface Target {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly lead: string;
  readonly closed: boolean;
  readonly lookBack: boolean;
  readonly followUp: Day | null;
  readonly overdue: boolean;
}

type Line = { readonly id: string; readonly row: BoardRow };

/** Follow-ups so many days ahead go along: whoever is near may look today. */
const near = 14;

export const targetOf = ({ id, row }: Line): Target => ({
  ...{ id, number: row.number, title: row.title, lead: row.lead, followUp: row.followUp },
  closed: row.stage === 'closed',
  lookBack: row.waitsFor.includes('look-back'),
  overdue: row.lamp === 'red',
});

/** Look-backs first, then follow-ups by their day, then what is overdue, in the order of the board; each item once. */
export const targetsOf = (lines: readonly Line[], today: Day): readonly Target[] => {
  const until = addDays(today, near);
  const once = new Map(lines.map((line) => [line.id, targetOf(line)]));
  const wanted = [...once.values()].filter(
    ({ lookBack, followUp, overdue }) => lookBack || overdue || (followUp !== null && followUp <= until),
  );
  const rank = ({ lookBack, followUp }: Target): string => (lookBack ? '0' : followUp !== null && followUp <= until ? `1${followUp}` : '2');
  return wanted.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
};
