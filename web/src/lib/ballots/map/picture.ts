/** The map as a picture: a disc of radius 100 with the room on it. Pure geometry; y points up on the map and down on the screen. */
import type { Dot, RoomMap } from '#shared/consensus/room-map.ts';

/** Dots stay inside this, so that letters find room between them and the rim. */
const inner = 90;
/** Votes from the middle to the rim at least: a few people who agree must not look like a quarrel. */
const smallest = 1.6;

/** Votes from the middle to the outermost dot. */
export const reachOf = ({ dots, groups }: RoomMap): number =>
  Math.max(smallest, ...dots.map(({ x, y }) => Math.hypot(x, y)), ...groups.map(({ centre: [x, y] }) => Math.hypot(x, y)));

/** The picture does not breathe with every vote: it grows when somebody would leave it, and shrinks only when much is empty. */
export const steadyReach = (before: number | null, wanted: number): number =>
  before !== null && wanted <= before && wanted > 0.7 * before ? before : wanted * 1.04;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const onPicture = ({ x, y }: Point, reach: number): Point => {
  const scale = inner / reach;
  const far = Math.max(1, (Math.hypot(x, y) * scale) / 96);
  return { x: (x * scale) / far, y: (-y * scale) / far };
};

export const dotSize = (dots: number): number => (dots <= 30 ? 4.6 : dots <= 80 ? 3.7 : dots <= 180 ? 2.9 : 2.4);

export interface Field {
  readonly x: number;
  readonly y: number;
  readonly long: number;
  readonly short: number;
  /** Degrees. */
  readonly turn: number;
  /** Where its letter stands. */
  readonly label: Point;
}

/** The stretch of the picture a group covers: two deviations round its middle. Null for one without dots. */
export const fieldOf = (points: readonly Point[]): Field | null => {
  const n = points.length;
  if (n === 0) return null;
  const x = points.reduce((sum, one) => sum + one.x, 0) / n;
  const y = points.reduce((sum, one) => sum + one.y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const point of points) {
    xx += (point.x - x) ** 2 / n;
    xy += ((point.x - x) * (point.y - y)) / n;
    yy += (point.y - y) ** 2 / n;
  }
  const [half, root] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const axis = (value: number): number => 2 * Math.sqrt(Math.max(0, value)) + 8;
  const [long, short] = [axis(half + root), axis(half - root)];
  const turn = (Math.atan2(2 * xy, xx - yy) / 2) * (180 / Math.PI);
  return { x, y, long, short, turn, label: labelOf({ x, y }, points) };
};

/** Outside its dots, away from the middle of the room. */
const labelOf = (middle: Point, points: readonly Point[]): Point => {
  const far = Math.hypot(middle.x, middle.y);
  const [u, v] = far < 1 ? [0, -1] : [middle.x / far, middle.y / far];
  const edge = Math.max(...points.map((one) => one.x * u + one.y * v));
  const at = Math.min(edge + 13, 106);
  const across = middle.y * u - middle.x * v;
  return { x: at * u - across * v, y: at * v + across * u };
};

const path = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`;
const polygon = (corners: number, radius: number, from: number): string =>
  path(
    Array.from({ length: corners }, (_, corner) => {
      const angle = from + (2 * Math.PI * corner) / corners;
      return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    }),
  );
const round = `M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z`;

/** Shapes of the same weight, radius 1: round, triangle, square, diamond, star of five. Told apart without colour and when small. */
const shapes = [
  round,
  polygon(3, 1.45, -Math.PI / 2),
  polygon(4, 1.3, Math.PI / 4),
  polygon(4, 1.4, 0),
  path(
    Array.from({ length: 10 }, (_, corner) => {
      const [angle, radius] = [-Math.PI / 2 + (Math.PI * corner) / 5, corner % 2 === 0 ? 1.55 : 0.75];
      return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    }),
  ),
];

/** Five looks; a sixth group that ever appears in one room begins anew, its letter does not. */
export const lookOf = (number: number): number => number % shapes.length;
export const shapeOf = (number: number | null): string => shapes[number === null ? 0 : lookOf(number)]!;

/** How boldly a dot is drawn: pale while its place is a guess. */
export const boldness = (unsure: number): number => Math.min(1, Math.max(0.3, 1.25 - 0.55 * unsure));

/** A dot on the screen, the same from map to map as far as the eye can tell. */
export interface Drawn extends Dot {
  readonly key: number;
}

/**
 * Which dot went where nobody is told; so each new one is taken for the nearest old one of the same group, and moves from there.
 */
export const carriedOn = (before: readonly Drawn[], dots: readonly Dot[]): readonly Drawn[] => {
  const left = new Set(before);
  let fresh = before.reduce((most, { key }) => Math.max(most, key), 0);
  return dots.map((dot) => {
    let [nearest, least]: [Drawn | null, number] = [null, 2.5];
    for (const old of left) {
      const distance = Math.hypot(old.x - dot.x, old.y - dot.y) + (old.group === dot.group ? 0 : 1);
      if (distance < least) [nearest, least] = [old, distance];
    }
    if (nearest) left.delete(nearest);
    return { ...dot, key: nearest ? nearest.key : (fresh += 1) };
  });
};

/** Where on the picture people are for a statement: at `from` those against begin, at `to` those for it; the line between is even. */
export interface Slope {
  readonly from: Point;
  readonly to: Point;
  /** Two ends of the line where the prediction turns; null where the whole room is of one mind. */
  readonly line: readonly [Point, Point] | null;
  /** Unit vector towards those for it. */
  readonly towards: Point;
}

const sure = 0.8;

/** From how the map predicts the votes on a statement; null where the map says nothing of it. */
export const slopeOf = ({ placing }: RoomMap, statement: number, reach: number): Slope | null => {
  const [p, q, r] = placing.stretch;
  const det = p * r - q * q;
  const [a, b] = [placing.fit.w[2 * statement] ?? 0, placing.fit.w[2 * statement + 1] ?? 0];
  const level = placing.fit.c[statement] ?? 0;
  // On a line (all people along one axis) the stretch has no inverse; the axis alone is enough.
  const [gx, gy] = Math.abs(det) > 1e-6 ? [(r * a - q * b) / det, (p * b - q * a) / det] : [a / Math.max(p, 1e-6), 0];
  const steep = Math.hypot(gx, gy);
  if (steep < 1e-6) return null;
  const towards = { x: gx / steep, y: -gy / steep };
  const at = (value: number): Point => {
    const t = (((value - level) / steep) * inner) / reach;
    return { x: towards.x * t, y: towards.y * t };
  };
  const middle = at(0);
  const far = Math.hypot(middle.x, middle.y);
  const half = far < 99 ? Math.sqrt(99 ** 2 - far ** 2) : 0;
  const line = half === 0 ? null : ([-half, half] as const).map((s) => ({ x: middle.x - towards.y * s, y: middle.y + towards.x * s }));
  return { from: at(-sure), to: at(sure), line: line as Slope['line'], towards };
};
