/** What each side of a debate may still use. Pure figures from the turns, so they come out the same on every screen. */
import { leftOf } from './clock.ts';
import type { Debate, Session, Side, Turn } from './state.ts';

/** Turns of the debate under way. */
export const turnsOfDebate = ({ floor, debate }: Pick<Session, 'floor' | 'debate'>): readonly Turn[] =>
  debate ? floor.turns.slice(debate.turnsBefore) : [];

/**
 * Milliseconds of the side's budget that are taken: all that was granted and extended, less what an ended turn did not use. Time passed on
 * stays paid by the side that passed it. An overrun counts while it happens.
 */
export const spent = (turn: Turn, now: number): number => {
  const left = leftOf(turn, now);
  return turn.granted + turn.extended - (turn.stage === 'ended' ? left : Math.min(0, left));
};

/** Null where the side has no budget: none was set, or it is 补充. Below zero when overrun. */
export const sideLeft = (session: Pick<Session, 'floor' | 'debate'>, side: Side, now: number): number | null => {
  const budgets: Debate['budgets'] = session.debate?.budgets ?? null;
  if (!budgets || side === 'supplement') return null;
  return turnsOfDebate(session)
    .filter((turn) => turn.side === side)
    .reduce((left, turn) => left - spent(turn, now), budgets[side]);
};
