/** Writing in the lists as a browser does: a stock y-websocket client with the cookie of whoever writes. */
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocumentName } from '#shared/core/kind.ts';
import { roots } from '#shared/core/document.ts';
import type { Visitor } from './visitor.ts';

const patience = 15_000;

/** Strings in `texts` become text that several people can write in; `cells` are single values. */
export interface RowText {
  readonly texts: Readonly<Record<string, string>>;
  readonly cells: Readonly<Record<string, unknown>>;
}

type Rows = Y.Map<Y.Map<unknown>>;

const until = async (holds: () => boolean, what: string): Promise<void> => {
  const end = performance.now() + patience;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(10);
  }
};

/** Runs `work` on the rows as this visitor sees them once everything there was told. */
const withRows = async <T>(visitor: Visitor, name: DocumentName, work: (rows: Rows, doc: Y.Doc) => T | Promise<T>): Promise<T> => {
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: visitor.cookie } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${visitor.origin.replace(/^http/, 'ws')}/documents`, name, doc, {
    disableBc: true,
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
  });
  try {
    await until(() => provider.synced, `${visitor.name} reads ${name}`);
    return await work(doc.getMap<Y.Map<unknown>>(roots.rows), doc);
  } finally {
    provider.destroy();
    doc.destroy();
  }
};

const textIn = (row: Y.Map<unknown>, cell: string): Y.Text => {
  const there = row.get(cell);
  if (there instanceof Y.Text) return there;
  const made = new Y.Text();
  row.set(cell, made);
  return made;
};

const write = (rows: Rows, id: string, { texts, cells }: RowText): void => {
  const row = rows.get(id) ?? rows.set(id, new Y.Map<unknown>());
  for (const [cell, text] of Object.entries(texts)) {
    const there = textIn(row, cell);
    if (there.length === 0) there.insert(0, text);
  }
  for (const [cell, value] of Object.entries(cells)) if (JSON.stringify(row.get(cell)) !== JSON.stringify(value)) row.set(cell, value);
};

const holdsAll = (rows: Rows, wanted: Readonly<Record<string, RowText | null>>): boolean =>
  Object.entries(wanted).every(([id, row]) => {
    const there = rows.get(id);
    if (row === null) return there === undefined;
    return (
      there !== undefined && Object.entries(row.cells).every(([cell, value]) => JSON.stringify(there.get(cell)) === JSON.stringify(value))
    );
  });

/** Fills in rows cell by cell, strikes out those given as null, and returns when somebody else reads all of it from the server. */
export const pencilIn = async (visitor: Visitor, name: DocumentName, wanted: Readonly<Record<string, RowText | null>>): Promise<void> => {
  await withRows(visitor, name, async (rows, doc) => {
    for (const [id, row] of Object.entries(wanted))
      doc.transact(() => {
        if (row) write(rows, id, row);
        else rows.delete(id);
      });
    await withRows(visitor, name, (others) => until(() => holdsAll(others, wanted), `${name} reached the server`));
  });
};
