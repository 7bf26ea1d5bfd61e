/**
 * Sums made from the record come by the million, so they lie packed: what one group gained in a block of days is one row, and its sums of
 * whole blocks are one more. Beside these, what commits bring since is kept sum by sum (`tally-spans.ts`); whoever reads adds both.
 */
import type { TallyChange, TallyQuery, TallySum } from './store.ts';
import { blockOf } from './tally-spans.ts';

/** The era of the sums of whole blocks; every other era is the number of a block, and holds its days. */
export const wholeBlocks = -1;

/** `figures`: JSON of figure → span, value, span, value …, spans rising. A span is a day, or a block among whole blocks. */
export interface Block {
  readonly era: number;
  readonly group: string;
  readonly figures: string;
}

type Spans = Map<number, number>;
type Figures = Map<string, Spans>;

export interface Addition {
  readonly era: number;
  readonly group: string;
  readonly figures: Figures;
}

const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

const put = (figures: Figures, figure: string, span: number, delta: number): void => {
  const spans = within(figures, figure, () => new Map<number, number>());
  spans.set(span, (spans.get(span) ?? 0) + delta);
};

const byPlace = (a: Addition, b: Addition): number => a.era - b.era || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0);

/** What is added to each row, once each and in one order everywhere. */
export const additionsOf = (changes: readonly TallyChange[]): readonly Addition[] => {
  const groups = new Map<string, Map<number, Figures>>();
  for (const { group, figure, day, delta } of changes) {
    const eras = within(groups, group, () => new Map<number, Figures>());
    const block = blockOf(day);
    put(
      within(eras, block, () => new Map<string, Spans>()),
      figure,
      day,
      delta,
    );
    put(
      within(eras, wholeBlocks, () => new Map<string, Spans>()),
      figure,
      block,
      delta,
    );
  }
  return [...groups].flatMap(([group, eras]) => [...eras].map(([era, figures]) => ({ era, group, figures }))).sort(byPlace);
};

type Packed = Readonly<Record<string, readonly number[]>>;
const unpacked = (figures: string): Packed => JSON.parse(figures) as Packed;

const eachSpan = (pairs: readonly number[], take: (span: number, value: number) => void): void => {
  for (let n = 0; n + 1 < pairs.length; n += 2) take(pairs[n] ?? 0, pairs[n + 1] ?? 0);
};

const pairsOf = (spans: Spans): readonly number[] =>
  [...spans]
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => a - b)
    .flat();

/** The row with the addition in it; `before` = as it was, if it was. */
export const added = ({ era, group, figures }: Addition, before: string | undefined): Block => {
  const known = before === undefined ? {} : unpacked(before);
  const all = new Map<string, readonly number[]>(Object.entries(known));
  for (const [figure, spans] of figures) {
    eachSpan(all.get(figure) ?? [], (span, value) => spans.set(span, (spans.get(span) ?? 0) + value));
    all.set(figure, pairsOf(spans));
  }
  return { era, group, figures: JSON.stringify(Object.fromEntries(all)) };
};

/** The eras that say how the sums stood at the end of a day. */
export const erasUpTo = (day: number): readonly number[] => [wholeBlocks, blockOf(day)];

type Wanted = Pick<TallyQuery, 'figures' | 'upTo'>;

const eachOf = (
  { era, figures }: Block,
  wanted: Wanted['figures'],
  take: (figure: string, span: number, value: number, whole: boolean) => void,
): void => {
  for (const [figure, pairs] of Object.entries(unpacked(figures)))
    if (wanted === null || wanted.includes(figure)) eachSpan(pairs, (span, value) => take(figure, span, value, era === wholeBlocks));
};

const inOrder = (a: TallySum, b: TallySum): number =>
  a.group === b.group ? (a.figure < b.figure ? -1 : a.figure > b.figure ? 1 : 0) : a.group < b.group ? -1 : 1;

/** What was kept sum by sum and what lies packed, as one. */
export const allSums = (kept: readonly TallySum[], blocks: readonly Block[], { figures: wanted, upTo }: Wanted): TallySum[] => {
  const sums = new Map<string, Map<string, number>>();
  const add = (group: string, figure: string, value: number): void => {
    const figures = within(sums, group, () => new Map<string, number>());
    figures.set(figure, (figures.get(figure) ?? 0) + value);
  };
  for (const { group, figure, value } of kept) add(group, figure, value);
  for (const block of blocks)
    eachOf(block, wanted, (figure, span, value, whole) => {
      if (whole ? span < blockOf(upTo) : span <= upTo) add(block.group, figure, value);
    });
  return [...sums]
    .flatMap(([group, figures]) => [...figures].flatMap(([figure, value]) => (value === 0 ? [] : [{ group, figure, value }])))
    .sort(inOrder);
};

type DaySum = TallySum & { readonly day: number };

/** The same, day by day. `blocks`: of days only. */
export const allDays = (
  kept: readonly DaySum[],
  blocks: readonly Block[],
  { figures: wanted, upTo, since }: Wanted & { readonly since: number },
): DaySum[] => {
  const days = new Map<string, DaySum>();
  const add = (one: DaySum): void => {
    const key = `${one.day}\n${one.group}\n${one.figure}`;
    days.set(key, { ...one, value: one.value + (days.get(key)?.value ?? 0) });
  };
  for (const one of kept) add(one);
  for (const block of blocks)
    eachOf(block, wanted, (figure, day, value) => {
      if (day >= since && day <= upTo) add({ day, group: block.group, figure, value });
    });
  return [...days.values()].filter(({ value }) => value !== 0).sort((a, b) => a.day - b.day || inOrder(a, b));
};
