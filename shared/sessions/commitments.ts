/** 当场承诺: what a department promised in the hall, by when, and its own word on it. */
import type { Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf, CommitmentCommand } from './commands.ts';
import type { CommitmentEvent } from './events.ts';
import { departmentsOf } from './rights.ts';
import { changed, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import type { Commitment, Session, SessionRefusal } from './state.ts';

const capture = (command: CommandOf<'captureCommitment'>, session: Session, actor: Actor, id: string): Outcome => {
  const { answer = null, turn = null, department, what, due } = command;
  const answered = answer === null ? null : session.questions.find(({ answers }) => withId(answers, answer));
  const question = command.question ?? answered?.id ?? null;
  const unknown =
    (question === null && turn === null) ||
    (answer !== null && answered?.id !== question) ||
    (question !== null && !withId(session.questions, question)) ||
    (turn !== null && !withId(session.floor.turns, turn));
  if (unknown) return refuse('source-unknown');
  if (due < dayOf(actor.now)) return refuse('day-past');
  return [{ type: 'commitmentCaptured', commitment: id, question, answer, turn, department, what, due }];
};

/** The commitment, when it waits for the word of a department this actor speaks for. */
const awaiting = (session: Session, id: string, actor: Actor): Commitment | Refusal<SessionRefusal> => {
  const commitment = withId(session.commitments, id);
  if (!commitment) return refuse('commitment-unknown');
  const own = departmentsOf(session, actor);
  if (!own.includes(commitment.department)) return refuse(own.length > 0 ? 'not-your-department' : 'not-officer');
  return commitment.stage === 'captured' ? commitment : refuse('commitment-decided');
};

export const commitmentDeciders: Deciders<CommitmentCommand> = {
  captureCommitment: (command, session, actor, { id }) => capture(command, session, actor, id),
  confirmCommitment({ commitment: id }, session, actor) {
    const found = awaiting(session, id, actor);
    return isRefusal(found) ? found : [{ type: 'commitmentConfirmed', commitment: id, officer: actor.id }];
  },
  amendCommitment({ commitment: id, what, due, reason }, session, actor) {
    const found = awaiting(session, id, actor);
    if (isRefusal(found)) return found;
    if (due < dayOf(actor.now)) return refuse('day-past');
    return [{ type: 'commitmentAmended', commitment: id, officer: actor.id, what, due, reason }];
  },
  refuseCommitment({ commitment: id, reason }, session, actor) {
    const found = awaiting(session, id, actor);
    return isRefusal(found) ? found : [{ type: 'commitmentRefused', commitment: id, officer: actor.id, reason }];
  },
};

const on = (session: Session, id: string, change: Partial<Commitment>): Session => ({
  ...session,
  commitments: changed(session.commitments, id, (one) => ({ ...one, ...change })),
});

export const commitmentEvolvers: Evolvers<CommitmentEvent> = {
  commitmentCaptured(session, { type: _, commitment: id, ...given }, { at }) {
    return { ...session, commitments: [...session.commitments, { id, ...given, stage: 'captured', at, by: null, reason: null }] };
  },
  commitmentConfirmed: (session, { commitment, officer }) => on(session, commitment, { stage: 'confirmed', by: officer }),
  commitmentAmended: (session, { commitment, officer, what, due, reason }) =>
    on(session, commitment, { stage: 'amended', by: officer, what, due, reason }),
  commitmentRefused: (session, { commitment, officer, reason }) => on(session, commitment, { stage: 'refused', by: officer, reason }),
};
