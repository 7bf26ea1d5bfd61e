import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { committees } from '#shared/committees/kind.ts';
import type { Event } from '#shared/committees/state.ts';
import { fold, person, sentences, start } from '../given/given.ts';
import { expectVisibilityLaw, history } from '../given/visible.ts';

const { given } = sentences(committees);
const admin = person('u-admin', 'admin');
const facts = { name: '城乡建设委员会', members: ['u-1'], departments: ['housing', 'transport'] };
const established: Event = { type: 'established', ...facts };
const changes = [
  { type: 'rename', name: '城建委' },
  { type: 'assign', members: ['u-8', 'u-9'] },
  { type: 'pair', departments: ['housing'] },
  { type: 'retire' },
] as const;

test('CM1 an administrator or the house changes committees, nobody else', () => {
  given()
    .when({ type: 'establish', ...facts }, admin)
    .then(established);
  given()
    .when({ type: 'establish', ...facts }, house(start))
    .then(established);
  for (const actor of [person('u-1', 'member', 'supervisor'), person('u-2', 'convener'), nobody(start)])
    for (const command of changes)
      given(established)
        .when(command as never, actor)
        .thenRefused('not-allowed');
  const after = changes.slice(0, 3).reduce(
    (events, command) => [
      ...events,
      ...history(committees, [
        { command: { type: 'establish', ...facts }, actor: admin },
        { command, actor: admin },
      ])
        .slice(1)
        .map(({ event }) => event),
    ],
    [established] as Event[],
  );
  expect(fold(committees, after)).toEqual({ stage: 'established', name: '城建委', members: ['u-8', 'u-9'], departments: ['housing'] });
});

test('CM2 a committee is established once, and what is named twice counts once', () => {
  given(established)
    .when({ type: 'establish', ...facts }, admin)
    .thenRefused('already-established');
  given()
    .when({ type: 'pair', departments: ['housing'] }, admin)
    .thenRefused('unknown-committee');
  given()
    .when({ type: 'establish', name: '城乡建设委员会', members: ['u-1', 'u-1'], departments: ['housing', 'transport', 'housing'] }, admin)
    .then(established);
});

test('CM3 a retired committee keeps its name and changes no more', () => {
  const state = given(established).when({ type: 'retire' }, admin).then({ type: 'retired' });
  expect(state).toMatchObject({ stage: 'retired', name: '城乡建设委员会' });
  for (const command of changes)
    given(established, { type: 'retired' })
      .when(command as never, admin)
      .thenRefused('retired');
});

test('CM4 the public knows name and departments, not who belongs to it', () => {
  const events = history(committees, [
    { command: { type: 'establish', ...facts }, actor: admin },
    ...changes.map((command) => ({ command, actor: admin })),
  ]);
  expect(events).toHaveLength(5);
  expectVisibilityLaw(committees, events, ['staff', 'public']);
  expect(JSON.stringify(events.map((one) => committees.visibility.see(one, 'public', committees.initial)))).not.toMatch(/u-1|u-8/);
  const model = committees.models!['committees']!;
  const row = model.row(fold(committees, [established]), '42')!;
  expect(model.sees(row, nobody(start))).toEqual({ ...facts, members: [], retired: false });
  expect(model.sees(row, person('u-3', 'officer'))).toMatchObject({ members: ['u-1'] });
  expect(model.indexes['department']!(row)).toEqual(['housing', 'transport']);
  expect(model.indexes['member']!(row)).toEqual(['u-1']);
});

test('CM5 what is asked as it is already leaves no trace', () => {
  given(established).when({ type: 'rename', name: facts.name }, admin).then();
  given(established).when({ type: 'assign', members: facts.members }, admin).then();
  given(established).when({ type: 'pair', departments: facts.departments }, admin).then();
});
