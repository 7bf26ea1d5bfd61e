import type { PersonId, StandingRole } from '../core/actor.ts';
import type { Personal } from '../core/recorded.ts';

/** What can be erased on demand; everything else about a person is only an id and an office. */
export type Facts = { readonly name: string; readonly phone?: string };

interface Known {
  readonly id: PersonId;
  /** Null once erased. */
  readonly facts: Facts | null;
  readonly roles: readonly StandingRole[];
  readonly department: string | null;
}

export type State =
  | { readonly stage: 'unknown' }
  | (Known & { readonly stage: 'active' })
  /** `roles` is empty: enabling gives none back. */
  | (Known & { readonly stage: 'disabled' });

export type Event =
  | {
      readonly type: 'registered';
      readonly personal: Personal<Facts>;
      readonly roles: readonly StandingRole[];
      readonly department: string | null;
    }
  | { readonly type: 'rolesSet'; readonly roles: readonly StandingRole[] }
  | { readonly type: 'departmentSet'; readonly department: string | null }
  | { readonly type: 'renamed'; readonly personal: Personal<Facts> }
  | { readonly type: 'disabled' }
  | { readonly type: 'enabled' };

export const refusals = ['not-allowed', 'unknown-person', 'already-registered', 'no-department', 'not-yourself', 'disabled'] as const;
export type RefusalCode = (typeof refusals)[number];
