import type { DatabaseSync } from 'node:sqlite';
import type { TallyChange, TallyPart, TallyQuery, TallyStore, TallySum } from '../store.ts';
import { added, additionsOf, allDays, allSums, erasUpTo, type Block } from '../tally-blocks.ts';
import { blockOf, blocksOf, groupRange, spansOf } from '../tally-spans.ts';
import { query } from './connection.ts';

/** Lists travel as JSON: one statement for any number of groups and figures. */
const asked = (groups: TallyQuery['groups'], figures: TallyQuery['figures']): readonly (string | null)[] => {
  const range = groupRange(groups);
  return [
    ...(range ?? [JSON.stringify(groups)]),
    figures === null ? null : JSON.stringify(figures),
    figures === null ? null : JSON.stringify(figures),
  ];
};
const ofGroups = (range: boolean): string => (range ? 'grp >= ? and grp < ?' : 'grp in (select value from json_each(?))');
const ofFigures = '(? is null or figure in (select value from json_each(?)))';

const sumSql = (range: boolean): string => {
  const part = (place: string): string =>
    `select grp, figure, value from tallies where tally = ? and ${place} and ${ofGroups(range)} and ${ofFigures}`;
  return `select grp as "group", figure, sum(value) as value from
    (${part('level = 0 and era = ? and span <= ?')} union all ${part('level = 1 and era = 0 and span < ?')})
    group by grp, figure`;
};
const daySql = (range: boolean): string =>
  `select grp as "group", figure, value, span as day from tallies where tally = ? and level = 0 and era in (select value from json_each(?)) and span between ? and ?
   and ${ofGroups(range)} and ${ofFigures}`;
const blockSql = (range: boolean): string =>
  `select era, grp as "group", figures from tally_blocks where tally = ? and era in (select value from json_each(?)) and ${ofGroups(range)}`;

export const tallyReads = (db: DatabaseSync): Pick<TallyStore, 'tallySums' | 'tallyDays' | 'tallyMade' | 'tallies'> => {
  const sums = [false, true].map((range) => query<TallySum>(db, sumSql(range)));
  const days = [false, true].map((range) => query<TallySum & { day: number }>(db, daySql(range)));
  const blocks = [false, true].map((range) => query<Block>(db, blockSql(range)));
  const made = query<{ after: string; done: number }>(db, 'select after, done from tallies_made where tally = ?');
  const names = query<{ tally: string }>(db, 'select tally from tallies_made order by tally');
  const which = (groups: TallyQuery['groups']): number => (groupRange(groups) ? 1 : 0);
  const blocksIn = ({ tally, groups }: TallyQuery, eras: readonly number[]): Block[] =>
    blocks[which(groups)]?.all(tally, JSON.stringify(eras), ...(groupRange(groups) ?? [JSON.stringify(groups)])) ?? [];
  return {
    tallySums: async (asks) => {
      const { tally, groups, figures, upTo } = asks;
      const who = asked(groups, figures);
      const found = sums[which(groups)]?.all(tally, blockOf(upTo), upTo, ...who, tally, blockOf(upTo), ...who) ?? [];
      return allSums(found, blocksIn(asks, erasUpTo(upTo)), asks);
    },
    tallyDays: async (asks) => {
      const { tally, groups, figures, since, upTo } = asks;
      const eras = blocksOf(since, upTo);
      const found = days[which(groups)]?.all(tally, JSON.stringify(eras), since, upTo, ...asked(groups, figures)) ?? [];
      return allDays(found, blocksIn(asks, eras), asks);
    },
    tallyMade: async (tally) => {
      const found = made.get(tally);
      return found ? { after: found.after, done: found.done === 1 } : null;
    },
    tallies: async () => names.all().map(({ tally }) => tally),
  };
};

export const tallyWriter = (db: DatabaseSync): ((changes: readonly TallyChange[]) => void) => {
  const add = db.prepare(
    `insert into tallies (tally, level, era, grp, figure, span, value) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do update set value = value + excluded.value`,
  );
  return (changes) => {
    for (const { tally, level, era, group, figure, span, value } of spansOf(changes))
      add.run(tally, level, era, group, figure, span, value);
  };
};

export const tallyWrites = (db: DatabaseSync) => {
  const known = query<{ figures: string }>(db, 'select figures from tally_blocks where tally = ? and era = ? and grp = ?');
  const block = db.prepare('replace into tally_blocks (tally, era, grp, figures) values (?, ?, ?, ?)');
  const made = query<{ after: string; done: number }>(db, 'select after, done from tallies_made where tally = ?');
  const put = db.prepare('replace into tallies_made (tally, after, done) values (?, ?, ?)');
  const drops = ['tallies', 'tally_blocks', 'tallies_made'].map((table) => db.prepare(`delete from ${table} where tally = ?`));
  return {
    makeTally: ({ tally, from, made: { after, done }, changes }: TallyPart): boolean => {
      const stands = made.get(tally);
      if (stands?.done === 1 || (stands?.after ?? '') !== from) return false;
      for (const addition of additionsOf(changes)) {
        const { era, group, figures } = added(addition, known.get(tally, addition.era, addition.group)?.figures);
        block.run(tally, era, group, figures);
      }
      put.run(tally, after, done ? 1 : 0);
      return true;
    },
    dropTally: (tally: string): void => {
      for (const drop of drops) drop.run(tally);
    },
  };
};
