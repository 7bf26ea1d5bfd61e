/** The one sentence about an item on the desk, and its lamp. */
import type { Calendar } from '#shared/core/calendar.ts';
import { daysLeft, stalledDays } from '#shared/items/clock.ts';
import type { DeskRow } from '#shared/items/read-model.ts';
import { restingOn } from '#web/lib/words/calendar.ts';
import { items } from '#web/lib/words/items.ts';
import { deskWords } from '#web/lib/words/items/desk.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import type { Departments, Persons } from '../names.svelte.ts';
import { instantResting } from '../when.ts';

export interface Around {
  readonly language: Language;
  readonly departments: Departments;
  readonly persons: Persons;
  readonly calendar: Calendar;
  /** The department whose desk it is. */
  readonly own: string;
  readonly now: number;
}
/** Working days without an act after which it is said. */
const stalledAfter = 20;

/** How long it has, or how long it is over; with the calendar beside it where a year is not known. */
export const leftOf = (row: DeskRow, { language, calendar, now }: Around): string =>
  row.lamp === 'none' ? '' : restingOn(language.code, daysLeft(calendar, row.due, now), language.say(items).daysLeft);

/** What it is called on its lamp: the clock while it presses, else how far it is. */
export const lampWord = (row: DeskRow, language: Language): string => {
  const w = language.say(items);
  if (row.lamp === 'red' || row.lamp === 'yellow') return w.lamps[row.lamp];
  return row.stage === 'unissued' ? '' : w.stages[row.stage];
};

export const sentenceOf = (row: DeskRow, around: Around): string => {
  const { language, departments, persons, calendar, own, now } = around;
  const [w, d] = [language.say(items), language.say(deskWords)];
  const stalled = row.lamp === 'none' ? 0 : stalledDays(calendar, row, now).value;
  const claim = row.stage === 'issued' && row.claimBy !== null && !row.waitsFor.includes('adjudicate');
  return [
    row.lead === own ? null : (departments[row.lead] ?? row.lead),
    claim ? (row.claimOverrun ? w.claimOverrun : w.claimBy(instantResting(language, calendar, row.issuedAt, row.claimBy ?? 0))) : null,
    row.waitsFor.includes('adjudicate') ? w.adjudicate : null,
    row.waitsFor.includes('extension') ? w.extension : null,
    row.draft === 'waits' ? d.draftWaits : row.draft === 'sentBack' ? d.draftBack : null,
    row.letters > 0 ? d.letters(row.letters) : null,
    row.answerBy !== null ? d.answerBy(instantResting(language, calendar, now, row.answerBy)) : null,
    row.openOpinions.length > 0 ? d.open(row.openOpinions.length) : null,
    row.officer === null ? null : d.officer(persons[row.officer] ?? row.officer),
    stalled >= stalledAfter ? w.stalled(stalled) : null,
    row.redos > 0 ? w.redos(row.redos) : null,
    row.pingPong ? d.pingPong : null,
  ]
    .filter(Boolean)
    .join(' · ');
};
