/**
 * The thread in which maps are computed, away from the event loop. They leave as JSON text, so that whoever passes them on to screens has
 * nothing to take apart.
 */
import { parentPort } from 'node:worker_threads';
import type { RoomMap } from '#shared/consensus/room-map.ts';
import { heardMap, toldMap, type ToldMap } from '#shared/consensus/told-map.ts';
import { Desk } from './desk.ts';
import type { Told } from './room.ts';
import { Rooms } from './rooms.ts';

export type ToWorker =
  | { readonly line: string }
  /** `before`: the map as it was last shown, as JSON text. */
  | { readonly begin: string; readonly before: string | null }
  /** `more`: what is known already is not told to its end. */
  | { readonly room: string; readonly told: Told; readonly more: boolean }
  | { readonly report: string }
  | { readonly end: string };

/** `answer` to a line, `map` of a room, `report` when it was asked for (null: no such room). */
export type FromWorker = { readonly answer: string } | { readonly room: string; readonly map: string } | { readonly report: string | null };

const port = parentPort;
if (port === null) throw new Error('runs as a worker only');
const say = (told: FromWorker): void => port.postMessage(told);

const desk = new Desk();
const text = (map: RoomMap): string => JSON.stringify(toldMap(map));
const rooms = new Rooms((room, map) => say({ room, map: text(map) }));

const report = (name: string): string | null => {
  const map = rooms.report(name);
  return map === null ? null : text(map);
};

port.on('message', (asked: ToWorker) => {
  if ('line' in asked) say({ answer: desk.answer(asked.line) });
  else if ('begin' in asked) rooms.begin(asked.begin, asked.before === null ? null : heardMap(JSON.parse(asked.before) as ToldMap));
  else if ('room' in asked) rooms.tell(asked.room, asked.told, asked.more);
  else if ('report' in asked) say({ report: report(asked.report) });
  else rooms.end(asked.end);
});
