/** Issued rows become items; amendments follow them. */
import { isGuest, type PersonId } from '../core/actor.ts';
import type { Reaction } from '../core/kind.ts';
import { idOf, streamId, type Recorded, type StreamId } from '../core/recorded.ts';
import type { Command as ItemCommand } from '../items/commands.ts';
import type { Command as PerformanceCommand } from '../performances/commands.ts';
import type { Event, FrozenResponsibility, FrozenSuggestion, Issued, Seat, State } from './state.ts';

/** The item of the row with this number: `items/<checklist>-<n>`. */
export const itemOf = (checklist: string, n: number): StreamId => `items/${checklist}-${n}`;

const is = (seat: Seat, ...roles: readonly string[]): boolean => seat.roles.some((role) => roles.includes(role));
const peopleWho = (seats: State['seats'], fits: (seat: Seat) => boolean): string[] =>
  Object.entries(seats)
    .filter(([, seat]) => fits(seat))
    .map(([person]) => person);

/** Those whose matter it is rate it, also when they left early: not the departments, not the one who judges, not who only explained. */
const ratersOf = ({ seats, left }: State): string[] =>
  peopleWho({ ...left, ...seats }, (seat) => is(seat, 'stakeholder', 'resident', 'member') && !is(seat, 'officer', 'host'));

/** Whose suggestion it was, in their own name and as a member: others have no record of what they did. */
const memberWho = ({ seats, left }: State, { proposer, anonymous }: FrozenSuggestion): PersonId | null => {
  const seat = proposer === null || anonymous || isGuest(proposer) ? undefined : (seats[proposer] ?? left[proposer]);
  return seat && is(seat, 'member') ? proposer : null;
};

const proposersOf = (row: FrozenResponsibility, state: Issued): string[] => {
  const from = state.suggestions.filter(({ id }) => row.suggestions.includes(id));
  return [...new Set(from.map((one) => memberWho(state, one)).filter((person) => person !== null))];
};

/** What no department declined counts in the record of whoever proposed it. */
const toPerformances = (state: Issued, stream: StreamId, seq: number): readonly Reaction[] =>
  state.suggestions.flatMap((row): Reaction[] => {
    const person = row.attitude === 'declined' ? null : memberWho(state, row);
    if (person === null) return [];
    const credits: PerformanceCommand & { type: 'credit' } = {
      ...{ type: 'credit', stream, seq, title: row.suggestion.slice(0, 200) },
      credits: [{ sort: 'adopted', of: `${stream}/${row.id}`, times: 1 }],
    };
    return [{ name: `adopted-${row.id}`, stream: streamId('performances', person), command: credits }];
  });

const issueCommand = (row: FrozenResponsibility, state: Issued, checklist: string): ItemCommand => ({
  type: 'issue',
  number: row.number,
  session: state.session ?? '',
  checklist,
  row: row.id,
  // The words spoken for the row itself, then those for the suggestions it comes from.
  sources: [row, ...state.suggestions.filter(({ id }) => row.suggestions.includes(id))]
    .flatMap(({ sources }) => sources)
    .filter((source, n, all) => all.findIndex(({ kind, id }) => kind === source.kind && id === source.id) === n),
  title: row.title,
  task: row.task,
  criterion: row.criterion,
  lead: row.lead,
  cooperating: row.cooperating,
  due: row.due,
  milestones: row.milestones,
  publicity: row.publicity,
  issuedAt: state.issuedAt,
  hosts: peopleWho(state.seats, (seat) => is(seat, 'host')),
  raters: ratersOf(state),
  proposers: proposersOf(row, state),
  contact: state.contacts[row.id] ?? null,
});

export const reactions = ({ event, seq }: Recorded<Event>, state: State, stream: StreamId): readonly Reaction[] => {
  if (state.stage !== 'issued') return [];
  const checklist = idOf(stream);
  if (event.type === 'issued')
    return [
      ...state.responsibilities.map((row) => ({
        name: `item-${row.n}`,
        stream: itemOf(checklist, row.n),
        command: issueCommand(row, state, checklist),
      })),
      ...toPerformances(state, stream, seq),
    ];
  if (event.type !== 'amended' || !event.responsibility) return [];
  const { field, after: value, reason, responsibility } = event;
  const command = { type: 'amend', field, value, reason };
  return [{ name: 'item', stream: itemOf(checklist, responsibility.n), command }];
};
