/** Tables as files: what goes out comes back in, whatever stands in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '#shared/core/ledger.ts';
import { csvLines, guarded, readCsv, unguarded } from '#server/exports/csv.ts';
import { dayFrom, serialOf } from '#server/exports/serial-day.ts';
import { openTable } from '#server/exports/tables.ts';
import { NotReadable, openXlsx } from '#server/exports/xlsx-reader.ts';
import { xlsxOf } from '#server/exports/xlsx-writer.ts';

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}
const collected = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
};
const csv = async (lines: readonly (readonly Cell[])[]): Promise<Buffer> => Buffer.from((await collected(csvLines(each(lines)))).join(''));
const xlsx = async (lines: readonly (readonly Cell[])[], width: number, days: readonly number[] = []): Promise<Buffer> => {
  const columns = Array.from({ length: width }, (_none, n) => ({ title: `栏${n}`, width: 10, day: days.includes(n) }));
  return Buffer.concat(await collected(xlsxOf({ name: '台账/1', columns, lines: each(lines) }) as AsyncIterable<Buffer>));
};

/** Letters that files have trouble with. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('=1+1', '+86', '-1', '@x', '\t=1', "'=1", "''", '逗,号', '引"号', '两\n行', '_x000D_', '<a&b>', ' 空 格 ', '😀'),
);
/** As they come back: XML and CSV both know one end of line only, and no control letters. */
const plain = (cell: string): string => cell.replace(/[\p{Cs}\uFFFE\uFFFF\r]|[^\P{Cc}\t\n\r]/gu, '');

describe('CSV', () => {
  test('begins with a byte order mark and ends lines as RFC 4180 says', async () => {
    expect((await csv([['编号', null, 3]])).toString()).toBe('\uFEFF编号,,3\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(1)', '\tx', '\rx', "'=1", "''+1"])('%j is not run, and comes back as it was', (cell) => {
    expect(guarded(cell).startsWith("'")).toBe(true);
    expect(unguarded(guarded(cell))).toBe(cell);
  });

  test('law: what is written is read', async () => {
    const lines = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const clean = given.map((line) => ['x', ...line.map(plain)]);
        expect(await collected(readCsv(await csv([['头', 'a', 'b', 'c'], ...clean])))).toEqual([['头', 'a', 'b', 'c'], ...clean]);
      }),
      { numRuns: 60 },
    );
  });

  test('an old Excel in China saves GB 18030, another one semicolons', async () => {
    const old = Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xb5, 0xa5, 0xce, 0xbb, 0x0d, 0x0a]);
    expect(await collected(readCsv(old))).toEqual([['编号', '单位']]);
  });
});

describe('XLSX', () => {
  test('law: what is written is read', async () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(text.map(plain), fc.integer(), fc.constant(null));
    const lines = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const { lines: read } = await openXlsx(await xlsx(given, 3));
        const [, ...found] = await collected(read());
        const full = found.map((line) => [0, 1, 2].map((n) => line[n] ?? null));
        expect(full).toEqual(given.map((line) => line.map((one) => (one === '' ? null : one))));
      }),
      { numRuns: 60 },
    );
  });

  test('days are days there, and days again here', async () => {
    const { lines } = await openXlsx(await xlsx([['2026-12-31'], ['2024-02-29']], 1, [0]));
    const [, ...found] = await collected(lines());
    expect(found).toEqual([[46_387], [45_351]]);
    expect(found.map(([cell]) => dayFrom(cell as number))).toEqual(['2026-12-31', '2024-02-29']);
  });

  test('a file that is none, one of before 2007, and a document type are refused', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK\u0003\u0004xxxx'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])])
      await expect(openTable(bytes)).rejects.toThrow(NotReadable);
  });
});

test('days as people type them', () => {
  for (const typed of [
    '2026-1-5',
    '2026/01/05',
    '2026.1.5',
    '2026年1月5日',
    '20260105',
    '２０２６年1月5日',
    '2026-01-05 09:30',
    46_027,
    '46027',
  ])
    expect(dayFrom(typed), String(typed)).toBe('2026-01-05');
  for (const typed of ['2026-2-30', '明天', '', 12, 3_000_000]) expect(dayFrom(typed), String(typed)).toBeNull();
  expect(serialOf('2026-01-05')).toBe(46_027);
});
