/** The map of one live room as it goes on: takes votes as they come, ticks when it is worth it, runs the group test in slices between. */
import { continueTest, outcomeOf, startTest, type TestOutcome, type Testing } from '#shared/consensus/group-test.ts';
import { report } from '#shared/consensus/report.ts';
import type { Result } from '#shared/consensus/result.ts';
import { resumed } from '#shared/consensus/resume.ts';
import { roomMap, type RoomMap } from '#shared/consensus/room-map.ts';
import { nothing, type State, type StatementStatus } from '#shared/consensus/state.ts';
import { step, type News } from '#shared/consensus/step.ts';
import type { Vote } from '#shared/consensus/votes.ts';
import type { Holder } from '#shared/core/kind.ts';

/** New votes, as a share of all, that are worth a tick at once. */
const worth = 0.005;

export interface Told {
  readonly votes: readonly Vote[];
  /** The whole list, when it changed. */
  readonly status?: ReadonlyMap<string, StatementStatus> | null;
  readonly roles?: readonly Holder[];
}

export class Room {
  private state: State = nothing;
  private waiting: Vote[] = [];
  private status: ReadonlyMap<string, StatementStatus> | null = null;
  private testing: Testing | null = null;
  private readonly roles = new Map<string, readonly string[]>();
  private before: RoomMap | null;

  /** `before`: the map as it was last shown, when the room is taken up again. */
  constructor(before: RoomMap | null = null) {
    this.before = before;
  }

  tell({ votes, status = null, roles = [] }: Told): void {
    for (const vote of votes) this.waiting.push(vote);
    if (status !== null) this.status = status;
    for (const [participant, held] of roles) this.roles.set(participant, held);
  }

  get hasNews(): boolean {
    return this.status !== null || this.waiting.length > 0;
  }

  get worthATick(): boolean {
    return this.status !== null || this.waiting.length >= Math.max(1, this.state.votes.count * worth);
  }

  /** Null when nothing was new. */
  tick(outcome?: TestOutcome): RoomMap | null {
    const [votes, status] = [this.waiting, this.status];
    [this.waiting, this.status] = [[], null];
    const news: News = { votes, ...(status === null ? {} : { status }), ...(outcome === undefined ? {} : { outcome }) };
    const next = this.before === null ? step(this.state, news) : resumed(this.before, news);
    this.before = null;
    this.state = next.state;
    if (next.test !== null) this.testing = startTest(next.test);
    return next.result === null ? null : this.shown(next.result);
  }

  get isTesting(): boolean {
    return this.testing !== null;
  }

  /** One slice of the test; with the last one its outcome is taken in at once. */
  slice(): RoomMap | null {
    if (this.testing === null) return null;
    const outcome = outcomeOf(this.testing);
    if (outcome === null) {
      this.testing = continueTest(this.testing);
      return null;
    }
    this.testing = null;
    const map = this.tick(outcome);
    // A second opinion is under way: nobody is told "no groups" for the second until it is there.
    return this.testing !== null && map?.standing === 'cloud' ? null : map;
  }

  /** Everything told so far computed once more, by the names and the way up that the room knows. */
  report(): RoomMap {
    this.tick();
    return this.shown(report(this.state));
  }

  private shown(result: Result): RoomMap {
    return roomMap(result, this.state, this.roles);
  }
}
