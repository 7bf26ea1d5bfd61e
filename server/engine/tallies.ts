/** Sums: what a stream adds as it stands now less what it added before, under the civil day on which that changed. */
import type { AnyKind } from '#shared/core/kind.ts';
import { dayNumberAt } from '#shared/core/calendar.ts';
import type { TallyChange } from '../store/store.ts';

/** What one stream adds: group → figure → whole number. */
type Added = Readonly<Record<string, Readonly<Record<string, number>>>>;
type Delta = readonly (readonly [figure: string, by: number])[];

/** How a stream stood at the end of each day on which something happened to it, earliest first. */
export class DayEnds {
  readonly ends: { readonly day: number; state: unknown }[] = [];

  /** `at` never falls. */
  note(at: number, state: unknown): void {
    const day = dayNumberAt(at);
    const last = this.ends.at(-1);
    if (last?.day === day) last.state = state;
    else this.ends.push({ day, state });
  }
}

/** The name under which the sums of one fold are kept: those of another fold are made from the record anew. */
export const makingOf = (tally: string, { version }: Pick<AnyKind, 'version'>): string => `${tally}~${version}`;

const made = new WeakMap<object, Map<string, Added>>();

/** States are never changed in place, so what was made of one stays true as long as it is held. */
const addedBy = (kind: AnyKind, id: string, tally: string, state: unknown): Added => {
  const of = (): Added => kind.tallies?.[tally]?.of(state, id) ?? {};
  if (typeof state !== 'object' || state === null) return of();
  const known = made.get(state) ?? new Map<string, Added>();
  made.set(state, known);
  // All streams of a kind begin with one and the same state.
  const name = `${kind.name}/${id} ${tally}`;
  const added = known.get(name) ?? of();
  if (state !== kind.initial) known.set(name, added);
  return added;
};

const none: Readonly<Record<string, number>> = {};

const deltaOf = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): Delta => {
  const delta: [string, number][] = [];
  for (const figure in after) {
    const by = (after[figure] ?? 0) - (before[figure] ?? 0);
    if (by !== 0) delta.push([figure, by]);
  }
  for (const figure in before) if (!(figure in after) && before[figure]) delta.push([figure, -before[figure]]);
  return delta;
};

/** Many groups share one set of figures: the difference is worked out once for each pair. */
const differences = (before: Added, after: Added, take: (group: string, delta: Delta) => void): void => {
  let last: { had: object; has: object; delta: Delta } | undefined;
  const compare = (group: string): void => {
    const [had, has] = [before[group] ?? none, after[group] ?? none];
    if (had === has) return;
    if (last?.had !== had || last.has !== has) last = { had, has, delta: deltaOf(had, has) };
    if (last.delta.length > 0) take(group, last.delta);
  };
  for (const group in after) compare(group);
  for (const group in before) if (!(group in after)) compare(group);
};

/** Told for each figure that changed; `before` is the state before the first of these days. */
export const eachChange = (
  of: (state: unknown) => Added,
  before: unknown,
  { ends }: DayEnds,
  take: (group: string, figure: string, day: number, by: number) => void,
): void => {
  let had = of(before);
  for (const { day, state } of ends) {
    const has = of(state);
    differences(had, has, (group, delta) => {
      for (const [figure, by] of delta) take(group, figure, day, by);
    });
    had = has;
  }
};

export const tallyChanges = (kind: AnyKind, id: string, before: unknown, days: DayEnds): TallyChange[] => {
  const changes: TallyChange[] = [];
  for (const name of Object.keys(kind.tallies ?? {})) {
    const tally = makingOf(name, kind);
    const of = (state: unknown): Added => addedBy(kind, id, name, state);
    eachChange(of, before, days, (group, figure, day, delta) => changes.push({ tally, group, figure, day, delta }));
  }
  return changes;
};
