import { departments } from '#shared/departments/kind.ts';
import { people } from '#shared/people/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { officer, person } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';

const admins = [person('admin-1', 'admin'), person('admin-2', 'admin')];
const colleague = officer('officer-housing', 'housing');
const persons: readonly StreamId[] = ['people/li', 'people/admin-2'];
const offices: readonly StreamId[] = ['departments/housing', 'departments/urban'];

const register = (name: string) => ({ type: 'register', name, phone: '0513-5550100', roles: ['member'], department: null });

const ofPerson = (chance: Chance): Thought['command'] =>
  chance.pick([
    register('示例·李某'),
    { type: 'setRoles', roles: chance.pick([['member'], ['officer', 'member'], ['supervisor'], []]) },
    { type: 'setDepartment', department: chance.pick(['housing', 'urban', null]) },
    { type: 'rename', name: chance.pick(['示例·李一', '示例·李二']), phone: '0513-5550101' },
    { type: 'disable' },
    { type: 'enable' },
  ]);

const ofDepartment = (chance: Chance): Thought['command'] =>
  chance.pick([
    { type: 'establish', name: '示例区住建局' },
    { type: 'rename', name: chance.pick(['示例区住房局', '示例区城建局']) },
    { type: 'retire' },
  ]);

/** Who holds which office: changed by two administrators at once, watched by somebody who may not see phone numbers. */
export const tenure: Chapter = {
  name: 'tenure',
  kinds: { people, departments },
  people: [...admins, colleague],
  streams: [...persons, ...offices],
  prelude: () => [
    { by: admins[0] as (typeof admins)[number], stream: 'departments/housing', command: { type: 'establish', name: '示例区住建局' } },
    { by: admins[0] as (typeof admins)[number], stream: 'people/admin-2', command: { ...register('示例·管理员'), roles: ['admin'] } },
  ],
  think: (chance) =>
    chance.happens(0.7)
      ? { stream: chance.pick(persons), command: ofPerson(chance) }
      : { stream: chance.pick(offices), command: ofDepartment(chance) },
};
