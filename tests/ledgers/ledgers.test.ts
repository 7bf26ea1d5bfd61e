/** Ledgers through the front door: taken away, edited, brought in, and brought in again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house as byHouse } from '#shared/core/actor.ts';
import type { Cell, LedgerJob } from '#shared/core/ledger.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { areas } from '#shared/areas/kind.ts';
import { checklists } from '#shared/checklists/kind.ts';
import { departments } from '#shared/departments/kind.ts';
import { items } from '#shared/items/kind.ts';
import { csvLines, readCsv } from '#server/exports/csv.ts';
import { openXlsx } from '#server/exports/xlsx-reader.ts';
import { openHouse, type Caller, type House } from '#tests/gateway/running.ts';
import { issue } from '#tests/items/item.ts';

const kinds = { items, departments, areas, checklists } as never;
let house: House;
let admin: Caller;
let officer: Caller;
let made = 0;

const ask = async (stream: StreamId, command: unknown): Promise<void> => {
  const answer = await house.engine.ask(stream, `asked-${(made += 1)}`, command as never, byHouse(house.clock.now()));
  if (!('seq' in answer)) throw new Error(JSON.stringify(answer));
};

beforeAll(async () => {
  house = await openHouse({ kinds });
  admin = await house.person('admin');
  officer = await house.person();
  await ask(`people/${officer.person}`, { type: 'setDepartment', department: 'housing' });
  await ask(`people/${officer.person}`, { type: 'setRoles', roles: ['officer'] });
  await ask('departments/housing', { type: 'establish', name: '市住房和城乡建设局', shortName: '住建局' });
  await ask('departments/water', { type: 'establish', name: '市水务局', shortName: '水务局' });
  await ask('areas/east', { type: 'establish', name: '城东片区', supervisors: [], places: [] });
  const free = { session: '', checklist: '', row: '', sources: [] };
  await ask('items/one', { ...issue({ ...free, number: '〔2026〕1-1', due: '2027-03-31' }) });
  await ask('items/two', { ...issue({ ...free, number: '〔2026〕1-2', lead: 'water', title: '=危险的"标题",有逗号', due: '2027-03-31' }) });
});
afterAll(() => house.close());

type Line = Record<string, Cell>;
const collected = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
};
const bytesOf = async (path: string, { cookie }: Caller): Promise<Uint8Array> => {
  const response = await fetch(`${house.url}${path}`, { headers: { cookie } });
  expect(response.status, path).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const read = async (bytes: Uint8Array, xlsx: boolean): Promise<{ headings: string[]; lines: Line[] }> => {
  const [head = [], ...lines] = await collected(xlsx ? (await openXlsx(bytes)).lines() : readCsv(bytes));
  const headings = head.map(String);
  return { headings, lines: lines.map((line) => Object.fromEntries(headings.map((heading, n) => [heading, line[n] ?? null]))) };
};
const away = async (who: Caller): Promise<{ headings: string[]; lines: Line[] }> =>
  read(await bytesOf('/api/ledgers/items/items.csv', who), false);
const fileOf = async (headings: readonly string[], lines: readonly Line[]): Promise<Uint8Array> => {
  const all = async function* () {
    yield headings;
    for (const line of lines) yield headings.map((heading) => line[heading] ?? null);
  };
  return Buffer.from((await collected(csvLines(all()))).join(''));
};

const give = async (file: Uint8Array, { cookie }: Caller): Promise<LedgerJob> => {
  const { status, body } = await house.call('POST', '/api/ledgers/items/items/files?file=a.csv', file, {
    cookie,
    headers: { 'content-type': 'text/csv' },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as LedgerJob;
};
/** Asks until it is over: each round trip is a step, so nothing sleeps. */
const over = async (id: string, { cookie }: Caller): Promise<LedgerJob> => {
  for (let n = 0; n < 5_000; n += 1) {
    const job = (await house.call('GET', `/api/jobs/${id}`, undefined, { cookie })).body as unknown as LedgerJob;
    if (job.stage !== 'waiting' && job.stage !== 'working') return job;
  }
  throw new Error('never over');
};
const work = async (job: LedgerJob, keep: boolean, who: Caller, mapping = job.sample.guess): Promise<LedgerJob> => {
  const begun = await house.call('POST', `/api/jobs/${job.id}/work`, { keep, mapping }, { cookie: who.cookie });
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  return over(job.id, who);
};
const bring = async (headings: readonly string[], lines: readonly Line[], keep: boolean, who: Caller): Promise<LedgerJob> =>
  work(await give(await fileOf(headings, lines), who), keep, who);
const seqOf = async (stream: StreamId): Promise<number> => (await house.engine.open(stream)).seq;

test('each takes away what they may see, nobody else anything', async () => {
  expect((await away(admin)).lines.map((line) => line['编号']).sort()).toEqual(['〔2026〕1-1', '〔2026〕1-2']);
  expect((await away(officer)).lines.map((line) => line['编号'])).toEqual(['〔2026〕1-1']);
  expect((await house.call('GET', '/api/ledgers/items/items.csv')).status).toBe(401);
  expect((await house.call('GET', '/api/ledgers/items/items.csv', undefined, await house.guest())).status).toBe(403);
  expect((await house.call('GET', '/api/ledgers/items/none.csv', undefined, admin)).status).toBe(404);
  const lines = (await away(admin)).lines;
  expect(lines.find((line) => line['编号'] === '〔2026〕1-2')?.['事项名称']).toBe('=危险的"标题",有逗号');
});

test('XLSX says the same as CSV', async () => {
  const book = await read(await bytesOf('/api/ledgers/items/items.xlsx?index=lead&value=housing', admin), true);
  expect(book.headings).toEqual((await away(admin)).headings);
  expect(book.lines).toHaveLength(1);
  expect(book.lines[0]).toMatchObject({
    编号: '〔2026〕1-1',
    主办单位: '市住房和城乡建设局',
    完成时限: 46_477,
    状态: '已交办',
    公开级别: '公开',
  });
});

test('a ledger that was not edited changes nothing', async () => {
  const { headings, lines } = await away(admin);
  const before = [await seqOf('items/one'), await seqOf('items/two')];
  expect((await bring(headings, lines, true, admin)).count).toMatchObject({ lines: 2, same: 2, flawed: 0 });
  expect([await seqOf('items/one'), await seqOf('items/two')]).toEqual(before);
});

test('only what was edited changes; looking through keeps nothing; the same file again changes nothing', async () => {
  const { headings, lines } = await away(admin);
  const edited = lines.map((line) =>
    line['编号'] === '〔2026〕1-1' ? { ...line, 完成时限: '2027/4/30', 片区: '城东片区', 会办单位: '水务局', 变更理由: '材料未到' } : line,
  );
  const before = [await seqOf('items/one'), await seqOf('items/two')];
  const tried = await bring(headings, edited, false, admin);
  expect(tried.flaws).toEqual([]);
  expect(tried.count).toMatchObject({ changed: 1, same: 1 });
  expect(tried.news[0]?.columns.map(({ zh }) => zh)).toEqual(['会办单位', '完成时限', '片区']);
  expect([await seqOf('items/one'), await seqOf('items/two')]).toEqual(before);

  const job = await give(await fileOf(headings, edited), admin);
  expect((await work(job, true, admin)).count).toMatchObject({ changed: 1, same: 1, flawed: 0 });
  const { state } = await house.engine.open('items/one');
  expect(state).toMatchObject({ area: 'east', matter: { due: '2027-04-30', cooperating: ['water'] } });
  const after = await seqOf('items/one');
  expect((await work(job, true, admin)).count, 'the same job').toMatchObject({ changed: 0 });
  expect((await bring(headings, edited, true, admin)).count, 'the same file').toMatchObject({ changed: 0, flawed: 0 });
  expect(await seqOf('items/one')).toBe(after);
  expect(await seqOf('items/two')).toBe(before[1]);
});

test('what is wrong is named by row, column and sentence, and the rest is kept', async () => {
  const { headings, lines } = await away(admin);
  const edited = lines.map((line): Line =>
    line['编号'] === '〔2026〕1-1'
      ? { ...line, 完成时限: '明天', 片区: '月球' }
      : { ...line, 具体任务: '新的任务', 变更理由: '说清楚一些' },
  );
  const job = await bring(headings, edited, true, admin);
  const row = edited.findIndex((line) => line['编号'] === '〔2026〕1-1') + 2;
  expect(job.flaws).toEqual([
    { row, column: { zh: '完成时限', en: 'Due' }, code: 'day', zh: expect.any(String) as unknown, en: expect.any(String) as unknown },
  ]);
  expect(job.count).toMatchObject({ changed: 1, flawed: 1 });
  expect((await house.engine.open('items/two')).state).toMatchObject({ matter: { task: '新的任务' } });
  const book = await read(await bytesOf(`/api/jobs/${job.id}/flaws.xlsx`, admin), true);
  expect(book.headings.at(-1)).toBe('问题');
  expect(book.lines[row - 2]?.['问题']).toContain('2026-12-31');
});

test('a change needs its reason, and one made since is not undone', async () => {
  const { headings, lines } = await away(admin);
  const reasonless = lines.map((line) => (line['编号'] === '〔2026〕1-1' ? { ...line, 事项名称: '改个名字' } : line));
  expect((await bring(headings, reasonless, true, admin)).flaws.map(({ code }) => code)).toEqual(['reason-missing']);
  await ask('items/one', { type: 'amend', field: 'title', value: '别人改的名字', reason: '别的原因' });
  const old = reasonless.map((line): Line => ({ ...line, 变更理由: '理由' }));
  const codes = (await bring(headings, [old.find((line) => line['编号'] === '〔2026〕1-1') as Line], true, admin)).flaws.map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['changed-since']);
  expect((await house.engine.open('items/one')).state).toMatchObject({ matter: { title: '别人改的名字' } });
});

test('a department can do in a ledger what it can do anywhere: ask for an extension, no more', async () => {
  await house.call('POST', '/api/items/one/commands', { id: 'claimed-1', command: { type: 'claim', text: '' } }, officer);
  const { headings, lines } = await away(officer);
  const mine = lines[0] as Line;
  expect((await bring(headings, [{ ...mine, 具体任务: '少做一点', 变更理由: '忙' }], true, officer)).flaws.map(({ code }) => code)).toEqual(
    ['not-edited'],
  );
  const job = await give(await fileOf(headings, [{ ...mine, 完成时限: '2027-05-10', 变更理由: '雨季' }]), officer);
  const kept = await work(job, true, officer);
  expect(kept.flaws).toEqual([]);
  expect(kept.count).toMatchObject({ changed: 1 });
  expect((await house.engine.open('items/one')).state).toMatchObject({ extensionAsk: { to: '2027-05-10' }, matter: { due: '2027-04-30' } });
  const seq = await seqOf('items/one');
  expect((await work(job, true, officer)).count).toMatchObject({ changed: 0, same: 1, flawed: 0 });
  expect(await seqOf('items/one')).toBe(seq);
});

const old = [
  ['二〇二五年督办台账'],
  ['序号', '工单编号', '问题', '牵头单位', '协办单位', '限办日期', '受理时间', '备注'],
  ['1', '热线-881', '路灯不亮', '住建局', '', '2027年3月1日', '2026/9/1', '已派人看过'],
  ['2', '热线-882', '下水道堵塞', '水务局', '住建局', '46447', '2026/9/2', ''],
  ['3', '热线-883', '已修好的井盖', '住建局', '', '2026.9.9', '2026/9/2', '办结'],
  ['4', '热线-884', '没有人管的事', '不知道什么局', '', '', '', ''],
  ['5', '热线-881', '路灯不亮', '住建局', '', '2027年3月1日', '', ''],
];
const oldFile = Buffer.from(`\uFEFF${old.map((line) => line.join(',')).join('\r\n')}`);

test('an old ledger: headings are guessed, items are issued once, history stays with them', async () => {
  const job = await give(oldFile, admin);
  expect(job.sample.at).toBe(1);
  expect(job.sample.guess).toEqual({ number: 1, title: 2, lead: 3, cooperating: 4, due: 5, issued: 6, history: 7 });
  const tried = await work(job, false, admin);
  expect(tried.flaws.map(({ row, code, column }) => [row, column.zh, code])).toEqual([
    [6, '完成时限', 'empty'],
    [7, '编号', 'twice'],
  ]);
  expect(tried.count).toMatchObject({ lines: 5, fresh: 2, skipped: 1, flawed: 2 });
  const kept = await work(job, true, admin);
  expect(kept.count).toMatchObject({ fresh: 2, skipped: 1, flawed: 2 });
  const one = (await away(admin)).lines.find((line) => line['编号'] === '热线-881');
  expect(one).toMatchObject({
    事项名称: '路灯不亮',
    主办单位: '市住房和城乡建设局',
    完成时限: '2027-03-01',
    交办日期: '2026-09-01',
    状态: '已交办',
  });
  expect(one?.['具体任务']).toContain('已派人看过');
  expect((await away(admin)).lines.find((line) => line['编号'] === '热线-882')).toMatchObject({
    会办单位: '市住房和城乡建设局',
    完成时限: '2027-03-01',
  });
  expect((await work(await give(oldFile, admin), true, admin)).count).toMatchObject({ fresh: 0, same: 3 });
});

test('who may not issue cannot by a ledger either', async () => {
  const line = Object.fromEntries((old[1] ?? []).map((heading, n) => [heading, old[2]?.[n] ?? '']));
  const job = await bring(old[1] ?? [], [{ ...line, 工单编号: '热线-999' }], true, officer);
  expect(job.flaws.map(({ code }) => code)).toEqual(['not-allowed']);
});

test('a job is its owner’s alone, and survives that nobody looks', async () => {
  const job = await give(oldFile, admin);
  expect((await house.call('GET', `/api/jobs/${job.id}`, undefined, officer)).status).toBe(404);
  expect((await house.call('DELETE', `/api/jobs/${job.id}`, undefined, officer)).status).toBe(404);
  expect((await house.call('GET', '/api/jobs')).status).toBe(401);
  const all = (await house.call('GET', '/api/jobs', undefined, admin)).body['jobs'] as LedgerJob[];
  expect(all.map(({ id }) => id)).toContain(job.id);
  expect((await house.call('POST', `/api/jobs/${job.id}/work`, { keep: false, mapping: { nonsense: 0 } }, admin)).status).toBe(422);
});

test('what is no table is refused', async () => {
  const { status, body } = await house.call('POST', '/api/ledgers/items/items/files', Uint8Array.from([0x89, 0x50, 0, 1]), {
    cookie: admin.cookie,
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect([status, body]).toEqual([415, { refused: 'file-type' }]);
});
