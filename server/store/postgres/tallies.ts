import type pg from 'pg';
import { blockOf, blocksOf, groupRange, spansOf } from '../tally-spans.ts';
import type { TallyChange, TallyPart, TallyQuery, TallyStore, TallySum } from '../store.ts';
import { sendColumns } from './columns.ts';
import { inTransaction, quiet, select } from './connection.ts';

/** Sums in one statement: so many stay well within the time a statement may take. */
const slice = 20_000;

/** In the order of `spansOf`: two nodes that add to the same sums lock them one after the other. */
export const sendTallies = (client: pg.ClientBase, changes: readonly TallyChange[], sent: Promise<unknown>[]): void => {
  const spans = spansOf(changes);
  for (let from = 0; from < spans.length; from += slice)
    sendColumns(
      client,
      sent,
      `insert into tallies (tally, level, era, grp, figure, span, value)
       select tally, level, era, grp, figure, span, value from ? with ordinality as v (tally, level, era, grp, figure, span, value, n) order by v.n
       on conflict (tally, level, era, grp, figure, span) do update set value = tallies.value + excluded.value`,
      ['text', 'bigint', 'bigint', 'text', 'text', 'bigint', 'bigint'],
      spans
        .slice(from, from + slice)
        .map(({ tally, level, era, group, figure, span, value }) => [tally, level, era, group, figure, span, value]),
    );
};

type Given = (value: unknown) => string;

const wanted = ({ tally, groups, figures }: TallyQuery, given: Given): string => {
  const range = groupRange(groups);
  const of = range ? `grp >= ${given(range[0])} and grp < ${given(range[1])}` : `grp = any(${given(groups)}::text[])`;
  return `tally = ${given(tally)} and ${of}${figures === null ? '' : ` and figure = any(${given(figures)}::text[])`}`;
};

const sums = (pool: pg.Pool, query: TallyQuery): Promise<TallySum[]> => {
  const values: unknown[] = [];
  const given: Given = (value) => `$${values.push(value)}`;
  const from = `select grp, figure, value from tallies where ${wanted(query, given)}`;
  const block = given(blockOf(query.upTo));
  const text = `select grp as "group", figure, sum(value)::bigint as value from
      (${from} and level = 0 and era = ${block} and span <= ${given(query.upTo)} union all ${from} and level = 1 and era = 0 and span < ${block}) s
    group by grp, figure having sum(value) <> 0 order by grp, figure`;
  return select<TallySum & pg.QueryResultRow>(pool, text, values);
};

const days = (pool: pg.Pool, query: Parameters<TallyStore['tallyDays']>[0]): Promise<(TallySum & { day: number })[]> => {
  const values: unknown[] = [];
  const given: Given = (value) => `$${values.push(value)}`;
  const text = `select grp as "group", figure, value, span as day from tallies where ${wanted(query, given)} and level = 0
    and era = any(${given(blocksOf(query.since, query.upTo))}::bigint[]) and span between ${given(query.since)} and ${given(query.upTo)} and value <> 0
    order by span, grp, figure`;
  return select<TallySum & { day: number } & pg.QueryResultRow>(pool, text, values);
};

const make = (pool: pg.Pool, { tally, from, made, changes }: TallyPart): Promise<boolean> =>
  inTransaction(pool, async (client, sent) => {
    // Whoever makes on from the same place waits here.
    const begun = quiet(
      client.query(`insert into tallies_made (tally, after, done) values ($1, '', false) on conflict do nothing`, [tally]),
    );
    const found = quiet(
      select<{ after: string; done: boolean }>(client, 'select after, done from tallies_made where tally = $1 for update', [tally]),
    );
    await begun;
    const [known] = await found;
    if (!known || known.done || known.after !== from) return false;
    sendTallies(client, changes, sent);
    sent.push(quiet(client.query('update tallies_made set after = $2, done = $3 where tally = $1', [tally, made.after, made.done])));
    return true;
  });

export const tallyStore = (pool: pg.Pool): TallyStore => ({
  tallySums: (query) => sums(pool, query),
  tallyDays: (query) => days(pool, query),
  tallyMade: async (tally) => {
    const [found] = await select<{ after: string; done: boolean }>(pool, 'select after, done from tallies_made where tally = $1', [tally]);
    return found ?? null;
  },
  makeTally: (part) => make(pool, part),
  tallies: async () => (await select<{ tally: string }>(pool, 'select tally from tallies_made order by tally')).map(({ tally }) => tally),
  dropTally: async (tally) => {
    await pool.query('delete from tallies_made where tally = $1', [tally]);
    const some = 'delete from tallies where ctid = any(array(select ctid from tallies where tally = $1 limit $2))';
    while ((await pool.query(some, [tally, slice])).rowCount === slice);
  },
});
