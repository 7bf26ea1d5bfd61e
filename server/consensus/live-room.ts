/**
 * One followed room on its way to the thread that maps it. A hall brings a hundred thousand votes when it is taken up, so they are told in
 * portions, one a turn of the event loop; what is voted meanwhile comes after them, since the last word counts.
 */
import type { AnyCommand, Holder, OpinionRule, StatementStatus, Vote } from '#shared/core/kind.ts';
import type { AnyEvent, StreamId } from '#shared/core/recorded.ts';
import type { Announcement, Opened } from '../engine/port.ts';
import type { Mapper } from './mapper.ts';
import type { Told } from './room.ts';

export type Rule = OpinionRule<unknown, AnyCommand, AnyEvent>;

/** Votes, or people with their roles, in one message: well under a millisecond of the event loop. */
export const portion = 500;
/** Votes of the same instant travel together; milliseconds. */
const gather = 20;

const portions = function* <T>(all: Iterable<T>): Generator<readonly T[]> {
  let some: T[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length < portion) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
};

/** All that is known at an instant. */
const whole = function* (rule: Rule, state: unknown): Generator<Told> {
  yield { votes: [], status: rule.statements(state) };
  for (const roles of portions(rule.roles(state))) yield { votes: [], roles };
  for (const votes of portions(rule.votes(state))) yield { votes };
};

export class LiveRoom {
  readonly stream: StreamId;
  readonly #rule: Rule;
  #mapper: Mapper | null = null;
  /** As last announced. */
  #latest: Opened;
  /** All that was known when it began, as far as it is not told; null = told. */
  #begun: Generator<Told> | null = null;
  #votes: Vote[] = [];
  #roles: Holder[] = [];
  #status: ReadonlyMap<string, StatementStatus> | null = null;
  /** Calls off what is due; null = nothing is. */
  #due: (() => void) | null = null;
  #waiting: (() => void)[] = [];

  constructor(stream: StreamId, rule: Rule, opened: Opened) {
    this.stream = stream;
    this.#rule = rule;
    this.#latest = opened;
  }

  /** Told to a thread from the beginning; `before`: the map that was last shown, as JSON text. */
  begin(mapper: Mapper, before: string | null): void {
    this.#mapper = mapper;
    [this.#votes, this.#roles, this.#status] = [[], [], null];
    mapper.begin(this.stream, before);
    this.#begun = whole(this.#rule, this.#latest.state);
    this.#soon();
  }

  get hasVotes(): boolean {
    for (const _one of this.#rule.votes(this.#latest.state)) return true;
    return false;
  }

  get hasBegun(): boolean {
    return this.#mapper !== null;
  }

  /** False: something was missed in between, and all has to be told anew. */
  take({ after, events }: Announcement): boolean {
    const fresh = events.filter(({ seq }) => seq > this.#latest.seq);
    const first = fresh[0];
    if (!first) return true;
    const gapless = first.seq === this.#latest.seq + 1;
    this.#latest = after;
    if (this.#mapper === null || !gapless) return gapless;
    for (const { event } of fresh) this.#change(event);
    return true;
  }

  /** Its thread died. */
  stop(): void {
    this.#mapper = null;
    this.#begun = null;
    this.#due?.();
    this.#due = null;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when all that is known was told to the thread. */
  async told(): Promise<void> {
    if (this.#due === null) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #change(event: AnyEvent): void {
    const change = this.#rule.change(event);
    if (change === null) return;
    for (const vote of change.votes) this.#votes.push(vote);
    for (const holder of change.roles ?? []) this.#roles.push(holder);
    if (change.statements) this.#status = this.#rule.statements(this.#latest.state);
    if (this.#due !== null) return;
    const timer = setTimeout(() => this.#tell(), gather);
    this.#due = () => clearTimeout(timer);
  }

  #soon(): void {
    const turn = setImmediate(() => this.#tell());
    this.#due = () => clearImmediate(turn);
  }

  #tell(): void {
    this.#due = null;
    const next = this.#begun?.next();
    if (next && !next.done) this.#mapper?.tell(this.stream, next.value, true);
    else {
      this.#begun = null;
      const votes = this.#votes.splice(0, portion);
      const roles = this.#roles.splice(0, portion);
      this.#mapper?.tell(this.stream, { votes, roles, status: this.#status });
      this.#status = null;
    }
    if (this.#begun !== null || this.#votes.length > 0 || this.#roles.length > 0) this.#soon();
    else for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
