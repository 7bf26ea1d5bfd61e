import { isHouse, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { idOf } from '../core/recorded.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import type { Event, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

/** Letters with news come at most so often, in milliseconds. */
const pause = 3_600_000;
/** A code that was not used within this is worth nothing. */
const codeLasts = 2 * 86_400_000;
const codeLength = 8;

const asked = ({ to, email, language }: Extract<Command, { type: 'ask' }>, { chance, stream }: Occasion): Outcome => {
  const [code, key] = [chance.slice(0, codeLength).toUpperCase(), chance.slice(codeLength)];
  return [{ type: 'asked', to, language, code, key, personal: { subject: `subscription-${idOf(stream)}`, facts: { email } } }];
};

const confirm = (code: string, state: Exclude<State, { stage: 'none' | 'ended' }>, now: number): Outcome => {
  if (code !== state.code) return refuse('wrong-code');
  if (state.stage === 'confirmed') return [];
  return now > state.askedAt + codeLasts ? refuse('code-late') : [{ type: 'confirmed' }];
};

type Housework = Extract<Command, { type: 'beginLetter' | 'letterSent' | 'giveUp' }>;

const byHouse = (command: Housework, state: Exclude<State, { stage: 'none' | 'ended' }>, now: number): Outcome => {
  if (command.type === 'giveUp') return [{ type: 'ended', because: 'unreachable' }];
  if (state.stage !== 'confirmed') return refuse('unknown');
  if (command.type === 'letterSent')
    return state.begun?.letter === command.letter ? [{ type: 'letterSent', letter: command.letter }] : refuse('unknown-letter');
  if (state.begun?.letter === command.letter) return [];
  const wait = state.begunAt === null ? 0 : state.begunAt + pause - now;
  return wait > 0
    ? refuse('too-soon', { seconds: Math.ceil(wait / 1_000) })
    : [{ type: 'letterBegun', letter: command.letter, told: command.told }];
};

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  if (command.type === 'ask') return state.stage === 'none' ? asked(command, occasion) : refuse('already-asked');
  if (state.stage === 'none') return refuse('unknown');
  if (state.stage === 'ended') return command.type === 'end' ? [] : refuse('ended');
  switch (command.type) {
    case 'confirm':
      return confirm(command.code, state, actor.now);
    case 'end':
      return command.key === state.key ? [{ type: 'ended', because: 'reader' }] : refuse('wrong-code');
    case 'beginLetter':
    case 'letterSent':
    case 'giveUp':
      return isHouse(actor) ? byHouse(command, state, actor.now) : refuse('not-allowed');
    default:
      return never(command);
  }
};
