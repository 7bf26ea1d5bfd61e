/** Who asks, in which roles, and when. The gateway makes it; `decide` believes it. */

export const standingRoles = ['admin', 'convener', 'officer', 'leader', 'supervisor', 'member', 'auditor'] as const;
export type StandingRole = (typeof standingRoles)[number];

/** Opaque; carries no name. Names live beside the record and can be erased. */
export type PersonId = string;

export interface Actor {
  /** `''` for somebody who has not signed in; `house` for reactions and deadlines. */
  readonly id: PersonId;
  readonly roles: readonly StandingRole[];
  /** The one department an officer or leader belongs to. */
  readonly department: string | null;
  /** Milliseconds since 1970, by the clock of the server. */
  readonly now: number;
  /** Nobody knows who it is: they showed a paper signed with this key. `id` is then that of the paper. */
  readonly paper?: string;
}

/** What the platform does by itself: reactions and deadlines. Never reachable from a wire. */
export const house = (now: number): Actor => ({ id: 'house', roles: [], department: null, now });
/** A reader without any sign-in: the public. */
export const nobody = (now: number): Actor => ({ id: '', roles: [], department: null, now });

/** Came in by a code, without an account. */
export const isGuest = (person: PersonId): boolean => person.startsWith('g-');

export const isHouse = (actor: Actor): boolean => actor.id === 'house';
export const isSomebody = (actor: Actor): boolean => actor.id !== '';
export const hasRole = (actor: Actor, ...roles: readonly StandingRole[]): boolean => roles.some((role) => actor.roles.includes(role));
