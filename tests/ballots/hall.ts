/** A hall that votes: people, and the events that bring its ballots to where a rule begins. */
import { house, type Actor } from '#shared/core/actor.ts';
import type { EventOf, BallotEvent } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import type { Ballots, BallotsState, Choice, Counting, VoterRole } from '#shared/ballots/state.ts';
import { fold, person, sentences, start } from '../given/given.ts';

export const host = person('g-host');
export const recorder = person('g-recorder');
export const admin = person('u-admin', 'admin');
export const zhang = person('g-zhang');
export const li = person('g-li');
export const wang = person('g-wang');
export const expert = person('g-expert');
export const observer = person('g-observer');
export const stranger = person('g-stranger');
export const wall = person('g-wall');
export const theHouse: Actor = house(start);

export const seat = (who: Pick<Actor, 'id'>, ...roles: VoterRole[]): EventOf<'seated'> => ({
  type: 'seated',
  person: who.id,
  roles,
  department: null,
});

export const prepared: EventOf<'prepared'> = { type: 'prepared', session: '42', title: '新桥北村改造协商会', publicity: 'invited' };
export const seats: readonly BallotEvent[] = [
  seat(host, 'host'),
  seat(recorder, 'recorder'),
  seat(zhang, 'resident'),
  seat(li, 'stakeholder'),
  seat(wang, 'resident'),
  seat(expert, 'expert'),
  seat(observer, 'observer'),
];
export const open: readonly BallotEvent[] = [prepared, ...seats];
export const marking: readonly BallotEvent[] = [...open, { type: 'markingOpened' }];

export const made = (statement: string, more: Partial<EventOf<'statementMade'>> = {}): EventOf<'statementMade'> => ({
  ...{ type: 'statementMade', statement, person: zhang.id, text: `观点${statement}`, rewords: null, held: false },
  ...more,
});

const choices = ['yes', 'no', 'later'] as const;
export const opened = (more: Partial<EventOf<'pollOpened'>> = {}): EventOf<'pollOpened'> => ({
  ...{ type: 'pollOpened', poll: 'p-1', title: '先装电梯吗？', method: 'single', most: 1 },
  options: choices.map((id) => ({ id, text: `选项${id}` })),
  ...{ form: 'counted', roles: [], running: false, entitled: 6 },
  ...more,
});

export const single = (option: string): Choice => ({ method: 'single', option });
export const cast = (voter: string, choice: Choice, ...roles: VoterRole[]): EventOf<'ballotCast'> => ({
  ...{ type: 'ballotCast', poll: 'p-1', voter, choice },
  roles: roles.length > 0 ? roles : ['resident'],
});

export const secret = opened({ form: 'secret' });
export const announced: EventOf<'keyAnnounced'> = { type: 'keyAnnounced', poll: 'p-1', fingerprint: 'k'.repeat(43) };
/** The stream of `given` is `ballots/42`. */
export const paper = (name: string, poll = 'p-1'): Actor => ({ ...person(`paper-${name}`), paper: `ballots/42#${poll}` });

export const hall = sentences(ballots);
export const after = (...past: readonly BallotEvent[]): Ballots => held(fold(ballots, past));
export const held = (state: BallotsState): Ballots => {
  if (state.stage === 'none') throw new Error('nothing was prepared');
  return state;
};
export const countingOf = (state: BallotsState): Counting => {
  const { counting } = held(state);
  if (!counting) throw new Error('this is what a viewer knows');
  return counting;
};
