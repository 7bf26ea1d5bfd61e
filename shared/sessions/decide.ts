import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { agendaDeciders } from './agenda.ts';
import type { SessionCommand } from './commands.ts';
import { commitmentDeciders } from './commitments.ts';
import { debateDeciders } from './debate.ts';
import { floorDeciders } from './floor.ts';
import { convene, meetingDeciders } from './meeting.ts';
import { questionDeciders } from './questions.ts';
import { forbidden } from './rights.ts';
import type { Deciders, Outcome } from './rule.ts';
import { seatDeciders } from './seats.ts';
import type { Session, SessionState } from './state.ts';

/** Complete by its type: a command without a rule does not compile. */
const deciders: Deciders<Exclude<SessionCommand, { type: 'convene' }>> = {
  ...meetingDeciders,
  ...agendaDeciders,
  ...seatDeciders,
  ...floorDeciders,
  ...questionDeciders,
  ...commitmentDeciders,
  ...debateDeciders,
};

/** Sound because each key of `Deciders` takes exactly the commands of its own type; TypeScript can't follow that through a look-up. */
type AnyDecider = (command: SessionCommand, session: Session, actor: Actor, occasion: Occasion) => Outcome;

export const decide = (command: SessionCommand, state: SessionState, actor: Actor, occasion: Occasion): Outcome => {
  const refusal = forbidden(command, state, actor);
  if (refusal) return refusal;
  if (command.type === 'convene') return convene(command, actor, occasion);
  if (state.stage === 'none') throw new Error(`${command.type} passed the rights table before there was a session`);
  return (deciders[command.type] as AnyDecider)(command, state, actor, occasion);
};
