import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Blocks } from '#web/lib/checklists/blocks.ts';

const rows = (ids: readonly (string | number)[]) => ids.map((id) => ({ id: String(id), cells: {} }));
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const placesIn = (blocks: ReturnType<Blocks['cut']>): ReadonlyMap<string, number> =>
  new Map(blocks.flatMap(({ key, rows: there }) => there.map(({ id }) => [id, key] as const)));

test('blocks hold all rows in order, each block once', () =>
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat(60), { maxLength: 60 }), { minLength: 1, maxLength: 6 }), (steps) => {
      const blocks = new Blocks();
      for (const ids of steps) {
        const cut = blocks.cut(rows(ids));
        expect(cut.flatMap(({ rows: there }) => there.map(({ id }) => id))).toEqual(ids.map(String));
        expect(new Set(cut.map(({ key }) => key)).size).toBe(cut.length);
      }
    }),
  ));

test('a new row, a row taken out, a moved row: every other row stays in its block', () =>
  fc.assert(
    fc.property(fc.nat(99), fc.nat(99), fc.constantFrom('add', 'remove', 'move'), (from, to, kind) => {
      const blocks = new Blocks();
      const before = placesIn(blocks.cut(rows(upTo(100))));
      const left = kind === 'add' ? upTo(100) : upTo(100).filter((id) => id !== from);
      const after = kind === 'remove' ? left : left.toSpliced(to, 0, kind === 'add' ? 1000 : from);
      const places = placesIn(blocks.cut(rows(after)));
      const other = left.filter((id) => places.get(String(id)) !== before.get(String(id)));
      // Of two neighbours that changed places either one may be taken for the one that moved.
      if (kind === 'move' && Math.abs(to - from) === 1) expect(other.length).toBeLessThanOrEqual(1);
      else expect(other.filter((id) => id !== from || kind === 'add')).toEqual([]);
    }),
  ));

test('a key in one row is news for its block alone', () => {
  const blocks = new Blocks();
  const all = rows(upTo(100));
  const before = blocks.cut(all);
  const after = blocks.cut(all.map((row, n) => (n === 40 ? { ...row } : row)));
  expect(after.filter((block, n) => block !== before[n])).toHaveLength(1);
  expect(after.map(({ first }) => first)).toEqual(before.map(({ first }) => first));
});
