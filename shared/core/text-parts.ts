/** What became of a text, character by character: the fewest letters taken out and put in that lead from one to the other. */

export interface TextPart {
  readonly how: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Letters changed beyond which the whole middle counts as rewritten: it would take long to compare and nobody could read it. */
const mostChanged = 600;

type Letters = readonly string[];

/** The furthest `x` reached on each diagonal, step by step (Myers 1986); null when it takes more steps than are worth it. */
const trace = (a: Letters, b: Letters): Int32Array[] | null => {
  const most = Math.min(a.length + b.length, mostChanged);
  const reach = new Int32Array(2 * most + 3);
  const steps: Int32Array[] = [];
  for (let d = 0; d <= most; d += 1) {
    steps.push(reach.slice());
    for (let k = -d; k <= d; k += 2) {
      const at = k + most + 1;
      const down = k === -d || (k !== d && (reach[at - 1] ?? 0) < (reach[at + 1] ?? 0));
      let x = down ? (reach[at + 1] ?? 0) : (reach[at - 1] ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return steps;
    }
  }
  return null;
};

/** Backwards from the end: one part for each letter. */
const walk = (a: Letters, b: Letters, steps: readonly Int32Array[]): TextPart[] => {
  const middle = ((steps[0]?.length ?? 3) - 3) / 2 + 1;
  const parts: TextPart[] = [];
  let [x, y] = [a.length, b.length];
  const same = (toX: number, toY: number): void => {
    for (; x > toX && y > toY; y -= 1) parts.push({ how: 'same', text: a[(x -= 1)] ?? '' });
  };
  for (let d = steps.length - 1; d > 0; d -= 1) {
    const reached = (k: number): number => steps[d]?.[middle + k] ?? 0;
    const k = x - y;
    const down = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const from = down ? k + 1 : k - 1;
    const [oldX, oldY] = [reached(from), reached(from) - from];
    same(oldX, oldY);
    parts.push(down ? { how: 'added', text: b[oldY] ?? '' } : { how: 'removed', text: a[oldX] ?? '' });
    [x, y] = [oldX, oldY];
  }
  same(0, 0);
  return parts.reverse();
};

/** Between two pieces that stayed, first all that went, then all that came. */
const joined = (parts: readonly TextPart[]): TextPart[] => {
  const whole: TextPart[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') whole.push({ how: 'removed', text: removed });
    if (added !== '') whole.push({ how: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { how, text } of parts) {
    const last = whole.at(-1);
    if (how === 'removed') removed += text;
    else if (how === 'added') added += text;
    else {
      flush();
      if (last?.how === 'same' && whole.at(-1) === last) whole[whole.length - 1] = { how, text: last.text + text };
      else whole.push({ how, text });
    }
  }
  flush();
  return whole;
};

/** Parts without the added ones are `before`, parts without the removed ones are `after`. Letters are never cut apart. */
export const textParts = (before: string, after: string): readonly TextPart[] => {
  const [a, b] = [Array.from(before), Array.from(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [old, now] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const steps = trace(old, now);
  const middle: readonly TextPart[] = steps
    ? walk(old, now, steps)
    : [
        { how: 'removed', text: old.join('') },
        { how: 'added', text: now.join('') },
      ];
  const ends = (letters: Letters): TextPart[] => (letters.length > 0 ? [{ how: 'same', text: letters.join('') }] : []);
  return joined([...ends(a.slice(0, head)), ...middle, ...ends(a.slice(a.length - tail))]);
};
