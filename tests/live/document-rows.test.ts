import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { placesBetween } from '#web/lib/live/document-order.ts';
import { inOrder, Rows, type DocumentRow } from '#web/lib/live/document-rows.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const change = fc.record({
  id: fc.constantFrom(...ids),
  order: fc.constantFrom('', 'c', 'h', 'h5', 'p'),
  kind: fc.constantFrom('put', 'move', 'write', 'remove'),
});

const apply = (rows: Rows, { id, order, kind }: { id: string; order: string; kind: string }): void => {
  if (kind === 'put') rows.put(id, { order }, { task: '' });
  else if (kind === 'move') rows.set(id, 'order', order);
  else if (kind === 'write') rows.splice(id, 'task', [{ at: 0, removed: 0, inserted: order }]);
  else rows.remove(id);
};

test('rows read bit by bit are what they would be read as a whole, and untouched rows stay the same objects', () =>
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 30 }), (steps) => {
      const rows = new Rows(Y, new Y.Doc(), {});
      let known: readonly DocumentRow[] = [];
      for (const step of steps) {
        rows.change(() => step.forEach((one) => apply(rows, one)));
        const changed = new Set(step.map(({ id }) => id));
        const next = rows.read(known, changed);
        expect(next).toEqual(inOrder(rows.read([], null)));
        for (const row of known) if (!changed.has(row.id)) expect(next).toContain(row);
        known = next;
      }
    }),
  ));

test('many rows at once get short places in order between their neighbours', () => {
  const places = placesBetween('b', 'c', 1000);
  expect(places.toSorted()).toEqual(places);
  expect(new Set(places).size).toBe(1000);
  expect(places.every((place) => place > 'b' && place < 'c')).toBe(true);
  expect(Math.max(...places.map(({ length }) => length))).toBeLessThan(12);
});
