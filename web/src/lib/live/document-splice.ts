/** Text as people change it: one splice at a time, and where a place goes when others change the text around it. */

export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** As Yjs tells a change of text: keep, take away, put in. */
export type Delta = readonly { readonly retain?: number | undefined; readonly delete?: number | undefined; readonly insert?: unknown }[];

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** What one input did to the text, told by where the caret is after it; null when nothing changed. Never cuts a character of two units. */
export const spliceOf = (before: string, after: string, caret: number): Splice | null => {
  if (before === after) return null;
  const most = Math.min(before.length, after.length - Math.min(caret, after.length));
  let end = 0;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const room = Math.min(before.length, after.length) - end;
  let start = 0;
  while (start < room && before[start] === after[start]) start += 1;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start -= 1;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end -= 1;
  return { at: start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) };
};

const lengthOf = (inserted: unknown): number => (typeof inserted === 'string' ? inserted.length : 1);

/** Where the place `index` is after the change. What is put in exactly there lands before it when `stays` is false. */
export const follow = (index: number, delta: Delta, stays = true): number => {
  let seen = 0;
  let place = index;
  for (const { retain, delete: taken, insert } of delta) {
    if (retain !== undefined) seen += retain;
    else if (taken !== undefined) {
      place -= Math.max(0, Math.min(taken, place - seen));
    } else if (seen < place || (seen === place && !stays)) {
      place += lengthOf(insert);
      seen += lengthOf(insert);
    } else return place;
    if (seen > place) return place;
  }
  return place;
};

/** The same splice in a text that others changed meanwhile: characters they removed need no removing, theirs in between stay. */
export const rebase = ({ at, removed, inserted }: Splice, deltas: readonly Delta[]): readonly Splice[] => {
  const all = (index: number): number => deltas.reduce((place, delta) => follow(place, delta), index);
  const survivors: number[] = [];
  for (let index = at; index < at + removed; index += 1) {
    // A character is there still when the places around it are still apart by it.
    let [left, right] = [index, index + 1];
    for (const delta of deltas) [left, right] = [follow(left, delta, false), follow(right, delta)];
    if (right - left === 1) survivors.push(left);
  }
  const place = all(at);
  const taken = survivors.toReversed().map((index): Splice => ({ at: index, removed: 1, inserted: '' }));
  return inserted === '' ? taken : [...taken, { at: Math.min(place, survivors[0] ?? place), removed: 0, inserted }];
};
