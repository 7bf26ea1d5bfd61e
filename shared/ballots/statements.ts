/** Statements, and the marks that people set on them. */
import { refuse } from '../core/refusal.ts';
import { squeezed } from './answers.ts';
import type { CommandOf, StatementCommand } from './commands.ts';
import type { EventOf, StatementEvent } from './events.ts';
import { letterAt, letterOf, nothing, withLetter, markOf } from './places.ts';
import { isLeader, seatOf } from './rights.ts';
import { changed, counted, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import type { Ballots, MarkRow, MarkTally, Statement } from './state.ts';
import { placed } from './nobodies.ts';

/** Of one person besides the hosts, and of all together: beyond that nobody can mark them any more. */
export const mostStatements = { each: 10, all: 500 };

const stands = ({ stage }: Statement): boolean => stage !== 'excluded';

const makeStatement = (
  command: CommandOf<'makeStatement'>,
  ballots: Ballots,
  actor: Parameters<typeof isLeader>[1],
  id: string,
): Outcome => {
  const { text, rewords = null } = command;
  const { statements, counting } = ballots;
  const leads = counting !== null && isLeader(ballots, actor);
  if (!ballots.marking && !leads) return refuse('marking-closed');
  if (rewords !== null && withId(statements, rewords)?.stage !== 'admitted') return refuse('statement-unknown');
  const standing = statements.filter(stands);
  if (standing.some((other) => squeezed(other.text) === squeezed(text))) return refuse('statement-twice');
  const own = standing.filter(({ by }) => by === actor.id).length;
  if (standing.length >= mostStatements.all || (!leads && own >= mostStatements.each)) return refuse('too-many-statements');
  const held = ballots.review && !leads;
  // What waits for the hosts is shown to its author by what is told to nobody else.
  if (held && counting === null) return [];
  return [{ type: 'statementMade', statement: id, person: actor.id, text, rewords, held }];
};

export const statementDeciders: Deciders<StatementCommand> = {
  openMarking: (_, { marking }) => (marking ? [] : [{ type: 'markingOpened' }]),
  closeMarking: (_, { marking }) => (marking ? [{ type: 'markingClosed' }] : []),
  setReview: ({ review }, ballots) => (ballots.review === review ? [] : [{ type: 'reviewSet', review }]),
  makeStatement: (command, ballots, actor, { id }) => makeStatement(command, ballots, actor, id),
  admitStatement({ statement: id }, { statements }) {
    const statement = withId(statements, id);
    if (!statement) return refuse('statement-unknown');
    if (statement.stage !== 'held') return statement.stage === 'admitted' ? [] : refuse('statement-not-held');
    return [{ type: 'statementAdmitted', statement: id, text: statement.text, rewords: statement.rewords }];
  },
  excludeStatement({ statement: id, reason }, { statements }) {
    const statement = withId(statements, id);
    if (!statement) return refuse('statement-unknown');
    if (!stands(statement)) return refuse('statement-excluded');
    return [{ type: 'statementExcluded', statement: id, reason, held: statement.stage === 'held', text: statement.text }];
  },
  mark({ statement: id, mark }, ballots, actor) {
    if (!ballots.marking) return refuse('marking-closed');
    const statement = withId(ballots.statements, id);
    if (!statement || statement.stage === 'held') return refuse('statement-unknown');
    if (statement.stage === 'excluded') return refuse('statement-excluded');
    if (ballots.counting === null) return [];
    const seat = seatOf(ballots, actor.id);
    if (!seat) return refuse('not-seated');
    const before = markOf(letterAt(ballots.counting.marks[id]?.row ?? '', seat.place));
    return before === mark ? [] : [{ type: 'marked', statement: id, person: actor.id, mark }];
  },
};

/** It comes before the room as the newest. */
const admitted = (
  { statements, ...ballots }: Ballots,
  { statement: id, text, rewords }: EventOf<'statementAdmitted'>,
  at: number,
): Ballots => {
  const known = withId(statements, id);
  const statement: Statement = { id, by: known?.by ?? '', text, rewords, stage: 'admitted', reason: null, at };
  return { ...ballots, statements: [...statements.filter((one) => one.id !== id), statement] };
};

const emptyRow: MarkRow = { row: '', tally: { agree: 0, disagree: 0, pass: 0 } };

const marked = (ballots: Ballots, { statement, person, mark }: EventOf<'marked'>): Ballots =>
  counted(ballots, (before) => {
    const [counting, seat] = placed(before, person);
    const { row, tally } = counting.marks[statement] ?? emptyRow;
    const earlier = markOf(letterAt(row, seat.place));
    const without: MarkTally = earlier ? { ...tally, [earlier]: tally[earlier] - 1 } : tally;
    const next: MarkRow = { row: withLetter(row, seat.place, letterOf(mark)), tally: { ...without, [mark]: without[mark] + 1 } };
    const first = letterAt(counting.markers, seat.place) === nothing;
    return {
      ...counting,
      marks: { ...counting.marks, [statement]: next },
      markers: first ? withLetter(counting.markers, seat.place, 'm') : counting.markers,
    };
  });

export const statementEvolvers: Evolvers<StatementEvent> = {
  markingOpened: (ballots) => ({ ...ballots, marking: true }),
  markingClosed: (ballots) => ({ ...ballots, marking: false }),
  reviewSet: (ballots, { review }) => ({ ...ballots, review }),
  statementMade(ballots, { statement: id, person: by, text, rewords, held }, { at }) {
    const statement: Statement = { id, by, text, rewords, stage: held ? 'held' : 'admitted', reason: null, at };
    return { ...ballots, statements: [...ballots.statements, statement] };
  },
  statementAdmitted: (ballots, event, { at }) => admitted(ballots, event, at),
  statementExcluded: (ballots, { statement, reason, held, text }) => ({
    ...ballots,
    statements: changed(ballots.statements, statement, (one) => ({
      ...one,
      ...{ stage: 'excluded', reason, text },
      ...(held ? { unseen: true } : {}),
    })),
  }),
  marked,
};
