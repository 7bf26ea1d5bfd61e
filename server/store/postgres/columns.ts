import type pg from 'pg';
import { quiet } from './connection.ts';

/**
 * Many rows in one statement: each column travels as one array, and `?` in the text becomes `unnest(…)` of them. Nothing is sent for
 * no rows.
 */
export const sendColumns = (
  client: pg.ClientBase,
  sent: Promise<unknown>[],
  text: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): void => {
  if (rows.length === 0) return;
  const unnest = `unnest(${columns.map((type, n) => `$${n + 1}::${type}[]`).join(', ')})`;
  const values = columns.map((_, n) => rows.map((row) => row[n]));
  sent.push(quiet(client.query(text.replace('?', unnest), values)));
};
