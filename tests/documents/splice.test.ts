import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ownPlace, placeBetween } from '#web/lib/live/document-order.ts';
import { follow, rebase, spliceOf, type Delta, type Splice } from '#web/lib/live/document-splice.ts';

const apply = (text: string, { at, removed, inserted }: Splice): string => text.slice(0, at) + inserted + text.slice(at + removed);
const words = fc.string({ unit: fc.constantFrom('一', '件', '事', 'a', '\n', '😀'), maxLength: 12 });

/** What Yjs says about a splice of a text. */
const deltaOf = (before: string, { at, removed, inserted }: Splice): { delta: Delta; after: string } => {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  text.insert(0, before);
  let delta: Delta = [];
  text.observe((event) => (delta = event.delta as Delta));
  doc.transact(() => {
    text.delete(at, removed);
    text.insert(at, inserted);
  });
  return { delta, after: text.toJSON() };
};

describe('what one input did', () => {
  test('applied to the text before it gives the text after it, wherever the caret is', () => {
    fc.assert(
      fc.property(words, words, fc.nat(20), (before, after, caret) => {
        const splice = spliceOf(before, after, Math.min(caret, after.length));
        expect(splice === null ? before : apply(before, splice)).toBe(after);
      }),
      { seed: 4 },
    );
  });

  test('a repeated character is put in where the caret says', () => {
    expect(spliceOf('哈哈', '哈哈哈', 1)).toEqual({ at: 0, removed: 0, inserted: '哈' });
    expect(spliceOf('哈哈', '哈哈哈', 3)).toEqual({ at: 2, removed: 0, inserted: '哈' });
    expect(spliceOf('哈哈哈', '哈哈', 1)).toEqual({ at: 1, removed: 1, inserted: '' });
  });

  test('a character of two units is replaced whole', () => {
    expect(spliceOf('x😀y', 'x😁y', 3)).toEqual({ at: 1, removed: 2, inserted: '😁' });
  });
});

describe('while others write', () => {
  test('a place stays before the character it stood before, as long as that is there', () => {
    const unique = '零一二三四五六七八九';
    fc.assert(
      fc.property(fc.nat(9), fc.nat(10), fc.nat(4), fc.constantFrom('', 'x', 'yz'), (index, at, removed, inserted) => {
        const splice = { at, removed: Math.min(removed, unique.length - at), inserted };
        const { delta, after } = deltaOf(unique, splice);
        const gone = index >= splice.at && index < splice.at + splice.removed;
        fc.pre(!gone);
        const place = follow(index, delta, false);
        expect(after[place]).toBe(unique[index]);
      }),
      { seed: 4 },
    );
  });

  test('what I wrote meanwhile goes in whole, what I removed is gone, what they wrote stays', () => {
    const unique = '零一二三四五六七八九';
    fc.assert(
      fc.property(fc.nat(10), fc.nat(3), fc.nat(10), fc.nat(3), (at, removed, theirAt, theirRemoved) => {
        const mine = { at, removed: Math.min(removed, unique.length - at), inserted: 'ME' };
        const theirs = { at: theirAt, removed: Math.min(theirRemoved, unique.length - theirAt), inserted: 'you' };
        const { delta, after } = deltaOf(unique, theirs);
        const both = rebase(mine, [delta]).reduce(apply, after);
        const gone = new Set([...unique.slice(mine.at, mine.at + mine.removed), ...unique.slice(theirs.at, theirs.at + theirs.removed)]);
        expect(both).toContain('ME');
        expect(both).toContain('you');
        expect(both.replace('ME', '').replace('you', '')).toBe([...unique].filter((one) => !gone.has(one)).join(''));
      }),
      { seed: 4 },
    );
  });
});

describe('places between places', () => {
  test('there is always one, at the ends, too', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 80 }), (picks) => {
        const places: string[] = [];
        for (const pick of picks) {
          const n = pick % (places.length + 1);
          places.splice(n, 0, placeBetween(places[n - 1] ?? null, places[n] ?? null));
        }
        expect(places).toEqual(places.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(new Set(places).size).toBe(places.length);
      }),
      { seed: 4 },
    );
  });

  test('after and between the places the house gives', () => {
    expect(placeBetween('c000', 'c001') > 'c000' && placeBetween('c000', 'c001') < 'c001').toBe(true);
    expect(placeBetween('c001', null) > 'c001').toBe(true);
    expect(placeBetween(null, 'c000') < 'c000').toBe(true);
    expect(placeBetween('c1', 'c1') > 'c1').toBe(true);
  });

  test('two people who put rows into the same gap at once leave room between them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.stringMatching(/^[0-9a-f]{3}i$/u)), { minLength: 2, maxLength: 60 }), (picks) => {
        const places: string[] = [];
        for (const [pick, mark] of picks) {
          const n = pick % (places.length + 1);
          const [low, high] = [places[n - 1] ?? null, places[n] ?? null];
          const place = placeBetween(low, high);
          const mine = ownPlace(place, high, mark);
          expect((low === null || mine > low) && (high === null || mine < high)).toBe(true);
          places.splice(n, 0, mine);
        }
      }),
      { seed: 5 },
    );
    const [one, other] = [ownPlace(placeBetween('c1', null), null, '3a7i'), ownPlace(placeBetween('c1', null), null, 'b20i')];
    expect(one).not.toBe(other);
    const between = placeBetween(one, other);
    expect(between > one && between < other).toBe(true);
  });
});
