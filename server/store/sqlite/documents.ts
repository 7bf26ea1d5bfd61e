import type { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentStore } from '../store.ts';
import { atOnce, query } from './connection.ts';
import { oldBaseKeeper } from './document-log.ts';
import { unpack } from './packed.ts';

type Batch = Parameters<DocumentStore['appendUpdates']>[0];

interface Known {
  readonly no: number;
  readonly head: number;
  readonly frozen: number;
}

const find = (db: DatabaseSync) => query<Known>(db, 'select no, head, frozen from documents where name = ?');

export const documentReads = (db: DatabaseSync): Pick<DocumentStore, 'document'> => {
  const known = find(db);
  const base = query<{ seq: number; base: Uint8Array }>(db, 'select seq, base from document_bases where document = ?');
  const baseSeq = query<{ seq: number }>(db, 'select seq from document_bases where document = ?');
  const tail = query<{ seq: number; bytes: Uint8Array }>(
    db,
    'select seq, bytes from document_updates where document = ? and seq > ? order by seq',
  );
  return {
    document: async (name, since = 0) =>
      atOnce(db, () => {
        const found = known.get(name);
        if (!found) return { base: null, baseSeq: 0, tail: [], frozen: false };
        const at = baseSeq.get(found.no)?.seq ?? 0;
        return {
          base: at > since ? (base.get(found.no)?.base ?? null) : null,
          baseSeq: at,
          tail: tail.all(found.no, Math.max(since, at)).map(({ seq, bytes }) => ({ seq, update: bytes })),
          frozen: found.frozen === 1,
        };
      }),
  };
};

/** Each runs inside a transaction. */
export const documentWrites = (db: DatabaseSync) => {
  const known = find(db);
  const make = db.prepare('insert into documents (name, head, frozen) values (?, 0, 0)');
  const add = db.prepare('insert into document_updates (document, seq, by, at, bytes) values (?, ?, ?, ?, ?)');
  const move = db.prepare('update documents set head = ? where no = ?');
  const baseSeq = query<{ seq: number }>(db, 'select seq from document_bases where document = ?');
  const putBase = db.prepare('replace into document_bases (document, seq, base) values (?, ?, ?)');
  const outlive = oldBaseKeeper(db);

  const append = ({ name, updates }: Batch[number]): number | 'frozen' => {
    const found = known.get(name);
    if (found?.frozen === 1) return 'frozen';
    let head = found?.head ?? 0;
    if (updates.length === 0) return head;
    const no = found?.no ?? Number(make.run(name).lastInsertRowid);
    for (const { update, by, at } of updates) add.run(no, ++head, by, at, update);
    move.run(head, no);
    return head;
  };
  return {
    appendUpdates: (batch: Batch): (number | 'frozen')[] => batch.map(append),
    appendPacked: (text: string, bytes: Uint8Array): (number | 'frozen')[] => unpack(text, bytes).map(append),
    compact: (name: DocumentName, base: Uint8Array, seq: number): void => {
      const found = known.get(name);
      const old = baseSeq.get(found?.no ?? 0)?.seq ?? 0;
      if (!found || seq > found.head || seq <= old) return;
      if (old > 0) outlive(found.no, old);
      putBase.run(found.no, seq, base);
    },
  };
};
