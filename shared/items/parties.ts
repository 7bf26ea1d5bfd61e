/** Who may do what to an item, apart from its stage. */
import { hasRole, type Actor } from '../core/actor.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Live, RefusalCode, State } from './state.ts';

const worksFor = (actor: Actor, department: string): boolean => hasRole(actor, 'officer', 'leader') && actor.department === department;

/** 主办: an officer or leader of the one lead department. */
export const leads = ({ matter }: Live, actor: Actor): boolean => worksFor(actor, matter.lead);
/** 会办. */
export const cooperates = ({ matter }: Live, actor: Actor): boolean => matter.cooperating.some((department) => worksFor(actor, department));

/** Belongs to a department whose work this is, in whatever role: may not know who rated. */
export const involved = ({ matter }: Live, actor: Actor): boolean =>
  actor.department !== null && [matter.lead, ...matter.cooperating].includes(actor.department);

/** A supervisor, or a host of the session; never of the lead department. Null = may judge. */
export const mayNotJudge = (item: Live, actor: Actor): Refusal<RefusalCode> | null => {
  if (!hasRole(actor, 'supervisor') && !item.hosts.includes(actor.id)) return refuse('not-allowed');
  return actor.department === item.matter.lead ? refuse('own-department') : null;
};

/** The second key is turned by another person than the first. */
export const isReporter = (item: Extract<State, { report: unknown }>, actor: Actor): boolean => item.report.by === actor.id;
