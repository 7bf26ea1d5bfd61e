import type { DatabaseSync } from 'node:sqlite';
import { blockOf, blocksOf, groupRange, spansOf } from '../tally-spans.ts';
import type { TallyChange, TallyPart, TallyQuery, TallyStore, TallySum } from '../store.ts';
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
    group by grp, figure having sum(value) <> 0 order by grp, figure`;
};
const daySql = (range: boolean): string =>
  `select grp as "group", figure, value, span as day from tallies where tally = ? and level = 0 and era in (select value from json_each(?)) and span between ? and ?
   and ${ofGroups(range)} and ${ofFigures} and value <> 0 order by span, grp, figure`;

export const tallyReads = (db: DatabaseSync): Pick<TallyStore, 'tallySums' | 'tallyDays' | 'tallyMade' | 'tallies'> => {
  const sums = [false, true].map((range) => query<TallySum>(db, sumSql(range)));
  const days = [false, true].map((range) => query<TallySum & { day: number }>(db, daySql(range)));
  const made = query<{ after: string; done: number }>(db, 'select after, done from tallies_made where tally = ?');
  const names = query<{ tally: string }>(db, 'select tally from tallies_made order by tally');
  const which = (groups: TallyQuery['groups']): number => (groupRange(groups) ? 1 : 0);
  return {
    tallySums: async ({ tally, groups, figures, upTo }) => {
      const who = asked(groups, figures);
      const found = sums[which(groups)]?.all(tally, blockOf(upTo), upTo, ...who, tally, blockOf(upTo), ...who) ?? [];
      return found.map((sum) => ({ ...sum }));
    },
    tallyDays: async ({ tally, groups, figures, since, upTo }) => {
      const place = [JSON.stringify(blocksOf(since, upTo)), since, upTo];
      return (days[which(groups)]?.all(tally, ...place, ...asked(groups, figures)) ?? []).map((sum) => ({ ...sum }));
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
  const write = tallyWriter(db);
  const made = query<{ after: string; done: number }>(db, 'select after, done from tallies_made where tally = ?');
  const put = db.prepare('replace into tallies_made (tally, after, done) values (?, ?, ?)');
  const drops = ['tallies', 'tallies_made'].map((table) => db.prepare(`delete from ${table} where tally = ?`));
  return {
    makeTally: ({ tally, from, made: { after, done }, changes }: TallyPart): boolean => {
      const known = made.get(tally);
      if (known?.done === 1 || (known?.after ?? '') !== from) return false;
      write(changes);
      put.run(tally, after, done ? 1 : 0);
      return true;
    },
    dropTally: (tally: string): void => {
      for (const drop of drops) drop.run(tally);
    },
  };
};
