/** 双督办: who has acted in the cycle that runs, and how earlier cycles went. */
import { sides, type Live, type Pair, type Side } from '#shared/items/state.ts';

export interface CycleSide {
  readonly side: Side;
  readonly person: string;
  /** When they acted last in this cycle; null = not yet. */
  readonly actedAt: number | null;
}

export const sidesOf = (pair: Pair): readonly CycleSide[] => sides.map((side) => ({ side, person: pair[side], actedAt: pair.acted[side] }));

/** Whole cycles of this pairing that are over, and of them those in which each side did not act. */
export const recordOf = (
  { cycles }: Pick<Live, 'cycles'>,
  pair: number,
): { readonly over: number; readonly missed: Readonly<Record<Side, number>> } => {
  const own = cycles.filter((one) => one.pair === pair && one.whole);
  const of = (side: Side): number => own.filter(({ missed }) => missed.includes(side)).length;
  return { over: own.length, missed: { government: of('government'), cppcc: of('cppcc') } };
};
