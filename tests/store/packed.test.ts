import { expect, test } from 'vitest';
import { pack, unpack } from '#server/store/sqlite/packed.ts';

test('updates come out of the thread as they went in, whoever wrote them and however long they are', () => {
  const batch = [
    {
      name: 'lists/1/rows' as const,
      updates: [
        { update: Uint8Array.of(1, 2, 3), by: 'ann', at: 5 },
        { update: new Uint8Array(), by: 'g-"1"', at: 6 },
      ],
    },
    { name: 'lists/2/rows' as const, updates: [] },
    { name: 'lists/1/rows' as const, updates: [{ update: Uint8Array.of(9).subarray(0, 1), by: '安', at: 7 }] },
  ];
  expect(unpack(...pack(batch))).toEqual(batch);
});
