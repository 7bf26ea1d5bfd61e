import type pg from 'pg';
import { added, additionsOf, allDays, allSums, erasUpTo, type Addition, type Block } from '../tally-blocks.ts';
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

const ofGroups = ({ tally, groups }: TallyQuery, given: Given): string => {
  const range = groupRange(groups);
  const of = range ? `grp >= ${given(range[0])} and grp < ${given(range[1])}` : `grp = any(${given(groups)}::text[])`;
  return `tally = ${given(tally)} and ${of}`;
};

interface Found {
  readonly group: string;
  readonly figure: string | null;
  readonly value: number;
  readonly day: number;
  readonly figures: string;
}

/** Both forms in one statement, so that they are of one moment. */
const bothForms = async (pool: pg.Pool, query: TallyQuery, eras: readonly number[], form: (wanted: string, given: Given) => string) => {
  const values: unknown[] = [];
  const given: Given = (value) => `$${values.push(value)}`;
  const groups = ofGroups(query, given);
  const kept = form(`${groups}${query.figures === null ? '' : ` and figure = any(${given(query.figures)}::text[])`}`, given);
  const text = `select grp as "group", figure, value, day, '' as figures from (${kept}) k
    union all select grp, null, 0, era, figures from tally_blocks where ${groups} and era = any(${given(eras)}::bigint[])`;
  const kinds: { kept: (TallySum & { day: number })[]; blocks: Block[] } = { kept: [], blocks: [] };
  for (const { group, figure, value, day, figures } of await select<Found & pg.QueryResultRow>(pool, text, values))
    if (figure === null) kinds.blocks.push({ era: day, group, figures });
    else kinds.kept.push({ group, figure, value, day });
  return kinds;
};

const sums = async (pool: pg.Pool, query: TallyQuery): Promise<TallySum[]> => {
  const { kept, blocks } = await bothForms(pool, query, erasUpTo(query.upTo), (wanted, given) => {
    const from = `select grp, figure, value from tallies where ${wanted}`;
    const block = given(blockOf(query.upTo));
    return `select grp, figure, sum(value)::bigint as value, 0 as day from
      (${from} and level = 0 and era = ${block} and span <= ${given(query.upTo)} union all ${from} and level = 1 and era = 0 and span < ${block}) s
      group by grp, figure`;
  });
  return allSums(kept, blocks, query);
};

const days = async (pool: pg.Pool, query: Parameters<TallyStore['tallyDays']>[0]): Promise<(TallySum & { day: number })[]> => {
  const eras = blocksOf(query.since, query.upTo);
  const { kept, blocks } = await bothForms(
    pool,
    query,
    eras,
    (wanted, given) => `select grp, figure, value, span as day from tallies where ${wanted} and level = 0
      and era = any(${given(eras)}::bigint[]) and span between ${given(query.since)} and ${given(query.upTo)}`,
  );
  return allDays(kept, blocks, query);
};

/** Rows of blocks in one statement, each of some ten thousand letters at most. */
const together = 1_000;

/** Whoever else makes this tally waits for the row of `tallies_made`, so nobody writes what is read here. */
const addBlocks = async (client: pg.ClientBase, tally: string, additions: readonly Addition[], sent: Promise<unknown>[]): Promise<void> => {
  for (let from = 0; from < additions.length; from += together) {
    const some = additions.slice(from, from + together);
    const text = `select era, grp as "group", figures from tally_blocks
      where tally = $1 and (era, grp) in (select * from unnest($2::bigint[], $3::text[]))`;
    const found = await select<Block & pg.QueryResultRow>(client, text, [
      tally,
      some.map(({ era }) => era),
      some.map(({ group }) => group),
    ]);
    const known = new Map(found.map(({ era, group, figures }) => [`${era} ${group}`, figures]));
    sendColumns(
      client,
      sent,
      `insert into tally_blocks (tally, era, grp, figures) select * from ?
       on conflict (tally, era, grp) do update set figures = excluded.figures`,
      ['text', 'bigint', 'text', 'text'],
      some.map((addition) => {
        const { era, group, figures } = added(addition, known.get(`${addition.era} ${addition.group}`));
        return [tally, era, group, figures];
      }),
    );
  }
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
    await addBlocks(client, tally, additionsOf(changes), sent);
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
    await pool.query('delete from tally_blocks where tally = $1', [tally]);
    const some = 'delete from tallies where ctid = any(array(select ctid from tallies where tally = $1 limit $2))';
    while ((await pool.query(some, [tally, slice])).rowCount === slice);
  },
});
