/** Every kind of thing the house keeps: the first file to open. */
import type { AnyKind } from './core/kind.ts';
import { ballots } from './ballots/kind.ts';
import { checklists } from './checklists/kind.ts';
import { departments } from './departments/kind.ts';
import { items } from './items/kind.ts';
import { people } from './people/kind.ts';
import { registers } from './registers/kind.ts';
import { sessions } from './sessions/kind.ts';
import { topics } from './topics/kind.ts';

export { identity } from './people/identity.ts';

export const kinds: Readonly<Record<string, AnyKind>> = {
  people,
  departments,
  registers,
  topics,
  sessions,
  ballots,
  checklists,
  items,
};
