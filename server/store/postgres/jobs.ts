import type pg from 'pg';
import type { JobDesk, KeptJob } from '../store.ts';
import { select } from './connection.ts';

const columns = 'id, person, made_at as "madeAt", beat, stop, told';
type JobRow = Omit<KeptJob, 'told'> & { readonly told: string };
const kept = (row: JobRow): KeptJob => ({ ...row, told: JSON.parse(row.told) as unknown });

export const jobDesk = (pool: pg.Pool): JobDesk => ({
  putJob: async ({ id, person, madeAt, told }, input) => {
    const text = 'insert into jobs (id, person, made_at, beat, stop, told, input) values ($1, $2, $3, 0, false, $4, $5)';
    await pool.query(text, [id, person, madeAt, JSON.stringify(told), Buffer.from(input)]);
  },
  job: async (id) => {
    const found = (await select<JobRow>(pool, `select ${columns} from jobs where id = $1`, [id]))[0];
    return found ? kept(found) : null;
  },
  jobInput: async (id) => {
    const found = (await select<{ input: Buffer }>(pool, 'select input from jobs where id = $1', [id]))[0];
    return found ? new Uint8Array(found.input) : null;
  },
  jobsOf: async (person, limit) => {
    const text = `select ${columns} from jobs where person = $1 order by made_at desc, id limit $2`;
    return (await select<JobRow>(pool, text, [person, limit])).map(kept);
  },
  takeJob: async (id, at, since) =>
    (await pool.query('update jobs set beat = $2, stop = false where id = $1 and beat < $3', [id, at, since])).rowCount === 1,
  tellJob: async (id, beat, told) => {
    const text = 'update jobs set beat = $2, told = $3 where id = $1 returning stop';
    return (await select<{ stop: boolean }>(pool, text, [id, beat, JSON.stringify(told)]))[0]?.stop ?? true;
  },
  stopJob: async (id) => void (await pool.query('update jobs set stop = true where id = $1', [id])),
  forgetJobs: async (before) => void (await pool.query('delete from jobs where made_at < $1', [before])),
});
