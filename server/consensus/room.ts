/** The map of one live room as it goes on: takes votes as they come, ticks when it is worth it, runs the group test in slices between. */
import { continueTest, outcomeOf, startTest, type TestOutcome, type Testing } from '#shared/consensus/group-test.ts';
import { report } from '#shared/consensus/report.ts';
import type { Result } from '#shared/consensus/result.ts';
import { nothing, type State, type StatementStatus } from '#shared/consensus/state.ts';
import { step } from '#shared/consensus/step.ts';
import type { Vote } from '#shared/consensus/votes.ts';

/** New votes, as a share of all, that are worth a tick. */
const worth = 0.005;

export class Room {
  private state: State = nothing;
  private waiting: Vote[] = [];
  private status: ReadonlyMap<string, StatementStatus> | null = null;
  private testing: Testing | null = null;

  tell(votes: readonly Vote[], status: ReadonlyMap<string, StatementStatus> | null = null): void {
    for (const vote of votes) this.waiting.push(vote);
    if (status !== null) this.status = status;
  }

  get worthATick(): boolean {
    return this.status !== null || this.waiting.length >= Math.max(1, this.state.votes.count * worth);
  }

  /** Null when nothing was new. */
  tick(outcome?: TestOutcome): Result | null {
    const [votes, status] = [this.waiting, this.status];
    [this.waiting, this.status] = [[], null];
    const next = step(this.state, { votes, ...(status === null ? {} : { status }), ...(outcome === undefined ? {} : { outcome }) });
    this.state = next.state;
    if (next.test !== null) this.testing = startTest(next.test);
    return next.result;
  }

  get isTesting(): boolean {
    return this.testing !== null;
  }

  /** One slice of the test; with the last one its outcome is taken in at once. */
  slice(): Result | null {
    if (this.testing === null) return null;
    const outcome = outcomeOf(this.testing);
    if (outcome === null) {
      this.testing = continueTest(this.testing);
      return null;
    }
    this.testing = null;
    return this.tick(outcome);
  }

  report(): Result {
    this.tick();
    return report(this.state);
  }
}
