/** Whose voice was heard: speaking time by role, and who has not spoken at all. For the host, who can do something about it. */
import type { PersonId } from '../core/actor.ts';
import { mainRole } from './queue.ts';
import type { Session, SessionRole } from './state.ts';
import { elapsed } from './stopwatch.ts';

export interface Voice {
  readonly role: SessionRole;
  /** People of this role who may speak and sit here now. */
  readonly seated: number;
  /** Of them, who has spoken. */
  readonly heard: number;
  /** Of them, who has not, and does not wait for the floor either. */
  readonly silent: readonly PersonId[];
  /** Milliseconds spoken, also by those who left. */
  readonly used: number;
  /** Of all that was spoken, 0–1; 0 while nobody spoke. */
  readonly share: number;
}

/** What a host would want to be told. */
export type Imbalance =
  | { readonly code: 'role-silent'; readonly role: SessionRole; readonly seated: number }
  | { readonly code: 'role-dominates'; readonly role: SessionRole; readonly share: number };

/** Before this much was spoken no share means anything. Milliseconds. */
const tooEarly = 5 * 60_000;
const dominates = 0.6;

/** Roles that came to be heard; those who run the meeting, or only watch, are not among them. */
const speaks = (role: SessionRole | null): role is SessionRole => role !== null && !['host', 'recorder', 'observer'].includes(role);

/** Roles present or heard, most spoken first. */
export const voices = (session: Session, now: number): readonly Voice[] => {
  const used = new Map<PersonId, number>();
  for (const turn of session.floor.turns)
    if (turn.startedAt !== null) used.set(turn.person, (used.get(turn.person) ?? 0) + elapsed(turn, now));
  const people = Object.values(session.seats).filter(({ person }) => speaks(mainRole(session, person)));
  const total = people.reduce((sum, { person }) => sum + (used.get(person) ?? 0), 0);
  const roles = [...new Set(people.map(({ person }) => mainRole(session, person)).filter(speaks))];
  const waits = (person: PersonId): boolean => session.floor.requests.some((request) => request.person === person);
  return roles
    .map((role): Voice => {
      const all = people.filter(({ person }) => mainRole(session, person) === role);
      const here = all.filter(({ left }) => left === null);
      const spoken = all.reduce((sum, { person }) => sum + (used.get(person) ?? 0), 0);
      return {
        ...{ role, seated: here.length, used: spoken, share: total === 0 ? 0 : spoken / total },
        heard: here.filter(({ person }) => used.has(person)).length,
        silent: here.map(({ person }) => person).filter((person) => !used.has(person) && !waits(person)),
      };
    })
    .filter(({ seated, used: spoken }) => seated > 0 || spoken > 0)
    .toSorted((a, b) => b.used - a.used || b.seated - a.seated);
};

/** Nothing while it is too early to tell. */
export const imbalances = (all: readonly Voice[]): readonly Imbalance[] => {
  if (all.reduce((sum, { used }) => sum + used, 0) < tooEarly) return [];
  const dominant = all.find(({ share }) => share > dominates);
  return [
    ...all
      .filter(({ seated, heard, silent }) => seated > 0 && heard === 0 && silent.length > 0)
      .map(({ role, seated }): Imbalance => ({ code: 'role-silent', role, seated })),
    ...(dominant && all.length > 1 ? [{ code: 'role-dominates', role: dominant.role, share: dominant.share } as const] : []),
  ];
};
