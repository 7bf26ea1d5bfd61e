/** What runs at an item now, each with its day. Pure. */
import type { Live } from '#shared/items/state.ts';

export type ClockName = 'claimBy' | 'returnWindow' | 'adjudicateBy' | 'answerBy';
export interface ItemClock {
  readonly name: ClockName;
  readonly at: number;
  /** The house has said that it is over. */
  readonly over: boolean;
}

export const clocksOf = (item: Live, now: number): readonly ItemClock[] => {
  const letters = item.letters
    .filter(({ answer, answerBy }) => answer === null && answerBy > 0)
    .map(({ answerBy, overdue }): ItemClock => ({ name: 'answerBy', at: answerBy, over: overdue }));
  const ask = 'returnAsk' in item ? item.returnAsk : null;
  const decision: readonly ItemClock[] = ask ? [{ name: 'adjudicateBy', at: ask.answerBy, over: ask.overdue }] : [];
  const claim: readonly ItemClock[] =
    item.stage === 'issued' && !ask ? [{ name: 'claimBy', at: item.claim.by, over: item.claim.overrun }] : [];
  const window: readonly ItemClock[] =
    'returnUntil' in item && !ask && item.returnUntil >= now ? [{ name: 'returnWindow', at: item.returnUntil, over: false }] : [];
  return [...claim, ...window, ...decision, ...letters];
};
