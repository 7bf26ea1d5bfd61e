/**
 * Where each term of a cloud stands: the most frequent in the middle, the others outward along a spiral, none over another, and always the
 * same for the same terms. What finds no room is left out, least frequent first. Pure.
 */
import type { Word } from '#shared/ballots/words.ts';

export interface Placed extends Word {
  /** Middle of its box; the canvas has its origin in the middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of a letter. */
  readonly size: number;
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Smallest and largest height of a letter, in units of the canvas. */
  readonly least: number;
  readonly most: number;
}

/** What a hall reads from ten metres, whole and beside a code to scan. */
export const wall: Canvas = { width: 1600, height: 600, least: 40, most: 150 };
export const beside: Canvas = { width: 1180, height: 440, least: 40, most: 120 };
export const hand: Canvas = { width: 360, height: 260, least: 17, most: 46 };

/** Chinese characters are as wide as they are high, Latin ones a little more than half. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uf900-\uffef]/u.test(letter) ? 1 : 0.62), 0) * size;

const line = 1.18;
const apart = 0.28;

const overlap = (a: Placed, b: Placed): boolean => {
  const gap = Math.min(a.size, b.size) * apart;
  return Math.abs(a.x - b.x) * 2 < a.width + b.width + 2 * gap && Math.abs(a.y - b.y) * 2 < (a.size + b.size) * line + gap;
};

const inside = ({ x, y, width, size }: Placed, canvas: Canvas): boolean =>
  Math.abs(x) * 2 + width <= canvas.width && Math.abs(y) * 2 + size * line <= canvas.height;

/** Archimedes' spiral, as wide as the canvas is. */
const find = (box: Placed, taken: readonly Placed[], canvas: Canvas): Placed | null => {
  const wide = canvas.width / canvas.height;
  const step = canvas.least / 6;
  const reach = canvas.height / 2;
  for (let radius = 0, angle = 0; radius <= reach; angle += step / Math.max(radius, step), radius = (step * angle) / 2) {
    const here = { ...box, x: radius * wide * Math.cos(angle), y: radius * Math.sin(angle) };
    if (inside(here, canvas) && taken.every((other) => !overlap(here, other))) return here;
  }
  return null;
};

/** What is really taken of the canvas: few terms are drawn larger, so long as nothing more than doubles. */
export const frameOf = (
  placed: readonly Placed[],
  canvas: Canvas,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } => {
  const half = (of: (one: Placed) => number, least: number): number => Math.max(least, ...placed.map(of));
  const x = half((one) => Math.abs(one.x) + one.width / 2, canvas.width / 4);
  const y = half((one) => Math.abs(one.y) + (one.size * line) / 2, canvas.height / 4);
  return { x: -x, y: -y, width: 2 * x, height: 2 * y };
};

/** `terms` as `frequentWords` orders them. */
export const cloudOf = (terms: readonly Word[], canvas: Canvas, length = 40): readonly Placed[] => {
  const shown = terms.slice(0, length);
  const top = shown[0]?.count ?? 1;
  const placed: Placed[] = [];
  for (const term of shown) {
    // By the root, so that twice as often looks twice as much by area.
    const wanted = canvas.least + (canvas.most - canvas.least) * (top === 1 ? 0.45 : Math.sqrt((term.count - 1) / (top - 1)));
    const size = Math.max(canvas.least, Math.min(wanted, (wanted * canvas.width * 0.9) / widthOf(term.text, wanted)));
    const here = find({ ...term, x: 0, y: 0, width: widthOf(term.text, size), size }, placed, canvas);
    if (here) placed.push(here);
  }
  return placed;
};
