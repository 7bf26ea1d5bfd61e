import { expect, test } from 'vitest';
import { placeBefore } from '#web/lib/sessions/drag.ts';
import { likeness } from '#web/lib/sessions/likeness.ts';

test('questions that say nearly the same read more alike than others', () => {
  const asked = '夜间外来车辆占位由谁来管？';
  expect(likeness(asked, '晚上外来的车占位谁管')).toBeGreaterThan(likeness(asked, '路灯什么时候修好？'));
  expect(likeness(asked, asked.replace('？', ' '))).toBe(1);
  expect(likeness('', '')).toBe(0);
  expect(likeness('a', 'a')).toBe(1);
});

test('a row dropped on another goes before it, or behind it on its lower half', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  expect(placeBefore(rows, 'd', 'b', false)).toBe('b');
  expect(placeBefore(rows, 'a', 'b', true)).toBe('c');
  expect(placeBefore(rows, 'a', 'd', true)).toBeNull();
  // Behind the one it stood before already: nothing to jump over but itself.
  expect(placeBefore(rows, 'b', 'a', true)).toBe('c');
});
