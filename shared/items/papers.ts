/**
 * Ratings on paper: one person types them from the sheet, another compares and countersigns, then they count like any other. What a rater
 * says themselves always goes before what somebody typed for them.
 */
import type { Actor } from '../core/actor.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import type { Paper } from './judging-state.ts';
import { involved, isReporter, mayNotJudge } from './parties.ts';
import { withRating } from './round.ts';
import type { Event, EventOf, Live, RefusalCode, Round, Verified } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;
export type Papering = CommandOf<'enterPaper' | 'countersignPaper' | 'rejectPaper'>;

/** Like judging, and moreover not of a cooperating department and not who reported it done. */
const mayNotEnter = (item: Live, actor: Actor): Refusal<RefusalCode> | null => {
  const not = mayNotJudge(item, actor);
  if (not) return not;
  if (involved(item, actor)) return refuse('own-department');
  return 'report' in item && isReporter(item, actor) ? refuse('own-report') : null;
};

const waitingOf = ({ papers }: Round, rater: string): boolean =>
  Object.values(papers).some((one) => one.rater === rater && one.status === 'waiting');

const enter = (command: CommandOf<'enterPaper'>, item: Verified, actor: Actor, { id }: Occasion): Outcome => {
  const { rater, attitude, result, reason, sheet } = command;
  if (!item.raters?.includes(rater)) return refuse('not-a-rater');
  if (rater === actor.id) return refuse('own-rating');
  if (item.round.ratings[rater]) return refuse('already-rated');
  if (waitingOf(item.round, rater)) return refuse('paper-waiting');
  return [{ type: 'paperEntered', paper: id, rater, attitude, result, reason, sheet }];
};

const settle = (command: CommandOf<'countersignPaper' | 'rejectPaper'>, item: Verified, actor: Actor, occasion: Occasion): Outcome => {
  const paper = item.round.papers[command.paper];
  if (paper?.status !== 'waiting') return refuse('unknown-paper');
  if (command.type === 'rejectPaper') return [{ type: 'paperRejected', paper: command.paper, reason: command.reason }];
  if (paper.rater === actor.id) return refuse('own-rating');
  if (paper.enteredBy === actor.id) return refuse('second-person');
  const { attitude, result, reason } = paper;
  const counted: Event = { type: 'paperCountersigned', paper: command.paper };
  return [counted, ...withRating(item, paper.rater, { attitude, result, reason }, actor, occasion)];
};

export const paper = (command: Papering, item: Live, actor: Actor, occasion: Occasion): Outcome => {
  const not = mayNotEnter(item, actor);
  if (not) return not;
  if (item.stage !== 'verified') return refuse('wrong-stage');
  if (item.round.endedAt !== null || actor.now > item.round.endsAt) return refuse('rating-ended');
  return command.type === 'enterPaper' ? enter(command, item, actor, occasion) : settle(command, item, actor, occasion);
};

/** What the end of a round by its time leaves uncounted: said, so that nothing is lost in silence. */
export const lapsing = ({ papers }: Round): readonly Event[] => {
  const waiting = Object.entries(papers).flatMap(([id, { status }]) => (status === 'waiting' ? [id] : []));
  return waiting.length > 0 ? [{ type: 'papersLapsed', papers: waiting }] : [];
};

const without = (papers: Round['papers'], gone: (paper: Paper) => boolean): Round['papers'] =>
  Object.fromEntries(Object.entries(papers).filter(([, one]) => !gone(one)));

/** The rater's own word: a paper that still waited is moot. */
export const ratedThemselves = (round: Round, rater: string): Round['papers'] =>
  without(round.papers, (one) => one.rater === rater && one.status === 'waiting');

type Papered = EventOf<'paperEntered' | 'paperCountersigned' | 'paperRejected' | 'papersLapsed'>;

const countersigned = (round: Round, id: string, by: string): Round => {
  const meant = round.papers[id];
  if (!meant) return round;
  const { attitude, result, reason } = meant;
  const papers: Round['papers'] = { ...round.papers, [id]: { ...meant, status: 'counted', countersignedBy: by } };
  return { ...round, papers, ratings: { ...round.ratings, [meant.rater]: { attitude, result, reason } } };
};

export const evolvePapers = (round: Round, event: Papered, at: number, by: string): Round => {
  switch (event.type) {
    case 'paperEntered': {
      const { rater, attitude, result, reason, sheet } = event;
      const entered: Paper = {
        ...{ rater, attitude, result, reason, sheet },
        ...{ enteredBy: by, enteredAt: at, status: 'waiting', countersignedBy: null },
      };
      return { ...round, papers: { ...round.papers, [event.paper]: entered } };
    }
    case 'paperCountersigned':
      return countersigned(round, event.paper, by);
    case 'paperRejected':
      return { ...round, papers: Object.fromEntries(Object.entries(round.papers).filter(([id]) => id !== event.paper)) };
    case 'papersLapsed':
      return {
        ...round,
        papers: Object.fromEntries(
          Object.entries(round.papers).map(([id, one]) => [id, event.papers.includes(id) ? { ...one, status: 'lapsed' as const } : one]),
        ),
      };
    default:
      return never(event);
  }
};
