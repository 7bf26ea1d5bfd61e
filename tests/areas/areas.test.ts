import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { areas } from '#shared/areas/kind.ts';
import type { Event } from '#shared/areas/state.ts';
import { fold, person, sentences, start } from '../given/given.ts';
import { expectVisibilityLaw, history } from '../given/visible.ts';

const { given } = sentences(areas);
const admin = person('u-admin', 'admin');
const established: Event = { type: 'established', name: '城东片区', supervisors: ['u-1'], places: ['东园社区', '河西村'] };
const establish = { type: 'establish', name: '城东片区', supervisors: ['u-1'], places: ['东园社区', '河西村'] } as const;

test('AR1 an administrator or the house changes areas, nobody else', () => {
  given()
    .when({ ...establish, supervisors: ['u-1'], places: ['东园社区', '河西村'] }, admin)
    .then(established);
  given()
    .when({ ...establish, supervisors: ['u-1'], places: ['东园社区', '河西村'] }, house(start))
    .then(established);
  for (const actor of [person('u-1', 'supervisor'), person('u-2', 'convener', 'leader'), nobody(start)])
    for (const command of [
      { type: 'rename', name: '城西片区' },
      { type: 'assign', supervisors: ['u-9'] },
      { type: 'outline', places: [] },
      { type: 'retire' },
    ] as const)
      given(established)
        .when(command as never, actor)
        .thenRefused('not-allowed');
});

test('AR2 an area is established once, and what is named twice counts once', () => {
  given(established).when({ type: 'establish', name: '又一个', supervisors: [], places: [] }, admin).thenRefused('already-established');
  given().when({ type: 'rename', name: '又一个' }, admin).thenRefused('unknown-area');
  given()
    .when({ type: 'establish', name: '城东片区', supervisors: ['u-1', 'u-1'], places: ['东园社区', ' 东园社区 '] }, admin)
    .then({ type: 'established', name: '城东片区', supervisors: ['u-1'], places: ['东园社区'] });
});

test('AR1 name, supervisors and places change one by one', () => {
  const state = fold(areas, [
    established,
    { type: 'renamed', name: '东片' },
    { type: 'assigned', supervisors: ['u-2', 'u-3'] },
    { type: 'outlined', places: ['东园社区'] },
  ]);
  expect(state).toEqual({ stage: 'established', name: '东片', supervisors: ['u-2', 'u-3'], places: ['东园社区'] });
});

test('AR3 a retired area keeps its name and changes no more', () => {
  const state = given(established).when({ type: 'retire' }, admin).then({ type: 'retired' });
  expect(state).toMatchObject({ stage: 'retired', name: '城东片区' });
  for (const command of [
    { type: 'rename', name: '新' },
    { type: 'assign', supervisors: [] },
    { type: 'outline', places: [] },
    { type: 'retire' },
  ])
    given(established, { type: 'retired' })
      .when(command as never, admin)
      .thenRefused('retired');
});

test('AR4 the public knows name and places, not who supervises', () => {
  const events = history(areas, [
    { command: establish, actor: admin },
    { command: { type: 'assign', supervisors: ['u-7'] } as never, actor: admin },
    { command: { type: 'outline', places: ['南门社区'] } as never, actor: admin },
    { command: { type: 'retire' }, actor: admin },
  ]);
  expect(events).toHaveLength(4);
  expectVisibilityLaw(areas, events, ['staff', 'public']);
  expect(JSON.stringify(events.map((one) => areas.visibility.see(one, 'public', fold(areas, []))))).not.toMatch(/u-1|u-7/);
  const model = areas.models!['areas']!;
  const row = model.row(fold(areas, [established]), '42')!;
  expect(model.sees(row, nobody(start))).toEqual({ name: '城东片区', supervisors: [], places: ['东园社区', '河西村'], retired: false });
  expect(model.sees(row, person('u-3', 'officer'))).toMatchObject({ supervisors: ['u-1'] });
  expect(areas.visibility.audience(areas.initial, nobody(start))).toBe('public');
  expect(model.indexes['supervisor']!(row)).toEqual(['u-1']);
  expect(model.text!(row)).toContain('河西村');
});

test('AR5 what is asked as it is already leaves no trace', () => {
  given(established).when({ type: 'rename', name: '城东片区' }, admin).then();
  given(established)
    .when({ type: 'assign', supervisors: ['u-1'] }, admin)
    .then();
  given(established)
    .when({ type: 'outline', places: ['东园社区', '河西村'] }, admin)
    .then();
});
