/** Going from one stage to another: what goes along and what is left behind. */
import type { Again, Common, InProgress, Live } from './state.ts';

/** What an item keeps through all stages. */
export const common = (item: Live): Common => {
  const { matter, rules, contact, hosts, raters, clock, lamp, lastActAt, reminders, reassignments, extensions, redos } = item;
  const { returnAsks, claimWindows, rounds, lookBacksPlanned, reviews, pictures } = item;
  const { firstDue, sendBacks, lookedBack, relapses, outcomes, pastRounds, formerLeads, proposers } = item;
  const { area, route, draft, drafts, replies, supervisions, pair, pairs, cycles, letters, escalation, taken } = item;
  return {
    ...{ matter, rules, contact, hosts, raters, clock, lamp, lastActAt, reminders, reassignments, extensions, redos },
    ...{ returnAsks, claimWindows, rounds, lookBacksPlanned, reviews, pictures },
    ...{ firstDue, sendBacks, lookedBack, relapses, outcomes, pastRounds, formerLeads, proposers },
    ...{ area, route, draft, drafts, replies, supervisions, pair, pairs, cycles, letters, escalation, taken },
  };
};

/** Work begins (again): opinions on earlier work no longer count, and a return can't be asked for any more. */
export const workedOn = (item: Live, again: Again | null): InProgress => ({
  ...common(item),
  stage: 'inProgress',
  returnUntil: 0,
  returnAsk: null,
  extensionAsk: null,
  opinions: {},
  again,
});
