/** The demo in a real house: what it must show, and that telling it again doubles nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { State as Item } from '#shared/items/state.ts';
import type { Session } from '#shared/sessions/state.ts';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { run, type Running } from '#server/main.ts';
import { departments, guests, staff } from './cast.ts';
import { comeInAsAdmin } from './door.ts';
import { dutyKeys, dutyOf } from './duties.ts';
import { renewal } from './meeting.ts';
import { Memory } from './memory.ts';
import { next, tellStory, type Told } from './story.ts';
import { brought } from './topics.ts';

let folder: string;
let house: Running;
let told: Told;

const tell = async (memory: string, now: number): Promise<Told> => {
  const admin = await comeInAsAdmin({ origin: house.origin, invitation: house.firstInvitation, child: null }, {});
  return tellStory(admin, new Memory(join(folder, memory), house.origin, now), () => undefined);
};

const items = Array.from({ length: 12 }, (_, n) => `items/demo-renewal-${n + 1}` as const);
const register = `registers/sessions-${new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()}`;
const streams = [renewal, next, 'checklists/demo-renewal', ...items, ...Object.keys(brought).map((key) => `topics/${key}`), register];

const heads = async (): Promise<Readonly<Record<string, number>>> => {
  const seqs = streams.map(
    async (stream) => [stream, (await told.company.admin.get<{ seq: number }>(`/api/${stream}`))?.seq ?? 0] as const,
  );
  return Object.fromEntries(await Promise.all(seqs));
};

/** Some hundred commands one after the other; a machine may be busy with other things. */
const patience = 180_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  const config = readConfig({ DATA_FOLDER: join(folder, 'data'), PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' });
  house = await run(config, { log: openLog({ level: 'silent', form: 'json' }) });
  told = await tell('demo.json', Date.now());
}, patience);

afterAll(async () => {
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a session was held whole and another one is ready', async () => {
  const held = await told.company.admin.state<Session>(renewal);
  expect(held?.stage).toBe('closed');
  const kinds = new Set(held?.questions.flatMap(({ answers }) => answers.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(['later', 'not-ours', 'on-the-spot', 'transferred']);
  expect(new Set(held?.questions.map(({ stage }) => stage))).toEqual(new Set(['queued', 'answered', 'settled', 'declined', 'withdrawn']));
  expect(new Set(held?.commitments.map(({ stage }) => stage))).toEqual(new Set(['confirmed', 'amended', 'refused']));
  expect(held?.floor.turns).toHaveLength(6);
  expect((await told.company.admin.state<Session>(next))?.stage).toBe('preparing');
  expect(told.codes.participant).toMatch(/^\d{6}$/);
});

test('items stand in every state that can be reached on the first day', async () => {
  const states = await Promise.all(
    items.map((item) => told.company.get('demo-supervisor').state<Exclude<Item, { stage: 'unissued' }>>(item)),
  );
  expect(new Set(states.map((item) => item?.stage))).toEqual(
    new Set(['issued', 'inProgress', 'suspended', 'reported', 'verified', 'closed']),
  );
  expect(states.filter((item) => item && 'returnAsk' in item && item.returnAsk !== null)).toHaveLength(1);
  expect(states.filter((item) => item?.redos === 1)).toHaveLength(1);
  expect(states.filter((item) => item?.reassignments === 1)).toHaveLength(1);
  const supervisor = told.company.get('demo-supervisor');
  await supervisor.until<Exclude<Item, { stage: 'unissued' }>>(
    'items/demo-renewal-4',
    ({ lamp }) => lamp === 'yellow',
    'its lamp is yellow',
  );
});

test('a desk has something overdue, near, to sign, to answer and to countersign', async () => {
  const housing = await told.company.get('demo-housing').rows('desk?index=department&value=demo-housing&limit=200');
  const row = (key: string) => housing.find(({ id }) => `items/${id}` === dutyOf(key))?.row;
  expect(row('roof')).toMatchObject({ lamp: 'red', letters: 1 });
  expect(row('gate')).toMatchObject({ lamp: 'yellow', delegated: true });
  expect([row('pipe')?.['draft'], row('light')?.['draft']]).toEqual(['waits', 'sentBack']);
  expect(row('noise')).toMatchObject({ letters: 1 });
  expect(row('tree')).toMatchObject({ openOpinions: ['demo-housing'] });
  expect(dutyKeys.filter((key) => row(key)?.['stage'] === 'issued')).toEqual(['bell', 'mail']);
});

test('topics stand in every state', async () => {
  const rows = await told.company.admin.rows('topics');
  expect(new Set(rows.map(({ row }) => row['state']))).toEqual(
    new Set(['collected', 'screened', 'scheduled', 'deliberated', 'merged', 'nested', 'declined']),
  );
});

test('everybody in it is plainly an example', () => {
  for (const { name } of [...Object.values(staff), ...Object.values(guests)]) expect(name).toMatch(/^示例·/);
  for (const { name } of Object.values(departments)) expect(name).toContain('示例');
});

test('told again, nothing is doubled', { timeout: patience }, async () => {
  const before = await heads();
  expect(Object.values(before).filter((seq) => seq === 0)).toEqual([]);
  await tell('demo.json', Date.now() + 1000);
  expect(await heads()).toEqual(before);
});

test('told again another day by somebody who remembers nothing, nothing is doubled either', { timeout: patience }, async () => {
  const before = await heads();
  await tell('forgotten.json', Date.now() + 40 * 86_400_000);
  expect(await heads()).toEqual(before);
});
