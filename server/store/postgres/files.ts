import type pg from 'pg';
import type { FileStore } from '../store.ts';
import { select } from './connection.ts';

export const fileStore = (pool: pg.Pool): FileStore => ({
  putFile: async (id, { type, bytes }, by, at) => {
    const text = 'insert into files (id, type, bytes, by, at) values ($1, $2, $3, $4, $5) on conflict (id) do nothing';
    await pool.query(text, [id, type, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), by, at]);
  },
  file: async (id) => {
    const [found] = await select<{ type: string; bytes: Uint8Array }>(pool, 'select type, bytes from files where id = $1', [id]);
    return found ? { type: found.type, bytes: found.bytes } : null;
  },
});
