import { hasRole, isHouse, isSomebody, type Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { idOf } from '../core/recorded.ts';
import { refuse, type Problem, type Refusal } from '../core/refusal.ts';
import type { RulePack } from '../core/rule-pack.ts';
import type { Command } from './commands.ts';
import { everybodyBehind } from './endorsers.ts';
import { decideJoining, type JoiningCommand } from './joining.ts';
import { receiptOf } from './receipt.ts';
import type { Event, LiveStage, RefusalCode, State, Topic } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

export const decide = (command: Command, state: State, actor: Actor, occasion: Occasion): Outcome => {
  switch (command.type) {
    case 'submit':
      return submit(command, state, actor, occasion);
    case 'endorse':
      return endorse(state, actor);
    case 'screen':
    case 'select':
    case 'decline':
      return sift(command, state, actor, occasion.pack);
    case 'mergeInto':
    case 'nestUnder':
    case 'unmerge':
    case 'absorb':
    case 'release':
    case 'comeBack':
      return join(command, state, actor, idOf(occasion.stream));
    case 'schedule':
    case 'unschedule':
    case 'deliberate':
      return follow(command, state, actor);
    default:
      return never(command);
  }
};

const submit = (command: Of<'submit'>, state: State, actor: Actor, { pack, stream, chance }: Occasion): Outcome => {
  if (!isSomebody(actor)) return refuse('nobody');
  if (state.stage !== 'unknown') return refuse('already-submitted');
  const problems: Problem[] = [];
  if (!Object.hasOwn(pack.topics.categories, command.category)) problems.push({ field: 'category', code: 'unknown' });
  if (!Object.hasOwn(pack.topics.channels, command.channel)) problems.push({ field: 'channel', code: 'unknown' });
  if (problems.length > 0) return refuse('not-in-pack', undefined, problems);
  const { type: _, name, phone, ...content } = command;
  const facts = { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) };
  return [{ type: 'submitted', id: idOf(stream), ...content, receipt: receiptOf(chance), personal: { subject: actor.id, facts } }];
};

const endorse = (state: State, actor: Actor): Outcome => {
  if (!isSomebody(actor)) return refuse('nobody');
  if (state.stage === 'unknown') return refuse('unknown-topic');
  if (!isLive(state) || state.stage === 'deliberated') return refuse('ended');
  if (everybodyBehind(state).has(actor.id)) return refuse('already-endorsed');
  // Counted on, not counted anew: who may not see the others still counts right.
  return [{ type: 'endorsed', person: actor.id, endorsements: state.endorsements + 1 }];
};

/** Which stages a topic may be in for each step of intake. */
const siftable: Readonly<Record<'screen' | 'select' | 'decline', readonly LiveStage[]>> = {
  screen: ['collected'],
  select: ['screened'],
  decline: ['collected', 'screened', 'selected'],
};

const sift = (command: Of<'screen' | 'select' | 'decline'>, state: State, actor: Actor, pack: RulePack): Outcome => {
  if (!hasRole(actor, 'admin', 'convener')) return refuse('not-allowed');
  if (state.stage === 'unknown') return refuse('unknown-topic');
  if (!isLive(state) || !siftable[command.type].includes(state.stage)) return refuse('wrong-stage');
  switch (command.type) {
    case 'screen':
      return [{ type: 'screened' }];
    case 'select': {
      const unknown = Object.keys(command.scores).filter((criterion) => !Object.hasOwn(pack.topics.criteria, criterion));
      if (unknown.length > 0)
        return refuse(
          'not-in-pack',
          undefined,
          unknown.map((criterion) => ({ id: criterion, field: 'scores', code: 'unknown' })),
        );
      return [{ type: 'selected', scores: command.scores }];
    }
    case 'decline':
      if (!Object.hasOwn(pack.topics.declineReasons, command.reason))
        return refuse('not-in-pack', undefined, [{ field: 'reason', code: 'unknown' }]);
      return [{ type: 'declined', reason: command.reason, note: command.note }];
    default:
      return never(command);
  }
};

const join = (command: JoiningCommand, state: State, actor: Actor, own: string): Outcome => {
  const houseOnly = command.type === 'absorb' || command.type === 'release' || command.type === 'comeBack';
  if (houseOnly ? !isHouse(actor) : !hasRole(actor, 'admin', 'convener')) return refuse('not-allowed');
  return decideJoining(command, state, own);
};

/**
 * A session that was convened on a topic has decided about it, whatever step of intake it had reached; so every live topic may be scheduled,
 * also once more after it was deliberated.
 */
const follow = ({ type, session }: Of<'schedule' | 'unschedule' | 'deliberate'>, state: State, actor: Actor): Outcome => {
  if (!isHouse(actor)) return refuse('not-allowed');
  if (state.stage === 'unknown') return refuse('unknown-topic');
  if (!isLive(state)) return refuse('ended');
  switch (type) {
    case 'schedule':
      return state.stage === 'scheduled' && state.sessions.includes(session) ? [] : [{ type: 'scheduled', session }];
    case 'unschedule':
      return state.stage === 'scheduled' && state.sessions.includes(session) ? [{ type: 'unscheduled', session }] : [];
    case 'deliberate':
      if (!state.sessions.includes(session)) return refuse('wrong-stage');
      return state.stage === 'deliberated' ? [] : [{ type: 'deliberated', session }];
    default:
      return never(type);
  }
};

const isLive = (topic: Topic): topic is Extract<Topic, { stage: LiveStage }> =>
  topic.stage !== 'merged' && topic.stage !== 'nested' && topic.stage !== 'declined';
