import { standingRoles, type Actor, type StandingRole } from '#shared/core/actor.ts';

export interface Place {
  readonly word: 'topics' | 'sessions' | 'desk' | 'supervision' | 'public' | 'people' | 'figures' | 'rules' | 'ledgers';
  readonly href: string;
  /** Who finds it in the navigation; null = everybody. What may be done there is decided elsewhere. */
  readonly roles: readonly StandingRole[] | null;
}

const places: readonly Place[] = [
  { word: 'topics', href: '/topics', roles: null },
  { word: 'sessions', href: '/sessions', roles: null },
  { word: 'desk', href: '/desk', roles: ['officer', 'leader'] },
  { word: 'supervision', href: '/supervision', roles: ['supervisor', 'convener', 'admin', 'auditor'] },
  { word: 'ledgers', href: '/ledgers', roles: ['officer', 'leader', 'supervisor', 'convener', 'admin', 'auditor'] },
  { word: 'public', href: '/public', roles: null },
  { word: 'figures', href: '/figures', roles: ['officer', 'leader', 'supervisor', 'member', 'admin', 'auditor'] },
  { word: 'people', href: '/people', roles: ['admin'] },
  { word: 'rules', href: '/rules', roles: standingRoles },
];

export const placesFor = (viewer: Pick<Actor, 'roles'>): readonly Place[] =>
  places.filter(({ roles }) => roles === null || roles.some((role) => viewer.roles.includes(role)));
