import type { PersonId } from '../core/actor.ts';

export interface Committee {
  readonly name: string;
  /** Hidden from the public: empty there. */
  readonly members: readonly PersonId[];
  /** Departments it is paired with (挂钩): whose items it supervises. */
  readonly departments: readonly string[];
}

export type State =
  | { readonly stage: 'unknown' }
  | (Committee & { readonly stage: 'established' })
  /** Keeps its name: old records still point at it. */
  | (Committee & { readonly stage: 'retired' });

export type Event =
  | (Committee & { readonly type: 'established' })
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'assigned'; readonly members: readonly PersonId[] }
  | { readonly type: 'paired'; readonly departments: readonly string[] }
  | { readonly type: 'retired' };

export const refusals = ['not-allowed', 'unknown-committee', 'already-established', 'retired'] as const;
export type RefusalCode = (typeof refusals)[number];
