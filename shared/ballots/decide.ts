import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import type { BallotCommand } from './commands.ts';
import { meetingDeciders, prepare } from './meeting.ts';
import { moodDeciders } from './moods.ts';
import { pollDeciders } from './polls.ts';
import { forbidden } from './rights.ts';
import type { Deciders, Outcome } from './rule.ts';
import type { Ballots, BallotsState } from './state.ts';
import { secondDeciders } from './seconds.ts';
import { statementDeciders } from './statements.ts';

/** Complete by its type: a command without a rule does not compile. */
const deciders: Deciders<Exclude<BallotCommand, { type: 'prepare' }>> = {
  ...meetingDeciders,
  ...statementDeciders,
  ...secondDeciders,
  ...pollDeciders,
  ...moodDeciders,
};

/** Sound because each key of `Deciders` takes exactly the commands of its own type; TypeScript can't follow that through a look-up. */
type AnyDecider = (command: BallotCommand, ballots: Ballots, actor: Actor, occasion: Occasion) => Outcome;

export const decide = (command: BallotCommand, state: BallotsState, actor: Actor, occasion: Occasion): Outcome => {
  const refusal = forbidden(command, state, actor);
  if (refusal) return refusal;
  if (command.type === 'prepare') return prepare(command);
  if (state.stage === 'none') throw new Error(`${command.type} passed the rights table before anything was prepared`);
  return (deciders[command.type] as AnyDecider)(command, state, actor, occasion);
};
