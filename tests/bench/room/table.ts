/** What is meant to be reached beside what was, for each size of a room. */
import type { Kept } from './house.ts';
import type { Result } from './load.ts';
import type { RoomName } from './place.ts';

export interface Measured {
  readonly phones: number;
  readonly rooms: Readonly<Record<RoomName, readonly (Result & { readonly kept: Kept | null })[]>>;
}

interface Row {
  readonly measure: string;
  readonly goal: string;
  readonly reached: number | null;
  readonly met: boolean | null;
  readonly figures?: Readonly<Record<string, number | null>>;
}

const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
const worst = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));
const three = (value: number): number => Number(value.toPrecision(3));

const atMost = (measure: string, goal: number, reached: number | null, said = `≤ ${goal}`): Row => ({
  ...{ measure, goal: said, reached: reached === null ? null : three(reached) },
  met: reached === null ? null : reached <= goal,
});

const pressedRows = (phones: number, results: Measured['rooms']['this'], what: 'votes' | 'seconds'): readonly Row[] => [
  atMost(
    `${phones} phones: ${what} lost or doubled, the server killed after the last answer`,
    0,
    worst(results.map((result) => Math.abs((result[what]?.pressed ?? 0) - (result.kept?.[what] ?? 0)))),
  ),
  atMost(
    `${phones} phones: ${what} counted on every screen after the last answer, ms`,
    300,
    worst(results.map((result) => result[what]?.everyScreenMs ?? Infinity)),
  ),
];

const rowsOf = ({ phones, rooms }: Measured): readonly Row[] => {
  const of = (name: RoomName, figure: (result: Measured['rooms'][RoomName][number]) => number | null): number | null =>
    median(rooms[name].flatMap((result) => figure(result) ?? []));
  const figures = (figure: (result: Measured['rooms'][RoomName][number]) => number | null) => ({
    figures: { this: of('this', figure), 'socket.io': of('socket.io', figure), ws: of('ws', figure) },
  });
  const cost = (result: Result): number => result.telling.serverMicrosecondsPerDelivered;
  const late = (result: Result): number => result.telling.latencyMs.p99;
  const memory = (result: Result): number => result.idleKilobytesPerPhone;
  const [mine, bare] = [of('this', cost), of('socket.io', cost)];
  const [mineIdle, bareIdle] = [of('this', memory), of('socket.io', memory)];
  const untold = rooms.this.map(({ telling }) => telling.missing);
  return [
    {
      ...atMost(`${phones} phones: server CPU per delivered event, in µs`, 1, mine && bare && mine / bare, '≤ 1 × the Socket.IO room'),
      ...figures(cost),
    },
    { ...atMost(`${phones} phones: an event on all phones, p99, ms`, 250, of('this', late)), ...figures(late) },
    {
      ...atMost(
        `${phones} phones: memory of an idle phone beyond the Socket.IO room, kB`,
        20,
        mineIdle !== null && bareIdle !== null ? mineIdle - bareIdle : null,
      ),
      ...figures(memory),
    },
    atMost(`${phones} phones: events that did not arrive`, 0, worst(untold)),
    ...(['votes', 'seconds'] as const).flatMap((what) => pressedRows(phones, rooms.this, what)),
  ];
};

export const tableOf = (measured: readonly Measured[]): readonly Row[] => measured.flatMap(rowsOf);
