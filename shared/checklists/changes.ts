/**
 * Proposed changes (修改意见): whoever may not or would rather not write says what should stand there; those who lead take it in or
 * say why not. The pencil itself is changed by the browser of whoever accepts, before it asks.
 */
import type { Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { latest, marginLimits, type Change, type Margin, type MarginEvent, type ProposedChange } from './margin.ts';
import { fit, type ListName } from './proposable.ts';
import { leads, speaks } from './rights.ts';
import type { Complaint } from './row.ts';
import type { Outcome, RefusalCode, State } from './state.ts';

type ChangeCommand = Extract<Command, { type: 'proposeChange' | 'withdrawChange' | 'acceptChange' | 'declineChange' }>;
type ChangeEvent = Extract<MarginEvent, { type: 'changeProposed' | 'changeWithdrawn' | 'changeAccepted' | 'changeDeclined' }>;

const isOpen = ({ stage }: ProposedChange): boolean => stage === 'open';

const invalid = (problems: readonly Complaint[]): Refusal<RefusalCode> =>
  refuse(
    'value-invalid',
    undefined,
    problems.map(([field, code]) => ({ field, code })),
  );

/** The change as it is kept, or why it cannot stand. */
const sound = (list: ListName, change: Change): Change | Refusal<RefusalCode> => {
  if (change.kind === 'remove') return change;
  if (change.kind === 'set') {
    const fits = fit(list, change.field, change.after);
    if ('problem' in fits) return invalid([fits.problem]);
    return JSON.stringify(fits.value) === JSON.stringify(change.before) ? refuse('unchanged') : { ...change, after: fits.value };
  }
  const cells = Object.entries(change.cells).map(([field, value]) => [field, fit(list, field, value)] as const);
  const problems = cells.flatMap(([, fits]) => ('problem' in fits ? [fits.problem] : []));
  if (problems.length > 0) return invalid(problems);
  if (cells.length === 0) return refuse('unchanged');
  return { ...change, cells: Object.fromEntries(cells.map(([field, fits]) => [field, 'value' in fits ? fits.value : null])) };
};

const propose = (command: Extract<ChangeCommand, { type: 'proposeChange' }>, state: State, actor: Actor, id: string): Outcome => {
  if (!speaks(state, actor)) return refuse('not-allowed');
  const { list, why } = command;
  const open = state.margin.changes.filter(isOpen);
  if (open.filter((one) => one.list === list).length >= marginLimits.openChanges)
    return refuse('margin-full', { most: marginLimits.openChanges });
  if (open.filter(({ person }) => person === actor.id).length >= marginLimits.yourChanges)
    return refuse('margin-yours-full', { most: marginLimits.yourChanges });
  const change = sound(list, command.change);
  return 'refused' in change ? change : [{ type: 'changeProposed', proposal: id, list, change, why, person: actor.id }];
};

export const decideChange = (command: ChangeCommand, state: State, actor: Actor, { id }: Occasion): Outcome => {
  if (command.type === 'proposeChange') return propose(command, state, actor, id);
  const proposed = state.margin.changes.find((one) => one.id === command.proposal);
  if (!proposed) return refuse('unknown-change');
  const may = command.type === 'withdrawChange' ? proposed.person === actor.id : leads(state, actor);
  if (!may) return refuse('not-allowed');
  if (!isOpen(proposed)) return refuse('not-open');
  switch (command.type) {
    case 'withdrawChange':
      return [{ type: 'changeWithdrawn', proposal: proposed.id }];
    case 'acceptChange':
      return [{ type: 'changeAccepted', proposal: proposed.id, adapted: command.adapted }];
    case 'declineChange':
      return [{ type: 'changeDeclined', proposal: proposed.id, reason: command.reason }];
    default:
      return never(command);
  }
};

const decided = (margin: Margin, id: string, how: Partial<ProposedChange>): Margin => ({
  ...margin,
  changes: latest(margin.changes.map((one) => (one.id === id ? { ...one, ...how } : one))),
});

export const evolveChange = (margin: Margin, event: ChangeEvent, at: number): Margin => {
  switch (event.type) {
    case 'changeProposed': {
      const { proposal: id, list, change, why, person } = event;
      const made: ProposedChange = { id, list, change, why, person, at, stage: 'open', reason: null, adapted: false };
      return { ...margin, changes: [...margin.changes, made] };
    }
    case 'changeWithdrawn':
      return { ...margin, changes: margin.changes.filter(({ id }) => id !== event.proposal) };
    case 'changeAccepted':
      return decided(margin, event.proposal, { stage: 'accepted', adapted: event.adapted });
    case 'changeDeclined':
      return decided(margin, event.proposal, { stage: 'declined', reason: event.reason });
    default:
      return never(event);
  }
};
