import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { readKeptRules } from '#shared/core/rule-problems.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { rules } from '#shared/packs/in-force.ts';
import { packs } from '#shared/packs/kind.ts';
import type { Event } from '#shared/packs/state.ts';
import { fold, pack, person, record, sentences, start } from '../given/given.ts';

const { given } = sentences(packs);
const admin = person('u-admin', 'admin');
const version = (n: number, change: Partial<RulePack['item']> = {}): RulePack => ({
  ...pack,
  version: n,
  item: { ...pack.item, ...change },
});
const adopted = (next: RulePack, rest: Partial<Event> = {}): Event => ({
  type: 'adopted',
  pack: next,
  reason: null,
  restores: null,
  replaced: null,
  ...rest,
});
const second = adopted(version(2, { claimWithin: 4 }), { replaced: pack });
const third = adopted(version(3, { claimWithin: 2 }));

test('RP1 an administrator adopts and withdraws, nobody else, not even the house', () => {
  const command = { type: 'adopt', pack: version(2, { claimWithin: 4 }) } as const;
  given().when(command, admin).then(second);
  for (const actor of [person('u-1', 'convener'), person('u-2', 'auditor', 'supervisor'), house(start), nobody(start)]) {
    given().when(command, actor).thenRefused('not-allowed');
    given(second, third).when({ type: 'withdraw', to: 1 }, actor).thenRefused('not-allowed');
  }
});

test('RP2 a pack with a mistake is no command: the first is named by its path', () => {
  const ask = (raw: unknown): unknown => parseCommand(packs, { type: 'adopt', pack: raw });
  expect(ask({ ...pack, item: { ...pack.item, claimWithn: 3 } })).toMatchObject({ at: 'pack.item.claimWithn' });
  expect(ask({ ...pack, item: { ...pack.item, claimWithin: 'soon' } })).toMatchObject({ at: 'pack.item.claimWithin' });
  expect(ask({ ...pack, item: { ...pack.item, returnWithin: 2 } })).toEqual({ malformed: 'return-window', at: 'pack.item.returnWithin' });
  expect(ask({ ...pack, calendar: 'fr' })).toMatchObject({ at: 'pack.calendar' });
});

test('RP2 the record holds the calendar itself, not the name of a file', () => {
  const parsed = parseCommand(packs, { type: 'adopt', pack: { ...pack, version: 2, calendar: 'cn' } });
  expect(parsed).toMatchObject({ command: { pack: { calendar: pack.calendar } } });
  expect(Object.keys(pack.calendar)).toContain('2026');
});

test('RP3 the version grows and the name stays', () => {
  for (const n of [0, 1])
    given()
      .when({ type: 'adopt', pack: version(n, { claimWithin: 4 }) }, admin)
      .thenRefused('version-not-newer', { details: { version: 1 } });
  given(second)
    .when({ type: 'adopt', pack: version(2, { claimWithin: 1 }) }, admin)
    .thenRefused('version-not-newer');
  given(second)
    .when({ type: 'adopt', pack: version(9, { claimWithin: 1 }) }, admin)
    .then(adopted(version(9, { claimWithin: 1 })));
  given()
    .when({ type: 'adopt', pack: { ...version(2), name: 'elsewhere' } }, admin)
    .thenRefused('other-name', { details: { name: 'default' } });
});

test('RP4 withdrawing brings older content back under a new number', () => {
  const state = given(second, third)
    .when({ type: 'withdraw', to: 2, reason: '窗口太短' }, admin)
    .then(adopted(version(4, { claimWithin: 4 }), { restores: 2, reason: '窗口太短' }));
  expect(rules.pack(state)).toMatchObject({ version: 4, item: { claimWithin: 4 } });
  given(second)
    .when({ type: 'withdraw', to: 1 }, admin)
    .then(adopted(version(3), { restores: 1 }));
  given(second).when({ type: 'withdraw', to: 7 }, admin).thenRefused('unknown-version');
  given().when({ type: 'withdraw', to: 1 }, admin).thenRefused('nothing-adopted');
  given(second).when({ type: 'withdraw', to: 2 }, admin).thenRefused('same-content');
});

test('RP6 a pack of an older or newer schema stays readable', () => {
  const { minorityOver: _minority, ...session } = pack.session;
  const { ladder: _ladder, ...item } = pack.item;
  const old = { ...pack, version: 2, session, item: { ...item, faxWithin: 3 }, telegraph: { on: true } } as unknown as RulePack;
  const state = fold(packs, [adopted(old, { replaced: pack })]);
  expect(rules.pack(state)).toEqual({ ...pack, version: 2, item: { ...pack.item, ladder: [] } });
  expect(readKeptRules({ ...pack, item: 'gone' })).toBeNull();
  expect(rules.pack(packs.initial)).toBeNull();
});

test('RP7 whoever holds an office reads the rules and their history, nobody else does', () => {
  const { audience, see, view } = packs.visibility;
  const state = fold(packs, [second]);
  for (const reader of [admin, person('u-1', 'officer'), person('u-2', 'member')]) expect(audience(state, reader)).toBe('staff');
  for (const reader of [nobody(start), person('g-1')]) expect(audience(state, reader)).toBeNull();
  const [recorded] = record([second]);
  expect(see(recorded!, 'staff', state)).toBe(recorded);
  expect(view(state, 'staff')).toBe(state);
  expect(state).toMatchObject({
    versions: [
      { pack: { version: 1 }, by: '' },
      { pack: { version: 2 }, by: 'somebody', at: start },
    ],
  });
});

test('RP8 a pack that says nothing new is not adopted', () => {
  given()
    .when({ type: 'adopt', pack: version(2) }, admin)
    .thenRefused('same-content');
});
