import { isHouse, type Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import { never, type Occasion } from '../core/kind.ts';
import { idOf } from '../core/recorded.ts';
import { refuse } from '../core/refusal.ts';
import { decideAgreement } from './agreements.ts';
import { amend } from './amendments.ts';
import { decideChange } from './changes.ts';
import type { Command } from './commands.ts';
import { checkLists, freeze, numberOf, overdue, partiesOf } from './lists.ts';
import { decideMinutes } from './minutes.ts';
import { decideRemark } from './remarks.ts';
import { holds, leads, signsFor } from './rights.ts';
import type { Outcome, State } from './state.ts';

type Asked<T extends Command['type']> = Extract<Command, { type: T }>;
type MarginCommand = Exclude<
  Command,
  Asked<
    | 'prepare'
    | 'seat'
    | 'number'
    | 'propose'
    | 'signOff'
    | 'refuseSignOff'
    | 'withdrawProposal'
    | 'issue'
    | 'amend'
    | 'conclude'
    | 'issueMinutes'
  >
>;

const byHouse = (command: Asked<'prepare' | 'seat' | 'number'>, state: State, actor: Actor): Outcome => {
  if (!isHouse(actor)) return refuse('not-allowed');
  switch (command.type) {
    case 'prepare':
      return state.stage === 'preparing' ? [{ type: 'prepared', session: command.session, title: command.title }] : [];
    case 'number':
      return state.number ? [] : [{ type: 'numbered', year: command.year, number: command.number }];
    case 'seat': {
      const { person, roles, department } = command;
      const now = state.seats[person] ?? { roles: [], department: null };
      const same = JSON.stringify([now.roles, now.department]) === JSON.stringify([roles, roles.length === 0 ? null : department]);
      return same ? [] : [{ type: 'seated', person, roles, department }];
    }
    default:
      return never(command);
  }
};

const propose = (state: State, actor: Actor, { documents, stream }: Occasion): Outcome => {
  if (!leads(state, actor)) return refuse('not-allowed');
  if (state.stage !== 'drafting') return refuse('wrong-stage');
  const { suggestions, responsibilities } = documents;
  // A browser has no copy of the server's: it can't know, the server decides.
  if (!suggestions || !responsibilities) return [];
  const checked = checkLists(suggestions, responsibilities, dayOf(actor.now));
  if (checked.problems.length > 0) return refuse('rows-invalid', { problems: checked.problems.length }, checked.problems);
  if (checked.suggestions.rows.length + checked.responsibilities.rows.length === 0) return refuse('empty');
  const { lists, personal } = freeze(checked, state.seats, idOf(stream));
  return [{ type: 'proposed', parties: partiesOf(lists), ...lists }, ...personal];
};

const sign = (command: Asked<'signOff' | 'refuseSignOff'>, state: State, actor: Actor): Outcome => {
  if (state.stage !== 'signing') return refuse('wrong-stage');
  if (!state.parties.includes(command.party)) return refuse('not-a-party');
  if (!signsFor(state, actor, command.party)) return refuse('not-allowed');
  if (command.type === 'refuseSignOff') return [{ type: 'signOffRefused', party: command.party, reason: command.reason }];
  if (state.signed[command.party] !== undefined) return refuse('already-signed');
  return [{ type: 'signed', party: command.party }];
};

const issue = (state: State, actor: Actor, { pack }: Occasion): Outcome => {
  if (!holds(state, actor, 'host', 'convener')) return refuse('not-allowed');
  if (state.stage !== 'signing' || state.session === null) return refuse('wrong-stage');
  const open = state.parties.filter((party) => state.signed[party] === undefined).length;
  if (open > 0) return refuse('unsigned', { open });
  const { number, session, title, parties, suggestions } = state;
  if (!number) return refuse('unnumbered');
  const late = overdue(state.responsibilities, dayOf(actor.now));
  if (late.length > 0) return refuse('rows-invalid', { problems: late.length }, late);
  const responsibilities = state.responsibilities.map((row) => ({
    ...row,
    number: numberOf(pack.numbering, number.year, number.number, row.n),
  }));
  return [{ type: 'issued', session, title, number, parties, suggestions, responsibilities }];
};

/** The margin is written while the lists are: it rests while people sign, and after issue it is only read. */
const inMargin = (command: MarginCommand, state: State, actor: Actor, occasion: Occasion): Outcome => {
  if (state.stage !== 'drafting') return refuse('wrong-stage');
  switch (command.type) {
    case 'remark':
    case 'reply':
    case 'withdrawRemark':
    case 'settleRemark':
      return decideRemark(command, state, actor, occasion);
    case 'proposeChange':
    case 'withdrawChange':
    case 'acceptChange':
    case 'declineChange':
      return decideChange(command, state, actor, occasion);
    case 'agree':
    case 'unagree':
      return decideAgreement(command, state, actor);
    default:
      return never(command);
  }
};

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  switch (command.type) {
    case 'prepare':
    case 'seat':
    case 'number':
      return byHouse(command, state, actor);
    case 'propose':
      return propose(state, actor, occasion);
    case 'signOff':
    case 'refuseSignOff':
      return sign(command, state, actor);
    case 'withdrawProposal':
      if (!leads(state, actor)) return refuse('not-allowed');
      return state.stage === 'signing' ? [{ type: 'proposalWithdrawn' }] : refuse('wrong-stage');
    case 'issue':
      return issue(state, actor, occasion);
    case 'amend':
      return amend(command, state, actor);
    case 'conclude':
    case 'issueMinutes':
      return decideMinutes(command, state, actor, occasion);
    default:
      return inMargin(command, state, actor, occasion);
  }
};
