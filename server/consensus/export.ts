/** A pol.is export: a folder with `votes.csv` and `statements.csv` or `comments.csv`, as one line of outside data. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rowsOf, type Cells } from './csv.ts';

const field = (row: Cells, ...names: readonly string[]): string => {
  for (const name of names) if (row[name] !== undefined) return row[name];
  throw new Error(`no column ${names.join(' or ')}`);
};

/** Moderated out is −1; about the person: `is-meta`. Our own files say it in one word. */
const statusOf = (row: Cells): string => {
  if (row['status']) return row['status'];
  if (row['moderated'] === '-1') return 'excluded';
  return /^(?:true|1)$/i.test(row['is-meta'] ?? '') ? 'meta' : 'active';
};

/** Oldest first, so that the last vote of a pair counts; rows without a time stay as they stand. */
const inTime = (rows: readonly Cells[]): readonly Cells[] => {
  const time = (row: Cells): number => Number(row['t'] ?? row['timestamp'] ?? 0);
  return rows.toSorted((a, b) => time(a) - time(b));
};

export const exportAt = (path: string): string => {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const table = (name: string): readonly Cells[] => rowsOf(readFileSync(join(folder, name), 'utf8'));
  const list = ['statements.csv', 'comments.csv'].find((name) => existsSync(join(folder, name)));
  const statements = (list === undefined ? [] : table(list)).map((row) => ({
    id: field(row, 'statement', 'comment-id', 'id'),
    status: statusOf(row),
    text: row['text'] ?? row['comment-body'] ?? '',
  }));
  const votes = inTime(table('votes.csv')).map((row) => [
    field(row, 'participant', 'voter-id'),
    field(row, 'statement', 'comment-id'),
    Number(field(row, 'vote')),
  ]);
  return JSON.stringify({ statements, votes });
};
