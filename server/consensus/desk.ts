/** One room as outside data tells of it: keeps what it was told between lines. No clock and no I/O. */
import { askedFor } from '#shared/consensus/routing.ts';
import { report } from '#shared/consensus/report.ts';
import type { Result } from '#shared/consensus/result.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing, type State } from '#shared/consensus/state.ts';
import { answerOf } from './answer.ts';
import { Malformed, parsed, requestOf, type Request } from './request.ts';

export class Desk {
  private state: State = nothing;
  private known: Result | null = null;

  /** The answer to a line as JSON: a result, or `{error}` when the line is refused; then everything stands as before. */
  answer(line: string): string {
    try {
      return JSON.stringify(this.answerTo(requestOf(parsed(line))));
    } catch (cause) {
      if (cause instanceof Malformed || cause instanceof RangeError) return JSON.stringify({ error: cause.message });
      throw cause;
    }
  }

  private answerTo({ reset, status, votes, options }: Request) {
    const { state, result } = settledStep(reset ? nothing : this.state, { votes, ...(status === null ? {} : { status }) });
    this.state = state;
    this.known = result ?? (reset ? null : this.known);
    // What was never told of is nothing to go by, but still an answer.
    this.known ??= settledStep(nothing, { votes: [] }).result!;
    const shown = options.report ? report(state) : this.known;
    const route = options.route === null ? {} : { route: askedFor(options.route, state, shown) };
    return { ...answerOf(shown, options), ...route };
  }
}
