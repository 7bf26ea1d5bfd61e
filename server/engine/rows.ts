/** Read models: the rows of a stream follow from its state and are kept in the same commit. */
import type { AnyKind, Model, Row } from '#shared/core/kind.ts';
import { idOf, type StreamId } from '#shared/core/recorded.ts';
import type { RowChange } from '../store/store.ts';
import type { Means } from './means.ts';
import type { Streams } from './streams.ts';

export const rowChange = (model: string, rule: Model<unknown>, id: string, row: Row | null): RowChange => ({
  model,
  id,
  row,
  sort: row ? rule.sort(row) : 0,
  keys: row ? Object.fromEntries(Object.entries(rule.indexes).map(([name, key]) => [name, valuesOf(key(row))])) : {},
  text: row ? (rule.text?.(row) ?? '') : '',
});

const valuesOf = (value: string | readonly string[] | null): readonly string[] =>
  value === null ? [] : typeof value === 'string' ? [value] : [...new Set(value)];

interface Made {
  readonly row: Row | null;
  readonly json: string;
}

/** States are never changed in place, so what was made of one stays true as long as it is held. */
const made = new WeakMap<object, Readonly<Record<string, Made>>>();

const rowsMadeOf = (kind: AnyKind, id: string, state: unknown): Readonly<Record<string, Made>> => {
  const known = typeof state === 'object' && state !== null ? made.get(state) : undefined;
  if (known) return known;
  const rows = Object.fromEntries(
    Object.entries(kind.models ?? {}).map(([model, rule]): [string, Made] => {
      const row = rule.row(state, id);
      return [model, { row, json: JSON.stringify(row) }];
    }),
  );
  // The initial state is shared by all streams of a kind, and its rows may carry the id.
  if (typeof state === 'object' && state !== null && state !== kind.initial) made.set(state, rows);
  return rows;
};

/** Rows that differ between two states of one stream. */
export const rowChanges = (kind: AnyKind, id: string, before: unknown, after: unknown): RowChange[] => {
  const old = rowsMadeOf(kind, id, before);
  const now = rowsMadeOf(kind, id, after);
  return Object.entries(kind.models ?? {}).flatMap(([model, rule]) =>
    now[model]?.json === old[model]?.json ? [] : [rowChange(model, rule, id, now[model]?.row ?? null)],
  );
};

const rowsOf = async (
  streams: Streams,
  ids: readonly StreamId[],
  models: readonly (readonly [string, Model<unknown>])[],
): Promise<RowChange[]> => {
  const opened = await Promise.all(ids.map(async (stream) => ({ id: idOf(stream), state: (await streams.open(stream)).state })));
  return opened.flatMap(({ id, state }) => models.map(([model, rule]) => rowChange(model, rule, id, rule.row(state, id))));
};

/** After an erasure: the rows of these streams, from what is left of their record. */
export const renewRows = async (means: Means, streams: Streams, ids: readonly StreamId[]): Promise<void> => {
  for (const stream of ids)
    await means.store.replaceRows(await rowsOf(streams, [stream], Object.entries(streams.kind(stream).models ?? {})));
};
