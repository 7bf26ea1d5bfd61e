import type { DatabaseSync } from 'node:sqlite';
import type { StreamId } from '#shared/core/recorded.ts';
import { query } from './connection.ts';

/** Runs inside a transaction; what it overwrote leaves the log with the next checkpoint. */
export const eraser = (db: DatabaseSync): ((subject: string) => StreamId[]) => {
  const about = query<{ no: number; stream: StreamId }>(
    db,
    'select no, stream from streams where no in (select stream from personal where subject = ?) order by stream',
  );
  const forget = db.prepare('update personal set facts = null where subject = ?');
  const drop = db.prepare('delete from snapshots where stream = ?');
  return (subject) => {
    const streams = about.all(subject);
    forget.run(subject);
    for (const { no } of streams) drop.run(no);
    return streams.map(({ stream }) => stream);
  };
};
