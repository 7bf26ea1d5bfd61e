import fc from 'fast-check';
import { expect, test } from 'vitest';
import { house, standingRoles, type StandingRole } from '#shared/core/actor.ts';
import { identity } from '#shared/people/identity.ts';
import { people } from '#shared/people/kind.ts';
import type { Event } from '#shared/people/state.ts';
import { fold, person, sentences, start } from '../given/given.ts';
import { expectVisibilityLaw, history } from '../given/visible.ts';

const { given } = sentences(people);
const admin = person('u-admin', 'admin');
const convener = person('u-1', 'convener');
const stranger = person('g-1');

const registered = (roles: readonly StandingRole[], department: string | null = null, id = '42'): Event => ({
  type: 'registered',
  personal: { subject: id, facts: { name: '示例·周正', phone: '0513-5550100' } },
  roles,
  department,
});

test('P1 an administrator registers a person', () => {
  given()
    .when({ type: 'register', name: ' 示例·周正 ', phone: '0513-5550100', roles: ['convener'], department: null }, admin)
    .then(registered(['convener']));
});

test('P1 the house registers the first administrator', () => {
  given()
    .when(identity.register('管理员', ['admin']), house(start))
    .then({ type: 'registered', personal: { subject: '42', facts: { name: '管理员' } }, roles: ['admin'], department: null });
});

test('P1 nobody else registers people, and nobody is registered twice', () => {
  const command = { type: 'register', name: '示例·周正', roles: [], department: null } as const;
  given()
    .when({ ...command, roles: [] }, convener)
    .thenRefused('not-allowed');
  given(registered([]))
    .when({ ...command, roles: [] }, admin)
    .thenRefused('already-registered');
});

test('P2 an officer is registered with a department', () => {
  given()
    .when({ type: 'register', name: '示例·周正', roles: ['officer'], department: null }, admin)
    .thenRefused('no-department');
  given(registered([]))
    .when({ type: 'setRoles', roles: ['leader'] }, admin)
    .thenRefused('no-department');
});

test('P2 the department stays while somebody speaks for it', () => {
  given(registered(['officer'], 'housing'))
    .when({ type: 'setDepartment', department: null }, admin)
    .thenRefused('no-department');
  given(registered(['officer'], 'housing'))
    .when({ type: 'setDepartment', department: 'water' }, admin)
    .then({ type: 'departmentSet', department: 'water' });
});

test('P3 roles, department and access are changed by administrators only', () => {
  for (const command of [
    { type: 'setRoles', roles: [] },
    { type: 'setDepartment', department: 'water' },
    { type: 'disable' },
    { type: 'enable' },
  ] as const) {
    given(registered(['convener']))
      .when(command.type === 'setRoles' ? { ...command, roles: [] } : command, convener)
      .thenRefused('not-allowed');
  }
  given(registered([]))
    .when({ type: 'setRoles', roles: ['auditor', 'member'] }, admin)
    .then({ type: 'rolesSet', roles: ['member', 'auditor'] });
});

test('P3 asking for what is so already changes nothing', () => {
  given(registered(['member', 'auditor']))
    .when({ type: 'setRoles', roles: ['auditor', 'member'] }, admin)
    .then();
  given(registered([])).when({ type: 'enable' }, admin).then();
});

test('P4 administrators keep their own administration', () => {
  const self = person('42', 'admin');
  given(registered(['admin']))
    .when({ type: 'disable' }, self)
    .thenRefused('not-yourself');
  given(registered(['admin']))
    .when({ type: 'setRoles', roles: ['convener'] }, self)
    .thenRefused('not-yourself');
  given(registered(['admin']))
    .when({ type: 'setRoles', roles: ['convener', 'admin'] }, self)
    .then({ type: 'rolesSet', roles: ['admin', 'convener'] });
});

test('P5 disabling takes every role away, and enabling gives none back', () => {
  const off = given(registered(['officer'], 'housing'))
    .when({ type: 'disable' }, admin)
    .then({ type: 'disabled' });
  expect(off).toMatchObject({ stage: 'disabled', roles: [] });
  expect(identity.actor(off)).toBeNull();
  const on = given(registered(['officer'], 'housing'), { type: 'disabled' })
    .when({ type: 'enable' }, admin)
    .then({ type: 'enabled' });
  expect(identity.actor(on)).toEqual({ roles: [], department: 'housing' });
});

test('P5 the disabled are given no role', () => {
  given(registered([]), { type: 'disabled' })
    .when({ type: 'setRoles', roles: ['member'] }, admin)
    .thenRefused('disabled');
});

test('P6 people correct their own name, administrators any', () => {
  const renamed: Event = { type: 'renamed', personal: { subject: '42', facts: { name: '示例·周政' } } };
  given(registered([])).when({ type: 'rename', name: '示例·周政' }, person('42')).then(renamed);
  given(registered([])).when({ type: 'rename', name: '示例·周政' }, admin).then(renamed);
  given(registered([])).when({ type: 'rename', name: '示例·周政' }, convener).thenRefused('not-allowed');
  given().when({ type: 'rename', name: '示例·周政' }, admin).thenRefused('unknown-person');
});

test('P7 who sees what of a person', () => {
  const state = fold(people, [registered(['officer'], 'housing')]);
  const { audience, view } = people.visibility;
  expect(audience(state, admin)).toBe('whole');
  expect(audience(state, person('42'))).toBe('whole');
  expect(audience(state, convener)).toBe('colleague');
  expect(audience(state, stranger)).toBeNull();
  expect(view(state, 'colleague')).toMatchObject({ facts: { name: '示例·周正' } });
  expect(JSON.stringify(view(state, 'colleague'))).not.toContain('5550100');
});

test('P7 the list of people keeps phone numbers for administrators', () => {
  const model = people.models!['people']!;
  const row = model.row(fold(people, [registered(['officer'], 'housing')]), '42')!;
  expect(model.sees(row, admin)).toMatchObject({ phone: '0513-5550100' });
  expect(model.sees(row, convener)).toMatchObject({ name: '示例·周正', phone: null });
  expect(model.sees(row, stranger)).toBeNull();
  expect(model.indexes['department']!(row)).toBe('housing');
  expect(model.indexes['role']!(row)).toEqual(['officer']);
});

test('P7 what colleagues are sent, folded, is what they may see', () => {
  const roles = fc.subarray([...standingRoles]);
  const command = fc.oneof(
    fc.record({
      type: fc.constant('register'),
      name: fc.constantFrom('甲', '乙'),
      phone: fc.constantFrom('12345', '0513-1'),
      roles,
      department: fc.constantFrom(null, 'water'),
    }),
    fc.record({ type: fc.constant('setRoles'), roles }),
    fc.record({ type: fc.constant('rename'), name: fc.constantFrom('丙', '丁'), phone: fc.constant('67890') }),
    fc.constantFrom({ type: 'disable' }, { type: 'enable' }, { type: 'setDepartment', department: 'housing' }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      const events = history(
        people,
        [{ type: 'register', name: '甲', phone: '12345', roles: [], department: null }, ...commands].map((one) => ({
          command: one,
          actor: admin,
        })),
      );
      expectVisibilityLaw(people, events, ['whole', 'colleague']);
    }),
    { numRuns: 200 },
  );
});

test('P8 an erased name leaves office and department', () => {
  const erased: Event = { type: 'registered', personal: { subject: '42', facts: null }, roles: ['officer'], department: 'housing' };
  const state = fold(people, [erased]);
  expect(identity.actor(state)).toEqual({ roles: ['officer'], department: 'housing' });
  expect(people.models!['people']!.row(state, '42')).toMatchObject({ name: '', phone: null, department: 'housing' });
  expect(people.visibility.view(state, 'colleague')).toMatchObject({ facts: null });
});
