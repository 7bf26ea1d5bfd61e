/** What a row of the board says beside its title, most pressing first. */
import { dayNumberAt, type Counted } from '#shared/core/calendar.ts';
import { daysLeft } from '#shared/items/clock.ts';
import type { BoardRow } from '#shared/items/board.ts';
import type { Area } from '#web/lib/words/area.ts';
import { restingOn } from '#web/lib/words/calendar.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import { board } from '#web/lib/words/supervision/board.ts';
import { forms } from '#web/lib/words/supervision/forms.ts';
import { isStalled, type Ground } from './filter.ts';

type Words<A> = A extends Area<infer W> ? W : never;

/** Calendar days since a department last did something: what people count when nothing moves. */
export const stillDays = ({ lastActAt }: Pick<BoardRow, 'lastActAt'>, now: number): number => dayNumberAt(now) - dayNumberAt(lastActAt);

const due = (w: Words<typeof board>, language: Language, left: Counted<number>): string =>
  restingOn(language.code, left, (days) => (days < 0 ? w.overdue(-days) : w.left(days)));

export const sentenceOf = (row: BoardRow, language: Language, ground: Ground, names: { area(id: string): string }): string => {
  const w = language.say(board);
  const f = language.say(forms);
  return [
    row.lamp === 'none' ? null : due(w, language, daysLeft(ground.calendar, row.due, ground.now)),
    isStalled(row, ground) ? w.stalled(stillDays(row, ground.now)) : null,
    row.step === null ? null : w.step(f.steps[row.step]),
    row.letters.open > 0 ? w.letters(row.letters.open) : null,
    row.pair && row.pair.waits.length > 0 ? w.pairWaits(row.pair.waits.map((side) => f.sides[side]).join(w.and)) : null,
    row.followUp === null ? null : w.followUp(language.dates.date(row.followUp)),
    row.pingPong ? w.pingPong(row.reassignments) : null,
    row.redos > 0 ? w.redos(row.redos) : null,
    row.area === null ? null : w.inArea(names.area(row.area)),
  ]
    .filter((one) => one !== null)
    .join(' · ');
};
