/**
 * Why a statement is listed, as counts; the sentence is made from it in the language of whoever reads. A part is a group, or one of the two
 * ends of the map where there are no groups, or the whole room where it is too small even for ends.
 */
import type { Tally } from './tallies.ts';

export type Direction = 'agree' | 'disagree';

export type PartName = { readonly group: number } | { readonly end: 'one' | 'other' } | 'room';

/** `counts` is null where they would tell on single people: a part below five people, or with fewer than five votes on the statement. */
export interface PartCounts {
  readonly part: PartName;
  readonly counts: (Tally & { readonly people: number }) | null;
}

export type Reason =
  | { readonly code: 'shared'; readonly firm: boolean; readonly direction: Direction; readonly parts: readonly PartCounts[] }
  | { readonly code: 'divisive'; readonly for: PartCounts; readonly against: PartCounts }
  | { readonly code: 'within-reach'; readonly direction: Direction; readonly hesitates: PartCounts }
  | { readonly code: 'split'; readonly counts: Tally; readonly ofWhat: 'groups' | 'room' }
  | { readonly code: 'open'; readonly pass: number; readonly votes: number }
  | { readonly code: 'majority'; readonly direction: Direction; readonly counts: Tally }
  | { readonly code: 'own'; readonly direction: Direction; readonly part: PartCounts; readonly rest: Tally | null };

export const fewestShown = 5;

export const partCounts = (part: PartName, counts: Tally, people: number): PartCounts => {
  const shown = people >= fewestShown && counts.for + counts.against + counts.pass >= fewestShown;
  return { part, counts: shown ? { ...counts, people } : null };
};
