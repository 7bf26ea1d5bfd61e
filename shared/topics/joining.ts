/**
 * Merging and nesting, both ways. Two streams take part: the one that leaves, and the one that takes it in, told by reactions.
 * Whoever is merged passes on what reaches it later; so however merges are ordered, the last topic of a chain ends up with everybody, each under
 * the id of the topic they came with. What the last one cannot take in goes back the way it came.
 */
import { never } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { everybodyBehind } from './endorsers.ts';
import type { Event, Joined, RefusalCode, State, Topic } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type JoiningCommand = Extract<Command, { type: 'mergeInto' | 'nestUnder' | 'unmerge' | 'absorb' | 'release' | 'comeBack' }>;

export const decideJoining = (command: JoiningCommand, state: State, own: string): Outcome => {
  if (command.type === 'absorb') return absorb(command.from, command.joined, state, own);
  if (state.stage === 'unknown') return refuse('unknown-topic');
  switch (command.type) {
    case 'mergeInto':
      return leave(state, own, command.into, 'merged');
    case 'nestUnder':
      return leave(state, own, command.under, 'nested');
    case 'unmerge':
      return isAway(state) ? [{ type: 'cameBack', from: state.into, because: 'asked' }] : refuse('wrong-stage');
    case 'comeBack':
      return comeBack(command, state, own);
    case 'release':
      return release(command.from, state);
    default:
      return never(command);
  }
};

const leave = (state: Topic, own: string, into: string, as: Joined['as']): Outcome => {
  if (into === own) return refuse('itself');
  if (state.stage !== 'collected' && state.stage !== 'screened' && state.stage !== 'selected') return refuse('wrong-stage');
  return [{ type: 'leftFor', into, as }];
};

const absorb = (from: string, joined: Joined, state: State, own: string): Outcome => {
  // Its own leaving came round to it again: the topics were merged in a circle, and none of them would be left.
  if (from === own) return state.stage !== 'unknown' && isAway(state) ? [{ type: 'cameBack', from: state.into, because: 'circle' }] : [];
  // A nested topic takes nothing in: so nesting never closes a circle either.
  if (state.stage === 'unknown' || state.stage === 'declined' || state.stage === 'nested')
    return [{ type: 'turnedAway', from, via: joined.via }];
  if (Object.hasOwn(state.joined, from)) return [];
  return [
    { type: 'absorbed', from, joined, endorsements: everybodyBehind({ ...state, joined: { ...state.joined, [from]: joined } }).size },
  ];
};

const comeBack = ({ topic, from }: Extract<Command, { type: 'comeBack' }>, state: Topic, own: string): Outcome => {
  if (!isAway(state) || state.into !== from) return [];
  if (topic === own) return [{ type: 'cameBack', from, because: 'nowhere' }];
  const handed = Object.hasOwn(state.joined, topic) ? state.joined[topic] : undefined;
  return handed === undefined ? [] : [...release(topic, state), { type: 'turnedAway', from: topic, via: handed.via }];
};

const release = (from: string, state: Topic): readonly Event[] => {
  if (!Object.hasOwn(state.joined, from)) return [];
  const { [from]: _, ...rest } = state.joined;
  return [{ type: 'released', from, endorsements: everybodyBehind({ ...state, joined: rest }).size }];
};

const isAway = (topic: Topic): topic is Extract<Topic, { into: string }> => topic.stage === 'merged' || topic.stage === 'nested';
