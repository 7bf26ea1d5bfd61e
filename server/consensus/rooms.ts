/**
 * The rooms that share one thread. One piece of work a turn, tick or slice of a test, so that votes told meanwhile come first and no room
 * waits for more than the longest piece of another.
 */
import type { RoomMap } from '#shared/consensus/room-map.ts';
import { Room, type Told } from './room.ts';

/** Between two ticks of a room at least, and how long a few votes wait for more at most; milliseconds. */
const rest = 1_000;
const patience = 4_000;

interface Kept {
  readonly room: Room;
  tickedAt: number;
  /** More of what is known already is on its way: a map of a part of it would only mislead. */
  incomplete: boolean;
}

export class Rooms {
  private readonly rooms = new Map<string, Kept>();
  private readonly show: (name: string, map: RoomMap) => void;
  private timer: NodeJS.Timeout | null = null;
  private turning = false;

  constructor(show: (name: string, map: RoomMap) => void) {
    this.show = show;
  }

  /** A room begins, or begins again from how it was last shown. */
  begin(name: string, before: RoomMap | null): void {
    this.rooms.set(name, { room: new Room(before), tickedAt: -Infinity, incomplete: true });
  }

  tell(name: string, told: Told, more: boolean): void {
    const kept = this.rooms.get(name);
    if (!kept) return;
    kept.room.tell(told);
    kept.incomplete = more;
    this.workSoon();
  }

  report(name: string): RoomMap | null {
    return this.rooms.get(name)?.room.report() ?? null;
  }

  end(name: string): void {
    this.rooms.delete(name);
  }

  private dueAt({ room, tickedAt, incomplete }: Kept): number {
    if (incomplete || !room.hasNews) return Infinity;
    return tickedAt + (room.worthATick ? rest : patience);
  }

  private workSoon(): void {
    if (this.turning) return;
    const all = [...this.rooms.values()];
    const next = Math.min(...all.map((kept) => this.dueAt(kept)));
    const wait = all.some(({ room }) => room.isTesting) ? 0 : next - performance.now();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (wait === Infinity) return;
    if (wait > 0) {
      this.timer = setTimeout(() => this.work(), wait);
      return;
    }
    this.turning = true;
    setImmediate(() => {
      this.turning = false;
      this.work();
    });
  }

  private work(): void {
    const now = performance.now();
    const entries = [...this.rooms];
    const due = entries.filter(([, kept]) => this.dueAt(kept) <= now).sort(([, a], [, b]) => a.tickedAt - b.tickedAt)[0];
    const testing = due ?? entries.find(([, { room }]) => room.isTesting);
    if (testing) {
      const [name, kept] = testing;
      if (due) kept.tickedAt = now;
      const map = due ? kept.room.tick() : kept.room.slice();
      // The next test is another room's turn.
      this.rooms.delete(name);
      this.rooms.set(name, kept);
      if (map !== null) this.show(name, map);
    }
    this.workSoon();
  }
}
