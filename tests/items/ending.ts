/** How sensible people bring an item to closing, from wherever it stands. */
import type { Actor } from '#shared/core/actor.ts';
import { addDays, dayOf, startOfDay } from '#shared/core/calendar.ts';
import type { Command } from '#shared/items/commands.ts';
import type { State } from '#shared/items/state.ts';
import { officer, person } from '../given/given.ts';
import { ask, punctual, type ItemKind, type Laws, type Node } from './exploring.ts';
import { issue, report, supervisor } from './item.ts';

type Step = readonly [Command, Actor];
const leaderOf = (department: string): Actor => ({ ...person('u-any-leader', 'leader'), department });
const text = '好';

const steps = (state: State): readonly Step[] => {
  switch (state.stage) {
    case 'unissued':
      return [[issue({ raters: [] }), person('house')]];
    case 'issued':
    case 'inProgress': {
      const { lead, cooperating } = state.matter;
      if (state.returnAsk) return [[{ type: 'adjudicate', reassignTo: null, reason: text }, supervisor]];
      if (state.stage === 'issued') return [[{ type: 'claim', text }, leaderOf(lead)]];
      return [
        ...cooperating.map((one): Step => [{ type: 'countersign', text }, officer('u-any-helper', one)]),
        [report({ taken: {} }), leaderOf(lead)],
      ];
    }
    case 'suspended':
      return [[{ type: 'resume', reason: text }, supervisor]];
    case 'reported':
      return [[{ type: 'verify', text }, supervisor]];
    case 'verified':
      return [[{ type: 'close' }, supervisor]];
    case 'closed':
      return [];
  }
};

/** Whether that takes at most so many rounds; in each the house takes what is due, and a fortnight passes. */
export const ends = (kind: ItemKind, laws: Laws, most = 12): ((node: Node) => boolean) => {
  return (from) => {
    let node = punctual(kind, from, laws);
    for (let n = 0; n < most && node.state.stage !== 'closed'; n += 1) {
      for (const [command, actor] of steps(node.state)) {
        const answer = ask(kind, node, command, actor);
        if (typeof answer !== 'string') node = answer.after;
      }
      node = punctual(kind, { ...node, now: startOfDay(addDays(dayOf(node.now), 15)) }, laws);
    }
    return node.state.stage === 'closed';
  };
};
