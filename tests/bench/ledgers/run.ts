/** A ledger of 100,000 items out of the embedded store, as XLSX and as CSV: how long, and how much memory at most. Then read again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '#shared/core/actor.ts';
import { items } from '#shared/items/kind.ts';
import { csvLines } from '#server/exports/csv.ts';
import { ledgerLines, sheetOf, withHeadings, type Rows, type Wanted } from '#server/exports/ledgers.ts';
import { openTable } from '#server/exports/tables.ts';
import { xlsxOf } from '#server/exports/xlsx-writer.ts';
import { openSqlite } from '#server/store/sqlite/store.ts';
import type { RowChange } from '#server/store/store.ts';

const count = 100_000;
const goal = { seconds: 20 };
const viewer: Actor = { id: 'p-1', roles: ['supervisor'], department: null, now: Date.now() };

const change = (n: number): RowChange => {
  const row = {
    ...{ number: `〔2026〕${n}`, title: `第 ${n} 号楼加装电梯`, session: '', lead: `d-${n % 40}`, cooperating: [`d-${(n + 1) % 40}`] },
    ...{ stage: 'inProgress', lamp: 'green', due: '2027-03-31', redAt: n, issuedAt: 1_790_000_000_000 + n, lastActAt: 0, class: null },
    ...{ reminders: 0, reassignments: 0, extensions: n % 3, redos: 0, hosts: [], publicity: 'public', area: null, checklist: '', row: '' },
    task: '完成设计、公示和安装，征求全体住户意见，签订施工合同，办理规划许可，组织竣工验收。',
    criterion: '通过验收并投入使用，住户满意。',
    milestones: [{ title: '设计', due: '2026-12-31', reachedAt: null }],
  };
  return { model: 'desk', id: `i-${n}`, row, sort: n, keys: {}, text: '' };
};

const folder = await mkdtemp(join(tmpdir(), 'consultation-ledgers-'));
const store = await openSqlite(folder);
try {
  for (let n = 0; n < count; n += 5_000) await store.replaceRows(Array.from({ length: 5_000 }, (_none, k) => change(n + k)));
  const rule = items.ledgers?.['items'];
  if (!rule) throw new Error('items have no ledger');
  const rows: Rows = (query) => store.rows(query);
  const wanted: Wanted = { rule, query: {}, language: 'zh' };
  const taken = async (name: string, stream: () => Readable): Promise<Buffer> => {
    const parts: Buffer[] = [];
    const began = performance.now();
    const busy = process.cpuUsage();
    const before = process.memoryUsage().rss;
    let [most, bytes] = [0, 0];
    const end = new Writable({
      write: (part: Buffer, _encoding, done) => {
        parts.push(part);
        bytes += part.length;
        most = Math.max(most, process.memoryUsage().rss - before - bytes);
        setImmediate(done);
      },
    });
    await pipeline(stream(), end);
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(busy);
    const work = ((user + system) / 1e6).toFixed(1);
    process.stdout.write(
      `${name}: ${seconds.toFixed(1)} s (${work} s of processor), ${(bytes / 1e6).toFixed(1)} MB, memory at most ${(most / 1e6).toFixed(0)} MB\n`,
    );
    if (seconds > goal.seconds) process.exitCode = 1;
    return Buffer.concat(parts);
  };
  const book = await taken('xlsx', () => xlsxOf(sheetOf(wanted, ledgerLines(wanted, viewer, rows))));
  await taken('csv ', () => Readable.from(csvLines(withHeadings(wanted, ledgerLines(wanted, viewer, rows))), { objectMode: false }));
  const began = performance.now();
  let lines = 0;
  for await (const line of (await openTable(book)).lines()) lines += line.length > 0 ? 1 : 0;
  process.stdout.write(`read: ${((performance.now() - began) / 1_000).toFixed(1)} s, ${lines} lines\n`);
  if (lines !== count + 1) process.exitCode = 1;
} finally {
  await store.close();
  await rm(folder, { recursive: true, force: true });
}
