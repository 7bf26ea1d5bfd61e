/** A table as a workbook, written as its lines come: as much of it is in memory as one line and what the packer holds. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell } from '#shared/core/ledger.ts';
import { serialOf } from './serial-day.ts';
import { escaped, letters, parts, sheetHead, styleOf } from './xlsx-parts.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface SheetColumn {
  readonly title: string;
  /** In letters. */
  readonly width: number;
  readonly day: boolean;
  /** What may stand in it; offered as a list. */
  readonly choices?: readonly string[];
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Without the headings. A day is `2026-12-31`. */
  readonly lines: AsyncIterable<readonly Cell[]>;
  /** Columns, counted from 0, of a line, counted from 0, that are to be seen. */
  readonly marked?: (line: number) => ReadonlySet<number> | undefined;
}

/** Of one cell, by the format. */
const mostLetters = 32_767;
/** Lines of XML handed on together. */
const portion = 256;

const text = (at: string, style: number, value: string): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value.slice(0, mostLetters))}</t></is></c>`;

const cell = (value: Cell, at: string, day: boolean, marked: boolean): string => {
  if (value === null || value === '') return marked ? `<c r="${at}" s="${styleOf.flaw}"/>` : '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  const serial = day && !marked ? serialOf(value) : null;
  if (serial !== null) return `<c r="${at}" s="${styleOf.day}"><v>${serial}</v></c>`;
  return text(at, marked ? styleOf.flaw : styleOf.text, value);
};

/** The format allows a list of 255 letters without commas inside. */
const lists = (columns: readonly SheetColumn[], rows: number): string => {
  const offered = columns.flatMap(({ choices }, n) => {
    const list = choices?.join(',') ?? '';
    if (!choices || list === '' || list.length > 255 || choices.some((choice) => /[,"]/.test(choice))) return [];
    const of = letters(n);
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${of}2:${of}${rows}"><formula1>"${escaped(list)}"</formula1></dataValidation>`,
    ];
  });
  return offered.length === 0 ? '' : `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`;
};

async function* xmlOf({ columns, lines, marked }: Sheet): AsyncGenerator<string> {
  const names = columns.map((_column, n) => letters(n));
  yield sheetHead(columns.map(({ width }) => width));
  yield `<row r="1">${columns.map(({ title }, n) => text(`${names[n] ?? ''}1`, styleOf.heading, title)).join('')}</row>`;
  let row = 1;
  let held: string[] = [];
  for await (const line of lines) {
    const marks = marked?.(row - 1);
    row += 1;
    const cells = line.map((value, n) => cell(value, `${names[n] ?? ''}${row}`, columns[n]?.day ?? false, marks?.has(n) ?? false));
    held.push(`<row r="${row}">${cells.join('')}</row>`);
    if (held.length < portion) continue;
    yield held.join('');
    held = [];
  }
  const last = `${names.at(-1) ?? 'A'}${row}`;
  yield `${held.join('')}</sheetData><autoFilter ref="A1:${last}"/>${lists(columns, Math.max(2, row))}</worksheet>`;
}

/** The bytes of the file. What goes wrong with the lines breaks the stream. */
export const xlsxOf = (sheet: Sheet): Readable => {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const lines = Readable.from(xmlOf(sheet), { objectMode: false });
  zip.on('error', (cause: Error) => out.destroy(cause));
  out.once('close', () => lines.destroy());
  for (const [path, xml] of Object.entries(parts(sheet.name))) zip.addBuffer(Buffer.from(xml), path);
  // Half the work of the usual level, for files a tenth larger.
  zip.addReadStream(lines, 'xl/worksheets/sheet1.xml', { compressionLevel: 3 });
  zip.end();
  return out;
};
