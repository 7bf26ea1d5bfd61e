/** A file people give, whatever programme made it, as lines of cells. */
import { CsvError } from 'csv-parse';
import type { Cell } from '#shared/core/ledger.ts';
import { readCsv } from './csv.ts';
import { NotReadable, openXlsx } from './xlsx-reader.ts';

export interface Table {
  /** Days of its numbers are counted from 1904. */
  readonly late: boolean;
  lines(): AsyncIterable<readonly Cell[]>;
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
/** The format before 2007, and every other binary one. */
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).includes(0) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

async function* linesOfCsv(bytes: Uint8Array): AsyncGenerator<readonly Cell[]> {
  try {
    yield* readCsv(bytes);
  } catch (cause) {
    if (cause instanceof CsvError) throw new NotReadable(cause.message);
    throw cause;
  }
}

/** Rejects with `NotReadable`. */
export const openTable = async (bytes: Uint8Array): Promise<Table> => {
  if (isZip(bytes)) return openXlsx(bytes);
  if (bytes.length === 0 || isBinary(bytes)) throw new NotReadable('neither a workbook nor a text');
  return { late: false, lines: () => linesOfCsv(bytes) };
};
