import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { departments } from '#shared/departments/kind.ts';
import type { Event } from '#shared/departments/state.ts';
import { fold, person, sentences, start } from '../given/given.ts';

const { given } = sentences(departments);
const admin = person('u-admin', 'admin');
const established: Event = { type: 'established', name: '区住房和城乡建设局', shortName: '住建局' };

test('D1 an administrator or the house establishes, nobody else', () => {
  const command = { type: 'establish', name: '区住房和城乡建设局', shortName: '住建局' } as const;
  given().when(command, admin).then(established);
  given().when(command, house(start)).then(established);
  given().when(command, person('u-1', 'convener')).thenRefused('not-allowed');
  given(established).when({ type: 'retire' }, person('u-1', 'officer')).thenRefused('not-allowed');
});

test('D2 a department is established once', () => {
  given(established).when({ type: 'establish', name: '又一个' }, admin).thenRefused('already-established');
  given().when({ type: 'rename', name: '又一个' }, admin).thenRefused('unknown-department');
});

test('D2 without a short name the name stands', () => {
  given().when({ type: 'establish', name: '街道办' }, admin).then({ type: 'established', name: '街道办', shortName: '街道办' });
  given(established).when({ type: 'rename', name: '街道办' }, admin).then({ type: 'renamed', name: '街道办', shortName: '街道办' });
});

test('D3 a retired department keeps its name and changes no more', () => {
  const state = given(established).when({ type: 'retire' }, admin).then({ type: 'retired' });
  expect(state).toEqual({ stage: 'retired', name: '区住房和城乡建设局', shortName: '住建局' });
  given(established, { type: 'retired' }).when({ type: 'rename', name: '新' }, admin).thenRefused('retired');
  given(established, { type: 'retired' }).when({ type: 'retire' }, admin).thenRefused('retired');
});

test('D4 departments are public', () => {
  const model = departments.models!['departments']!;
  const state = fold(departments, [established]);
  const row = model.row(state, '42')!;
  expect(model.sees(row, nobody(start))).toEqual({ name: '区住房和城乡建设局', shortName: '住建局', retired: false });
  expect(model.indexes['stage']!(row)).toBe('established');
  expect(departments.visibility.audience(state, nobody(start))).toBe('everybody');
});
