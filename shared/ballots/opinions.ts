/** What the marks of a session tell the map of opinions: who is for which statement, which statements count, who holds which role. */
import type { Holder, OpinionRule, StatementStatus, Vote } from '../core/kind.ts';
import type { BallotCommand } from './commands.ts';
import type { BallotEvent } from './events.ts';
import { letterAt, markOf } from './places.ts';
import { entriesOf } from './shelf.ts';
import type { BallotsState, Mark } from './state.ts';

const values: Readonly<Record<Mark, 1 | 0 | -1>> = { agree: 1, pass: 0, disagree: -1 };

const none: readonly never[] = [];

const votes = function* (state: BallotsState): Generator<Vote> {
  if (state.stage === 'none' || state.counting === null || state.map !== null) return;
  const { seats, marks } = state.counting;
  const rows = Object.entries(marks);
  for (const [person, { place }] of entriesOf(seats))
    for (const [statement, { row }] of rows) {
      const mark = markOf(letterAt(row, place));
      if (mark) yield [person, statement, values[mark]];
    }
};

const roles = function* (state: BallotsState): Generator<Holder> {
  if (state.stage === 'none' || state.counting === null) return;
  for (const [person, seat] of entriesOf(state.counting.seats)) yield [person, seat.roles];
};

export const opinions: OpinionRule<BallotsState, BallotCommand, BallotEvent> = {
  votes,
  roles,
  change(event) {
    switch (event.type) {
      case 'marked':
        return { votes: [[event.person, event.statement, values[event.mark]]], statements: false };
      case 'statementMade':
      case 'statementAdmitted':
      case 'statementExcluded':
        return { votes: none, statements: true };
      case 'seated':
        return { votes: none, statements: false, roles: [[event.person, event.roles]] };
      default:
        // Everything else leaves opinions as they were.
        return null;
    }
  },
  statements(state) {
    if (state.stage === 'none') return new Map();
    return new Map(state.statements.map(({ id, stage }): [string, StatementStatus] => [id, stage === 'admitted' ? 'active' : 'excluded']));
  },
  keep: (state, map) => (state.stage === 'closed' && state.map === null ? { type: 'keepMap', map } : null),
};
