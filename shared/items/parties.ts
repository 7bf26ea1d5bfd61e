/** Who may do what to an item, apart from its stage. */
import { hasRole, isSomebody, type Actor } from '../core/actor.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import { sides, type Side } from './handling-state.ts';
import type { Live, RefusalCode, State } from './state.ts';

const worksFor = (actor: Actor, department: string): boolean => hasRole(actor, 'officer', 'leader') && actor.department === department;

/** 主办: an officer or leader of the one lead department. */
export const leads = ({ matter }: Live, actor: Actor): boolean => worksFor(actor, matter.lead);
/** 会办. */
export const cooperates = ({ matter }: Live, actor: Actor): boolean => matter.cooperating.some((department) => worksFor(actor, department));

/** A leader of the lead department: routes, and signs what officers write. */
export const isLeader = (item: Live, actor: Actor): boolean => leads(item, actor) && hasRole(actor, 'leader');
/** Whose word is the department's: a leader, the officer it was delegated to, or any officer while it was never routed. */
export const signs = (item: Live, actor: Actor): boolean =>
  leads(item, actor) && (item.route === null || hasRole(actor, 'leader') || (item.route.delegated && item.route.officer === actor.id));

/** One of the two leads of 双督办. */
export const sideOf = ({ pair }: Pick<Live, 'pair'>, actor: Actor): Side | null =>
  pair === null || !isSomebody(actor) ? null : (sides.find((side) => pair[side] === actor.id) ?? null);

/** Belongs to a department whose work this is, in whatever role: may not know who rated. */
export const involved = ({ matter }: Live, actor: Actor): boolean =>
  actor.department !== null && [matter.lead, ...matter.cooperating].includes(actor.department);

/** A supervisor, or a host of the session; never of the lead department. Null = may judge. */
export const mayNotJudge = (item: Live, actor: Actor): Refusal<RefusalCode> | null => {
  if (!hasRole(actor, 'supervisor') && !item.hosts.includes(actor.id)) return refuse('not-allowed');
  return actor.department === item.matter.lead ? refuse('own-department') : null;
};

/** The second key is turned by another person than the first. */
export const isReporter = (item: Extract<State, { report: unknown }>, actor: Actor): boolean =>
  item.report.by === actor.id || item.report.drafted === actor.id;
