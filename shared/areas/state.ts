import type { PersonId } from '../core/actor.ts';

export interface Area {
  readonly name: string;
  /** Who supervises here (分片督导). Hidden from the public: empty there. */
  readonly supervisors: readonly PersonId[];
  /** Communities, villages, streets: one line each, as people call them. */
  readonly places: readonly string[];
}

export type State =
  | { readonly stage: 'unknown' }
  | (Area & { readonly stage: 'established' })
  /** Keeps its name: old items still point at it. */
  | (Area & { readonly stage: 'retired' });

export type Event =
  | (Area & { readonly type: 'established' })
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'assigned'; readonly supervisors: readonly PersonId[] }
  | { readonly type: 'outlined'; readonly places: readonly string[] }
  | { readonly type: 'retired' };

export const refusals = ['not-allowed', 'unknown-area', 'already-established', 'retired'] as const;
export type RefusalCode = (typeof refusals)[number];
