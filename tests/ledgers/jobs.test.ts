/** Long work: stopped, cut off by the end of its node, taken up again; never done twice. */
import { afterEach, expect, test } from 'vitest';
import { house as byHouse } from '#shared/core/actor.ts';
import type { LedgerJob } from '#shared/core/ledger.ts';
import { departments } from '#shared/departments/kind.ts';
import { areas } from '#shared/areas/kind.ts';
import { items } from '#shared/items/kind.ts';
import { memory, openHouse, type Caller, type House } from '#tests/gateway/running.ts';

const kinds = { items, departments, areas } as never;
const count = 200;
const file = Buffer.from(
  ['编号,事项名称,主办单位,完成时限', ...Array.from({ length: count }, (_none, n) => `热线-${n},事情 ${n},住建局,2027-03-31`)].join('\r\n'),
);

const open: House[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});
const begun = async (given: Parameters<typeof openHouse>[0]): Promise<House> => {
  const house = await openHouse({ kinds, ...given });
  open.push(house);
  return house;
};
const furnished = async () => {
  const store = memory();
  const house = await begun({ store });
  await house.engine.ask('departments/housing', 'made', { type: 'establish', name: '住建局' } as never, byHouse(house.clock.now()));
  return { store, house, admin: await house.person('admin') };
};
const job = async (house: House, id: string, who: Caller): Promise<LedgerJob> =>
  (await house.call('GET', `/api/jobs/${id}`, undefined, who)).body as unknown as LedgerJob;
const until = async (house: House, id: string, who: Caller, enough: (job: LedgerJob) => boolean): Promise<LedgerJob> => {
  for (let n = 0; n < 5_000; n += 1) {
    const now = await job(house, id, who);
    if (enough(now)) return now;
  }
  throw new Error('never');
};
const give = async (house: House, who: Caller): Promise<LedgerJob> => {
  const from = { cookie: who.cookie, headers: { 'content-type': 'text/csv' } };
  return (await house.call('POST', '/api/ledgers/items/items/files', file, from)).body as unknown as LedgerJob;
};
const work = (house: House, { id, mapping }: LedgerJob, who: Caller) =>
  house.call('POST', `/api/jobs/${id}/work`, { keep: true, mapping }, who);
const over = ({ stage }: LedgerJob): boolean => stage !== 'waiting' && stage !== 'working';
const issued = async (house: House): Promise<number> => (await house.store.streams('items', '', 1_000)).length;

/** Lets the first commits pass, holds the others. */
const held = (store: ReturnType<typeof memory>, first: number) => {
  let passed = 0;
  let release = (): void => undefined;
  const gate = new Promise<void>((go) => (release = go));
  let reached = (): void => undefined;
  const full = new Promise<void>((go) => (reached = go));
  store.gate = async () => {
    passed += 1;
    if (passed <= first) return;
    reached();
    await gate;
  };
  return { full, release: () => release() };
};

test('stopped in the middle it stays where it is; asked again it goes on', async () => {
  const { store, house, admin } = await furnished();
  const given = await give(house, admin);
  const gate = held(store, 2);
  expect((await work(house, given, admin)).status).toBe(202);
  await gate.full;
  expect((await work(house, given, admin)).body).toEqual({ refused: 'under-way' });
  expect((await house.call('DELETE', `/api/jobs/${given.id}`, undefined, admin)).status).toBe(200);
  gate.release();
  const stopped = await until(house, given.id, admin, over);
  expect(stopped.stage).toBe('cancelled');
  const kept = await issued(house);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(count);
  expect((await work(house, given, admin)).status).toBe(202);
  const done = await until(house, given.id, admin, over);
  expect(done).toMatchObject({ stage: 'done', count: { lines: count, fresh: count - kept, same: kept, flawed: 0 } });
  expect(await issued(house)).toBe(count);
});

test('cut off by the end of its node it says so, and the next node goes on without doing anything twice', async () => {
  const { store, house, admin } = await furnished();
  const given = await give(house, admin);
  const gate = held(store, 2);
  await work(house, given, admin);
  await gate.full;
  const closed = house.close();
  open.splice(0);
  gate.release();
  await closed;
  store.gate = null;
  const next = await begun({ store });
  expect((await job(next, given.id, admin)).stage).toBe('cut');
  const kept = await issued(next);
  expect(kept).toBeLessThan(count);
  await work(next, given, admin);
  expect(await until(next, given.id, admin, over)).toMatchObject({ stage: 'done', count: { fresh: count - kept, same: kept } });
  const streams = await next.store.streams('items', '', 1_000);
  for (const stream of streams)
    expect((await next.engine.events(stream, 0)).filter(({ event }) => event.type === 'issued')).toHaveLength(1);
});

test('one whose node vanished without a word counts as cut off after a while', async () => {
  const { store, house, admin } = await furnished();
  const given = await give(house, admin);
  await store.takeJob(given.id, house.clock.now(), house.clock.now());
  await store.tellJob(given.id, house.clock.now(), { ...given, stage: 'working', keep: true });
  expect((await job(house, given.id, admin)).stage).toBe('working');
  expect((await work(house, given, admin)).status).toBe(409);
  house.clock.pass(21_000);
  expect((await job(house, given.id, admin)).stage).toBe('cut');
  expect((await work(house, given, admin)).status).toBe(202);
  expect(await until(house, given.id, admin, over)).toMatchObject({ stage: 'done', count: { fresh: count } });
});

test('whoever loses their office meanwhile keeps nothing more', async () => {
  const { store, house, admin } = await furnished();
  const given = await give(house, admin);
  const gate = held(store, 2);
  await work(house, given, admin);
  await gate.full;
  const less = house.engine.ask(`people/${admin.person}`, 'less', { type: 'disable' }, byHouse(house.clock.now()));
  gate.release();
  await less;
  const told = await store.job(given.id);
  expect(told).not.toBeNull();
  for (let n = 0; n < 5_000 && !over((await store.job(given.id))?.told as LedgerJob); n += 1) await house.call('GET', '/healthz');
  const job = (await store.job(given.id))?.told as LedgerJob;
  expect(job.count.flawed).toBeGreaterThan(0);
  expect(await issued(house)).toBeLessThan(count);
});
