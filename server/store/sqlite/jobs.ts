import type { DatabaseSync } from 'node:sqlite';
import type { JobDesk, KeptJob } from '../store.ts';
import { query } from './connection.ts';

const columns = 'id, person, made_at as madeAt, beat, stop, told';
type JobRow = Omit<KeptJob, 'stop' | 'told'> & { readonly stop: number; readonly told: string };
const kept = (row: JobRow): KeptJob => ({ ...row, stop: row.stop === 1, told: JSON.parse(row.told) as unknown });

export const jobReads = (db: DatabaseSync): Pick<JobDesk, 'job' | 'jobInput' | 'jobsOf'> => {
  const byId = query<JobRow>(db, `select ${columns} from jobs where id = ?`);
  const input = query<{ input: Uint8Array }>(db, 'select input from jobs where id = ?');
  const byPerson = query<JobRow>(db, `select ${columns} from jobs where person = ? order by made_at desc, id limit ?`);
  return {
    job: async (id) => {
      const found = byId.get(id);
      return found ? kept(found) : null;
    },
    jobInput: async (id) => input.get(id)?.input ?? null,
    jobsOf: async (person, limit) => byPerson.all(person, limit).map(kept),
  };
};

/** Each runs inside a transaction. */
export const jobWrites = (db: DatabaseSync) => {
  const put = db.prepare('insert into jobs (id, person, made_at, beat, stop, told, input) values (?, ?, ?, 0, 0, ?, ?)');
  const take = db.prepare('update jobs set beat = ?, stop = 0 where id = ? and beat < ?');
  const tell = db.prepare('update jobs set beat = ?, told = ? where id = ?');
  const stopped = query<{ stop: number }>(db, 'select stop from jobs where id = ?');
  const stop = db.prepare('update jobs set stop = 1 where id = ?');
  const forget = db.prepare('delete from jobs where made_at < ?');
  return {
    putJob: ({ id, person, madeAt, told }: Pick<KeptJob, 'id' | 'person' | 'madeAt' | 'told'>, input: Uint8Array): void =>
      void put.run(id, person, madeAt, JSON.stringify(told), input),
    takeJob: (id: string, at: number, since: number): boolean => Number(take.run(at, id, since).changes) === 1,
    tellJob: (id: string, beat: number, told: unknown): boolean => {
      tell.run(beat, JSON.stringify(told), id);
      return (stopped.get(id)?.stop ?? 1) === 1;
    },
    stopJob: (id: string): void => void stop.run(id),
    forgetJobs: (before: number): void => void forget.run(before),
  };
};
