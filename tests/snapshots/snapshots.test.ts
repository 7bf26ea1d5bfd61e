import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nobody } from '#shared/core/actor.ts';
import type { Occasion } from '#shared/core/kind.ts';
import type { Signed } from '#shared/core/signed.ts';
import { items } from '#shared/items/kind.ts';
import { yearly } from '#shared/snapshots/freezing.ts';
import { snapshots } from '#shared/snapshots/kind.ts';
import type { Event, Frozen } from '#shared/snapshots/state.ts';
import { checkSigned } from '#server/archive/signed.ts';
import { openHouse, type Caller, type House } from '../gateway/running.ts';
import { at, fold, officer, pack, person, sentences, start } from '../given/given.ts';
import { issue } from '../items/item.ts';

const { given } = sentences(snapshots);
const admin = person('u-1', 'admin');
const then = {
  issued: 10,
  onTime: 6,
  late: 2,
  returned: 3,
  'stage:closed': 5,
  overdue: 1,
  'held.result:satisfied': 1,
  'result:satisfied': 3,
};
const before = { issued: 4, onTime: 3, late: 1, returned: 1 };
const sums = { then: { 'department:housing': then }, before: { 'department:housing': before } };
const year: Partial<Occasion> = { stream: 'snapshots/2026', sums };
const frozen = (day: string): Event => ({
  ...{ type: 'frozen', year: 2026, day, pack: { name: 'default', version: 1 }, smallCount: 5, departments: [] },
});

test('SN1 administrators and auditors freeze a year that has begun', () => {
  for (const actor of [person('u-2', 'supervisor'), officer('u-3', 'housing'), nobody(start)])
    given().when({ type: 'freeze' }, actor, year).thenRefused('not-allowed');
  expect(given().when({ type: 'freeze' }, person('u-4', 'auditor'), year).outcome).toHaveLength(1);
  for (const stream of ['snapshots/2027', 'snapshots/spring', 'snapshots/1999'] as const)
    given()
      .when({ type: 'freeze' }, admin, { ...year, stream })
      .thenRefused('no-year');
});

test('SN2 frozen are the sums of the house as of the day', () => {
  expect(snapshots.sums!({ type: 'freeze' }, 'snapshots/2026')).toMatchObject([
    { name: 'then', tally: 'items', groups: { startingWith: 'department:' }, upTo: '2026-12-31' },
    { name: 'before', upTo: '2025-12-31' },
  ]);
  const { outcome } = given().when({ type: 'freeze' }, admin, year);
  expect(outcome).toMatchObject([
    { year: 2026, day: '2026-10-24', pack: { name: 'default' }, departments: [{ department: 'housing', before }] },
  ]);
  expect(() => given().when({ type: 'freeze' }, admin, { stream: 'snapshots/2026' })).toThrow(/sums/);
});

test('SN3 the year is the difference; closed and overdue are as of the day', () => {
  const of = (formula: string) => yearly(then, before, 5).find((one) => one.formula === formula);
  expect(of('onTime')).toMatchObject({ above: 3, n: 4, value: 0.75 });
  expect(of('returns')).toMatchObject({ above: 2, n: 6 });
  expect(of('closed')).toMatchObject({ above: 5, n: 10 });
});

test('SN4 while the year goes on it may be frozen again; after its end once', () => {
  const later = at(admin, Date.UTC(2027, 0, 20));
  const after = given(frozen('2026-10-24')).when({ type: 'freeze' }, later, year);
  expect(after.outcome).toMatchObject([{ day: '2026-12-31' }]);
  const over = { event: frozen('2026-12-31'), at: later.now };
  given(frozen('2026-10-24'), over).when({ type: 'freeze' }, later, year).thenRefused('already-frozen');
  // On the very last day more may still come.
  const eve = Date.UTC(2026, 11, 31, 9);
  expect(given({ event: frozen('2026-12-31'), at: eve }).when({ type: 'freeze' }, later, year).outcome).toHaveLength(1);
  expect(fold(snapshots, [frozen('2026-10-24'), frozen('2026-11-01')]).frozen.map(({ day }) => day)).toEqual(['2026-10-24', '2026-11-01']);
});

test('SN5 what may not be told in parts is not in it, and small counts are held back', () => {
  const { outcome } = given().when({ type: 'freeze' }, admin, year);
  expect(JSON.stringify(outcome)).not.toContain('held.');
  const [{ departments } = { departments: [] }] = outcome as readonly Frozen[];
  expect(departments[0]?.measures.find(({ formula }) => formula === 'result')).toMatchObject({ small: true, value: null, inputs: {} });
});

test('SN6 supervisors, administrators and auditors know it, nobody else', () => {
  const { audience } = snapshots.visibility;
  for (const role of ['supervisor', 'admin', 'auditor'] as const) expect(audience(snapshots.initial, person('u-1', role))).toBe('staff');
  for (const viewer of [officer('u-3', 'housing'), person('u-5', 'convener'), person('g-1'), nobody(start)])
    expect(audience(snapshots.initial, viewer)).toBeNull();
});

let house: House;
let boss: Caller;
const thisYear = new Date().getUTCFullYear();
beforeAll(async () => {
  house = await openHouse({ kinds: { items, snapshots } });
  boss = await house.person('admin');
});
afterAll(() => house.close());

const ask = (stream: string, command: unknown, cookie = boss.cookie) =>
  house.call('POST', `/api/${stream}/commands`, { id: `ask-${stream.replace('/', '-')}`, command }, { cookie });
const signedOf = (cookie?: string) => house.call('GET', `/api/snapshots/${thisYear}/signed`, undefined, { cookie });

test('SN7 the house signs what it computed, and any change of it is found without the house', async () => {
  expect((await signedOf(boss.cookie)).status).toBe(403);
  const { issuedAt: _at, ...fresh } = issue({ session: '', checklist: '', row: '', lead: 'housing', due: `${thisYear + 1}-06-30` });
  expect(await ask('items/i-1', fresh)).toMatchObject({ status: 200 });
  expect(await ask(`snapshots/${thisYear}`, { type: 'freeze' })).toMatchObject({ status: 200 });
  const { body } = await signedOf(boss.cookie);
  const signed = body as unknown as Signed;
  expect(signed.statement.content).toMatchObject({ year: thisYear, departments: [{ department: 'housing', figures: { issued: 1 } }] });
  expect(checkSigned(JSON.stringify(signed))).toMatchObject({ whole: true, stream: `snapshots/${thisYear}`, seq: 1 });
  // Spaces and the order of names are not what was signed.
  expect(
    checkSigned(JSON.stringify({ ...signed, statement: Object.fromEntries(Object.entries(signed.statement).toReversed()) }, null, 2))
      ?.whole,
  ).toBe(true);
  const forged = JSON.stringify(signed).replace('"issued":1', '"issued":2');
  expect(checkSigned(forged)?.whole).toBe(false);
  expect(checkSigned(JSON.stringify({ ...signed, publicKey: 'AAAA' }))?.whole).toBe(false);
  expect(checkSigned('{"format":"consultation-archive-1"}\n{}')).toBeNull();
  expect(((await signedOf(boss.cookie)).body as unknown as Signed).publicKey).toBe(signed.publicKey);
  for (const cookie of [(await house.person('convener')).cookie, undefined])
    expect((await signedOf(cookie)).status).toBeGreaterThanOrEqual(401);
});

// Starts the tool twice, as a person would.
test('SN7 npm run verify says whether a signed file was changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-signed-'));
  const text = JSON.stringify((await signedOf(boss.cookie)).body);
  const run = async (content: string): Promise<string> => {
    const path = join(folder, 'year.json');
    await writeFile(path, content);
    const { stdout } = await promisify(execFile)(process.execPath, ['server/archive/main.ts', path], { timeout: 60_000 }).catch(
      (failed: { stdout: string }) => failed,
    );
    return stdout;
  };
  try {
    expect(await run(text)).toContain('unchanged since it was signed');
    expect(await run(text.replace(/"day":"\d{4}/, '"day":"2000'))).toContain('was changed');
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);

test('SN7 the pack of the day stands in it', () => {
  const { outcome } = given().when({ type: 'freeze' }, admin, { ...year, pack: { ...pack, version: 7 } });
  expect(outcome).toMatchObject([{ pack: { version: 7 } }]);
});
