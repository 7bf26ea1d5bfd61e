/**
 * Open data: a read model as a table for everybody and every programme. Only the columns named here leave the house, of rows as somebody
 * knows them who has not signed in.
 */
import type { Row } from './kind.ts';
import type { Words } from './ledger.ts';

/** `date` is `2026-12-31`, `instant` a moment in ISO 8601, UTC. */
export type OpenType = 'text' | 'whole' | 'date' | 'instant';
/** Null = unknown, not yet, or too few people to be told. */
export type OpenValue = string | number | null;

export interface OpenColumn {
  readonly key: string;
  readonly type: OpenType;
  readonly title: Words;
  /** What the value means, and in which unit. */
  readonly about: Words;
  /** Of a text: the only values there are. */
  readonly values?: readonly string[];
}

export interface OpenRule {
  readonly title: Words;
  readonly about: Words;
  readonly columns: readonly OpenColumn[];
  /** Null = this row is not told. */
  values(id: string, row: Row): Readonly<Record<string, OpenValue>> | null;
}
