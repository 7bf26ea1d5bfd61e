import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beside, cloudOf, frameOf, hand, wall } from '#web/lib/ballots/cloud.ts';

describe('the cloud', () => {
  const terms = fc
    .uniqueArray(fc.record({ text: fc.stringMatching(/^[\u4e00-\u4fff]{1,8}$/), count: fc.integer({ min: 1, max: 60 }) }), {
      selector: (term) => term.text,
      maxLength: 50,
    })
    .map((list) => list.toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)));

  test.each([wall, beside, hand])('nothing lies over anything else, nothing leaves the canvas, and it is the same every time', (canvas) => {
    fc.assert(
      fc.property(terms, (list) => {
        const placed = cloudOf(list, canvas);
        expect(cloudOf(list, canvas)).toEqual(placed);
        for (const [n, a] of placed.entries()) {
          expect(Math.abs(a.x) + a.width / 2).toBeLessThanOrEqual(canvas.width / 2 + 1e-6);
          expect(Math.abs(a.y) + a.size / 2).toBeLessThanOrEqual(canvas.height / 2 + 1e-6);
          for (const b of placed.slice(n + 1)) {
            const apart = Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.size + b.size;
            expect(apart, `${a.text} and ${b.text}`).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the most frequent stands in the middle and is largest; none is too small to read', () => {
    const placed = cloudOf(
      [
        { text: '停车难', count: 9 },
        { text: '电梯', count: 3 },
        { text: '绿化', count: 1 },
      ],
      wall,
    );
    expect(placed.map((one) => one.text)).toEqual(['停车难', '电梯', '绿化']);
    expect([placed[0]?.x, placed[0]?.y]).toEqual([0, 0]);
    expect(placed[0]!.size).toBeGreaterThan(placed[1]!.size);
    expect(Math.min(...placed.map((one) => one.size))).toBeGreaterThanOrEqual(wall.least);
  });

  test('few terms fill the frame, and the frame holds all of them', () => {
    const placed = cloudOf(
      [
        { text: '停车难', count: 9 },
        { text: '电梯', count: 3 },
      ],
      wall,
    );
    const frame = frameOf(placed, wall);
    expect(frame.width).toBeLessThan(wall.width);
    expect(frame.width).toBeGreaterThanOrEqual(wall.width / 2);
    for (const one of placed) expect(Math.abs(one.x) + one.width / 2).toBeLessThanOrEqual(frame.width / 2 + 1e-6);
  });
});
