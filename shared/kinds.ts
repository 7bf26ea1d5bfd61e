/** Every kind of thing the house keeps: the first file to open. */
import type { AnyKind } from './core/kind.ts';
import { areas } from './areas/kind.ts';
import { ballots } from './ballots/kind.ts';
import { checklists } from './checklists/kind.ts';
import { committees } from './committees/kind.ts';
import { departments } from './departments/kind.ts';
import { evaluations } from './evaluations/kind.ts';
import { items } from './items/kind.ts';
import { packs } from './packs/kind.ts';
import { people } from './people/kind.ts';
import { performances } from './performances/kind.ts';
import { registers } from './registers/kind.ts';
import { sessions } from './sessions/kind.ts';
import { snapshots } from './snapshots/kind.ts';
import { subscriptions } from './subscriptions/kind.ts';
import { topics } from './topics/kind.ts';

export { identity } from './people/identity.ts';
export { rules } from './packs/in-force.ts';

export const kinds: Readonly<Record<string, AnyKind>> = {
  people,
  departments,
  areas,
  committees,
  packs,
  registers,
  topics,
  sessions,
  ballots,
  checklists,
  items,
  subscriptions,
  evaluations,
  performances,
  snapshots,
};
