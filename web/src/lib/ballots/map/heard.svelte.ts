import type { Mark } from '#shared/ballots/state.ts';
import { groupAt, ownPlace, type RoomMap } from '#shared/consensus/room-map.ts';
import { heardMap, type ToldMap } from '#shared/consensus/told-map.ts';
import { theBallots } from '../room.svelte.ts';

const values: Readonly<Record<Mark, 1 | 0 | -1>> = { agree: 1, pass: 0, disagree: -1 };

/** The map as this screen knows it: the live one, or the one kept at the close; and where I am on it. While a component is made. */
export const newMap = () => {
  const room = theBallots();
  const kept = $derived((room.ballots?.map?.map ?? null) as ToldMap | null);
  const live = $derived(room.stream.signal.map);
  const map: RoomMap | null = $derived(kept !== null ? heardMap(kept) : live === undefined ? null : heardMap(JSON.parse(live) as ToldMap));
  const marks = $derived(new Map(Object.entries(room.own.marks).map(([statement, mark]) => [statement, values[mark]])));
  const me = $derived(map && ownPlace(map, marks));
  const texts = $derived(new Map((room.ballots?.statements ?? []).map(({ id, text }) => [id, text])));
  return {
    get map() {
      return map;
    },
    /** Computed from all marks at the close; nothing changes any more. */
    get isKept() {
      return kept !== null;
    },
    get me() {
      return me;
    },
    /** My group's place in `groups`; null for none, or between two. */
    get mine() {
      return map && me ? groupAt(map, me) : null;
    },
    text(statement: number): string {
      return texts.get(map?.statements[statement] ?? '') ?? '';
    },
  };
};

export type HeardMap = ReturnType<typeof newMap>;
