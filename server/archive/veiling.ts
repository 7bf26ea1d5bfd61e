/**
 * How votes leave the house as nobody's. Three things would tell whose they are: the name they stand under, the moment, the order. So each
 * person gets a drawn name of their own for every poll; moments are told to ten seconds; and within these the order is drawn, but that two
 * votes of one person in one poll stay one after the other, since the later one counts. Tallies and maps come out the same.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { bareOf, type Hidden } from '#shared/core/archive.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded } from '#shared/core/recorded.ts';

/** Milliseconds. */
export const coarse = 10_000;
/** Fewer people than this in a group (a role) could be told by it. */
const few = 5;

interface Waiting {
  readonly recorded: Recorded<AnyEvent>;
  readonly hidden: Hidden;
}

type Veil = NonNullable<AnyKind['veil']>;

const voterOf = ({ scope, who }: Hidden): string => `${scope} ${who}`;

/** Who is in which group: to be told of every event before the first is drawn. */
export class Groups {
  readonly #scopes = new Map<string, Map<string, Set<string>>>();
  readonly #small = new Map<string, ReadonlySet<string>>();

  add({ scope, group, who }: Hidden): void {
    const groups = this.#scopes.get(scope) ?? new Map<string, Set<string>>();
    this.#scopes.set(scope, groups.set(group, (groups.get(group) ?? new Set()).add(who)));
  }

  few({ scope, group }: Hidden): boolean {
    const known = this.#small.get(scope) ?? smallOf(this.#scopes.get(scope) ?? new Map());
    this.#small.set(scope, known);
    return known.has(group);
  }
}

/** Small groups, and as many others, smallest first, as it takes that all of them together are not small either. */
const smallOf = (groups: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> => {
  const small = new Set<string>();
  let people = 0;
  for (const [group, { size }] of [...groups].toSorted(([, a], [, b]) => a.size - b.size)) {
    if (group !== '' && size >= few && (people === 0 || people >= few)) break;
    small.add(group);
    people += size;
  }
  return small;
};

const shuffled = <T>(list: readonly T[]): T[] => {
  const drawn = [...list];
  for (let n = drawn.length - 1; n > 0; n -= 1) {
    const other = randomInt(n + 1);
    [drawn[n], drawn[other]] = [drawn[other] as T, drawn[n] as T];
  }
  return drawn;
};

/** In an order that was drawn, where each voter's own votes keep theirs. */
const drawnOrder = (run: readonly Waiting[]): Waiting[] => {
  const own = new Map<string, Waiting[]>();
  for (const one of run) {
    const voter = voterOf(one.hidden);
    const votes = own.get(voter);
    if (votes) votes.push(one);
    else own.set(voter, [one]);
  }
  return shuffled(run).map(({ hidden }) => own.get(voterOf(hidden))?.shift() as Waiting);
};

export class Veiling {
  readonly #veil: Veil;
  readonly #groups: Groups;
  readonly #names = new Map<string, string>();
  #run: Waiting[] = [];
  #seq = 0;
  #at = 0;

  constructor(veil: Veil, groups: Groups) {
    this.#veil = veil;
    this.#groups = groups;
  }

  /** What can be told now: all that waited, once an event comes that everybody may know. */
  take(recorded: Recorded<AnyEvent>): Recorded<AnyEvent>[] {
    const hidden = this.#veil.hidden(recorded.event);
    if (!hidden) return [...this.end(), this.#told(bareOf(this.#veil, recorded))];
    this.#run.push({ recorded, hidden });
    return [];
  }

  end(): Recorded<AnyEvent>[] {
    const moments = Map.groupBy(this.#run, ({ recorded }) => Math.floor(recorded.at / coarse));
    this.#run = [];
    return [...moments].flatMap(([moment, run]) => drawnOrder(run).map((one) => this.#told(this.#nobodys(one, moment * coarse))));
  }

  #nobodys({ recorded: { event }, hidden }: Waiting, at: number): Recorded<AnyEvent> {
    const who = this.#nameOf(hidden);
    return {
      seq: 0,
      at,
      by: who,
      cause: `v-${randomBytes(12).toString('hex')}`,
      event: this.#veil.as(event, who, this.#groups.few(hidden)),
    };
  }

  /** Counted anew, and never before what was told already. */
  #told(recorded: Recorded<AnyEvent>): Recorded<AnyEvent> {
    this.#seq += 1;
    this.#at = Math.max(this.#at, recorded.at);
    return { ...recorded, seq: this.#seq, at: this.#at };
  }

  #nameOf(hidden: Hidden): string {
    const voter = voterOf(hidden);
    const name = this.#names.get(voter) ?? `v-${randomBytes(9).toString('hex')}`;
    this.#names.set(voter, name);
    return name;
  }
}
