/** A ledger taken away: the rows a viewer may see, as lines; read page by page, so as much of it is in memory as one page. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { Row } from '#shared/core/kind.ts';
import {
  markOf,
  reference,
  takenAway,
  type Cell,
  type Cells,
  type LedgerLanguage,
  type LedgerNames,
  type LedgerRule,
} from '#shared/core/ledger.ts';
import type { RowPage, RowQuery } from '#shared/core/wire.ts';
import { shown } from './ledger-cells.ts';
import type { Sheet } from './xlsx-writer.ts';

export const ledgerOf = (kinds: Readonly<Record<string, AnyKind>>, kind: string, name: string): LedgerRule | null => {
  const ledgers = Object.hasOwn(kinds, kind) ? (kinds[kind]?.ledgers ?? {}) : {};
  return Object.hasOwn(ledgers, name) ? (ledgers[name] ?? null) : null;
};

export type Rows = (query: RowQuery, viewer: Actor) => Promise<RowPage>;

/** Of one model; beyond that a name is shown as its id. */
const mostNames = 20_000;

async function* pages(rows: Rows, query: RowQuery, viewer: Actor): AsyncGenerator<RowPage['rows']> {
  let after: string | undefined;
  for (;;) {
    const page = await rows({ ...query, limit: 200, ...(after === undefined ? {} : { after }) }, viewer);
    yield page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

export const namesFor = async (rule: LedgerRule, rows: Rows, viewer: Actor): Promise<LedgerNames> => {
  const byId = new Map<string, string>();
  const byName = new Map<string, string | null>();
  for (const [model, read] of Object.entries(rule.names)) {
    let known = 0;
    for await (const page of pages(rows, { model }, viewer)) {
      for (const { id, row } of page) {
        const names = read(row);
        byId.set(`${model} ${id}`, names[0] ?? '');
        for (const name of new Set([...names, id].map(plain))) {
          const key = `${model} ${name}`;
          byName.set(key, byName.has(key) && byName.get(key) !== id ? null : id);
        }
      }
      known += page.length;
      if (known > mostNames) break;
    }
  }
  return { of: (model, id) => byId.get(`${model} ${id}`) ?? '', find: (model, name) => byName.get(`${model} ${plain(name)}`) ?? null };
};

/** A row as its cells, with what it is known by again. */
export const cellsOfRow = (rule: LedgerRule, id: string, row: Row, names: LedgerNames): Cells => {
  const cells = rule.row(id, row, names);
  return rule.intake ? { ...cells, [rule.intake.key]: reference(id, markOf(rule.columns, cells)) } : cells;
};

export interface Wanted {
  readonly rule: LedgerRule;
  readonly query: Pick<RowQuery, 'index' | 'value' | 'text'>;
  readonly language: LedgerLanguage;
}

/** The headings are not among them. */
export async function* ledgerLines({ rule, query, language }: Wanted, viewer: Actor, rows: Rows): AsyncGenerator<readonly Cell[]> {
  const names = await namesFor(rule, rows, viewer);
  const columns = takenAway(rule);
  for await (const page of pages(rows, { model: rule.model, ...query }, viewer)) {
    for (const { id, row } of page) {
      const cells = cellsOfRow(rule, id, row, names);
      yield columns.map((column) => shown(column, cells[column.key] ?? null, language));
    }
  }
}

export const headingsOf = ({ rule, language }: Wanted): readonly string[] => takenAway(rule).map(({ title }) => title[language]);

export async function* withHeadings(wanted: Wanted, lines: AsyncIterable<readonly Cell[]>): AsyncGenerator<readonly Cell[]> {
  yield headingsOf(wanted);
  yield* lines;
}

export const sheetOf = (wanted: Wanted, lines: AsyncIterable<readonly Cell[]>): Sheet => ({
  name: wanted.rule.title[wanted.language],
  columns: takenAway(wanted.rule).map(({ title, width, kind, choices, edited }) => ({
    title: title[wanted.language],
    width,
    day: kind === 'day',
    ...(edited && choices ? { choices: Object.values(choices).map((words) => words[wanted.language]) } : {}),
  })),
  lines,
});
