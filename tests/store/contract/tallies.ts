import { describe, expect, test } from 'vitest';
import type { Store, TallyChange, TallyQuery } from '#server/store/store.ts';
import { entry } from '../building.ts';

const change = (group: string, figure: string, day: number, delta: number, tally = 'items~1'): TallyChange => ({
  ...{ tally, group, figure, day, delta },
});
const query = (given: Partial<TallyQuery> = {}): TallyQuery => ({ tally: 'items~1', groups: [''], figures: null, upTo: 99_999, ...given });
const first = { tally: 'items~1', from: '', made: { after: 'm', done: false } };

const withTallies = async (fresh: () => Promise<Store>, ...tallies: TallyChange[]): Promise<Store> => {
  const store = await fresh();
  await store.commit([entry('items/1', 0, 1, { tallies })]);
  return store;
};

export const tallyContract = (fresh: () => Promise<Store>): void => {
  describe('tallies', () => {
    test('what commits add is summed up to a day; the day itself counts', async () => {
      const store = await withTallies(fresh, change('', 'issued', 20_000, 2), change('', 'closed', 20_010, 1));
      await store.commit([
        entry('items/1', 1, 1, { tallies: [change('', 'issued', 20_000, 1), change('', 'issued', 20_100, -1)] }),
        entry('items/2', 0, 1, { tallies: [change('', 'issued', 20_000, 1)] }),
      ]);
      const issued = async (upTo: number) => (await store.tallySums(query({ figures: ['issued'], upTo })))[0]?.value;
      expect([await issued(19_999), await issued(20_000), await issued(20_099), await issued(20_100)]).toEqual([undefined, 4, 4, 3]);
      expect(await store.tallySums(query())).toEqual([
        { group: '', figure: 'closed', value: 1 },
        { group: '', figure: 'issued', value: 3 },
      ]);
    });

    test('of a commit that was not kept nothing is added', async () => {
      const store = await fresh();
      expect(
        await store.commit([
          entry('items/1', 0, 1, { tallies: [change('', 'issued', 1, 1)] }),
          entry('items/1', 0, 1, { tallies: [change('', 'issued', 1, 10)] }),
        ]),
      ).toEqual(['kept', 'conflict']);
      expect(await store.tallySums(query())).toEqual([{ group: '', figure: 'issued', value: 1 }]);
    });

    test('sums over years are those of all their days, wherever the last day lies', async () => {
      const days = Array.from({ length: 1_000 }, (_, n) => 20_000 + n);
      const store = await withTallies(fresh, ...days.map((day, n) => change('', 'issued', day, 1 + (n % 3))));
      for (const upTo of [20_000, 20_031, 20_032, 20_063, 20_064, 20_095, 20_096, 20_500, 20_999, 30_000]) {
        const sum = days.reduce((all, day, n) => all + (day <= upTo ? 1 + (n % 3) : 0), 0);
        expect((await store.tallySums(query({ upTo })))[0]?.value, String(upTo)).toBe(sum);
      }
    });

    test('several groups and figures at once, by name or by their beginning', async () => {
      const store = await withTallies(
        fresh,
        ...['', 'area:1', 'department:东', 'department:西', 'departments'].flatMap((group) => [
          change(group, 'issued', 1, 1),
          change(group, 'closed', 2, 1),
        ]),
      );
      const groups = async (given: Partial<TallyQuery>) =>
        (await store.tallySums(query(given))).map(({ group, figure }) => `${group} ${figure}`);
      expect(await groups({ groups: { startingWith: 'department:' }, figures: ['closed'] })).toEqual([
        'department:东 closed',
        'department:西 closed',
      ]);
      expect(await groups({ groups: ['area:1', '', 'nowhere'] })).toEqual([' closed', ' issued', 'area:1 closed', 'area:1 issued']);
      expect(await groups({ groups: { startingWith: '' } })).toHaveLength(10);
      expect(await groups({ groups: [] })).toEqual([]);
      expect(await groups({ figures: [] })).toEqual([]);
      expect(await groups({ tally: 'items~2' })).toEqual([]);
    });

    test('are told day by day; what came to nothing is left out', async () => {
      const store = await withTallies(
        fresh,
        change('', 'issued', 10, 1),
        change('', 'issued', 70, 2),
        change('', 'closed', 70, 1),
        change('b', 'issued', 70, 5),
        change('', 'issued', 300, 1),
        change('', 'issued', 301, 1),
      );
      await store.commit([entry('items/1', 1, 1, { tallies: [change('', 'issued', 300, -1)] })]);
      expect(await store.tallyDays({ ...query({ groups: ['', 'b'], upTo: 301 }), since: 11 })).toEqual([
        { day: 70, group: '', figure: 'closed', value: 1 },
        { day: 70, group: '', figure: 'issued', value: 2 },
        { day: 70, group: 'b', figure: 'issued', value: 5 },
        { day: 301, group: '', figure: 'issued', value: 1 },
      ]);
      expect(await store.tallyDays({ ...query({ groups: { startingWith: 'b' }, upTo: 300 }), since: 0 })).toHaveLength(1);
    });

    test('a making goes on from where it stands, once, and ends', async () => {
      const store = await fresh();
      expect(await store.tallyMade('items~1')).toBeNull();
      expect(await store.makeTally({ ...first, changes: [change('', 'issued', 1, 1)] })).toBe(true);
      expect(await store.makeTally({ ...first, changes: [change('', 'issued', 1, 1)] })).toBe(false);
      expect(await store.tallyMade('items~1')).toEqual({ after: 'm', done: false });
      const last = { tally: 'items~1', from: 'm', made: { after: 'z', done: true }, changes: [change('', 'issued', 2, 1)] };
      expect([await store.makeTally(last), await store.makeTally(last), await store.makeTally({ ...last, from: 'z' })]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await store.tallyMade('items~1')).toEqual({ after: 'z', done: true });
      expect(await store.tallySums(query())).toEqual([{ group: '', figure: 'issued', value: 2 }]);
    });

    test('of several who make the same part one wins', async () => {
      const store = await fresh();
      const part = { ...first, changes: [change('', 'issued', 1, 1)] };
      const won = await Promise.all([store.makeTally(part), store.makeTally(part), store.makeTally(part)]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.tallySums(query()))[0]?.value).toBe(1);
    });

    test('a making that is dropped is nowhere, and the others stay', async () => {
      const store = await fresh();
      await store.makeTally({ ...first, changes: [change('', 'issued', 1, 1)] });
      await store.makeTally({ ...first, tally: 'items~2', changes: [change('', 'issued', 1, 5, 'items~2')] });
      expect(await store.tallies()).toEqual(['items~1', 'items~2']);
      await store.dropTally('items~1');
      expect(await store.tallies()).toEqual(['items~2']);
      expect(await store.tallySums(query())).toEqual([]);
      expect((await store.tallySums(query({ tally: 'items~2' })))[0]?.value).toBe(5);
    });

    test('histories of several streams, whole and in the order asked for', async () => {
      const store = await fresh();
      await store.commit([entry('items/1', 0, 3), entry('items/2', 0, 1)]);
      const histories = await store.histories(['items/2', 'items/none', 'items/1']);
      expect(histories.map((events) => events.map(({ seq }) => seq))).toEqual([[1], [], [1, 2, 3]]);
      expect(histories[2]).toEqual(await store.events('items/1', 0));
    });
  });
};
