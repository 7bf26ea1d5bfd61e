/** What went before and still counts in figures: rating rounds that ended in more work, departments that led earlier. */
import type { PersonId } from '../core/actor.ts';
import type { Outcome } from './judging-state.ts';

/** A department that led until the item was given to another one. */
export interface FormerLead {
  readonly department: string;
  /** Returns it asked for. */
  readonly returns: number;
}

/** Carried through all stages. */
export interface PastCommon {
  /** Figures of earlier rounds, without reasons. */
  readonly pastRounds: readonly Outcome[];
  readonly formerLeads: readonly FormerLead[];
  /** Members whose suggestions it comes from; empty for all but supervisors. */
  readonly proposers: readonly PersonId[];
}

/** As an item begins. */
export const nothingPast: PastCommon = { pastRounds: [], formerLeads: [], proposers: [] };

/** The round of an item that is worked on again; a round that never ended told nothing. */
export const withPastRound = (past: readonly Outcome[], outcome: Outcome | null): readonly Outcome[] =>
  outcome ? [...past, { ...outcome, reasons: [] }] : past;

/** Returns asked for by whoever leads now. */
export const ownReturns = ({ returnAsks, formerLeads }: PastCommon & { readonly returnAsks: number }): number =>
  returnAsks - formerLeads.reduce((sum, { returns }) => sum + returns, 0);
