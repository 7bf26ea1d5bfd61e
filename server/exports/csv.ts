/** Tables as text: RFC 4180, with a byte order mark, without which Excel and WPS take UTF-8 for something else. */
import { parse } from 'csv-parse';
import type { Cell } from '#shared/core/ledger.ts';

/** What a spreadsheet would run: it gets an apostrophe in front, and one that was there before gets another. */
const runs = /^'*[=+\-@\t\r]/;
const runsGuarded = /^''*[=+\-@\t\r]/;

export const guarded = (text: string): string => (runs.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (runsGuarded.test(text) ? text.slice(1) : text);

const written = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = guarded(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvType = 'text/csv; charset=utf-8';

/** One string for each line. */
export async function* csvLines(lines: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  let mark = '\uFEFF';
  for await (const line of lines) {
    yield `${mark}${line.map(written).join(',')}\r\n`;
    mark = '';
  }
}

/** What an old Excel in China saves is GB 18030; everything else is UTF-8 by now. */
const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** The one that stands most often in the first line. */
const separatorOf = (text: string): string => {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const count = (mark: string): number => first.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
};

/** Rejects with a `CsvError` on what is no table. */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<readonly Cell[]> {
  const text = decoded(bytes);
  const parser = parse(text, { bom: true, delimiter: separatorOf(text), relax_column_count: true, max_record_size: 1_000_000 });
  for await (const line of parser) yield (line as readonly string[]).map(unguarded);
}
