/** Files of up to some megabytes lie beside the database: writing one never holds the event loop or a commit. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type FileStore, StoreUnavailable } from '../store.ts';
import { query } from './connection.ts';

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const away = (error: unknown): never => {
  throw new StoreUnavailable('the folder of files cannot be used', { cause: error });
};

/** On disk under its name only when all of it is. */
const writeDurably = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${name}.${process.hrtime.bigint()}`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
    const entry = await open(folder, 'r');
    await entry.sync().finally(() => entry.close());
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};

export const fileWrites = (db: DatabaseSync) => {
  const put = db.prepare('insert into files (id, type, by, at) values (?, ?, ?, ?) on conflict (id) do nothing');
  return { registerFile: (id: string, type: string, by: string, at: number): void => void put.run(id, type, by, at) };
};

/** `register` makes the file known once its bytes are on disk. */
export const fileStore = (
  db: DatabaseSync,
  folder: string,
  register: (id: string, type: string, by: string, at: number) => Promise<void>,
): FileStore => {
  const known = query<{ type: string }>(db, 'select type from files where id = ?');
  // Two letters of the id, so that no folder grows endless.
  const folderOf = (id: string): string => join(folder, 'files', id.slice(0, 2));
  return {
    putFile: async (id, { type, bytes }, by, at) => {
      if (known.get(id)) return;
      await writeDurably(folderOf(id), id, bytes).catch(away);
      await register(id, type, by, at);
    },
    file: async (id) => {
      const found = known.get(id);
      if (!found) return null;
      const bytes = await readFile(join(folderOf(id), id)).catch((error: unknown) => (missing(error) ? null : away(error)));
      return bytes ? { type: found.type, bytes } : null;
    },
  };
};
