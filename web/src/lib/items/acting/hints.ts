/** What somebody should know before they ask for something: limits and clocks, in sentences. */
import { addDays, addWorkingDays, isWorkingDay } from '#shared/core/calendar.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { openOpinions } from '#shared/items/clock.ts';
import type { Live } from '#shared/items/state.ts';
import { handlingWords } from '#web/lib/words/items/handling.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import type { Action } from '../actions.ts';
import type { Departments } from '../names.svelte.ts';
import { dayResting, instantResting } from '../when.ts';

export interface Ground {
  readonly item: Live;
  readonly pack: RulePack;
  readonly departments: Departments;
  readonly language: Language;
  readonly now: number;
}

/** The latest day that may be asked for: so many working days after the present due day. */
export const latestDay = ({ matter, rules }: Live, calendar: RulePack['calendar']): string => {
  const last = addWorkingDays(calendar, matter.due, rules.extension.days).value;
  // Days off that follow cost no working day more.
  let day = last;
  for (let next = addDays(day, 1); !isWorkingDay(calendar, next).value; next = addDays(next, 1)) day = next;
  return day;
};

export const hintsFor = ({ name }: Action, { item, pack, departments, language, now }: Ground): readonly string[] => {
  const w = language.say(handlingWords);
  const { calendar } = pack;
  const { extension, adjudicateWithin } = item.rules;
  switch (name) {
    case 'claim':
      return item.stage === 'issued' ? [w.claimHint(instantResting(language, calendar, now, item.claim.by))] : [];
    case 'askReturn':
      return 'returnUntil' in item
        ? [w.returnUntil(instantResting(language, calendar, now, item.returnUntil)), w.returnDecided(adjudicateWithin)]
        : [];
    case 'askExtension':
      return [
        w.extensionLeft(extension.times - item.extensions, extension.days),
        w.extensionLatest(dayResting(language, calendar, item.matter.due, latestDay(item, calendar))),
      ];
    case 'reportDone':
    case 'draftReport':
    case 'signReport': {
      const open = openOpinions(item).map((id) => departments[id] ?? id);
      return [
        ...(open.length > 0 ? [name === 'draftReport' ? w.opinionsBeforeSigning(open) : w.opinionsFirst(open)] : []),
        ...(item.matter.criterion ? [w.criterionHint(item.matter.criterion)] : []),
      ];
    }
    default:
      return [];
  }
};
