/** A proposed change meets a list that went on meanwhile. Pure: what would stand there, and whether anybody has to decide. */
import { isText } from '#shared/checklists/proposable.ts';
import type { ProposedChange } from '#shared/checklists/margin.ts';
import { textParts } from '#shared/core/text-parts.ts';
import { sameValue } from '#shared/core/differences.ts';
import type { Splice } from '#web/lib/live/document-splice.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';

/**
 * `done`: it stands there already · `gone`: the row is not there · `ready`: nothing happened since it was proposed · `merged`: others wrote
 * elsewhere in the same text, `text` has both · `apart`: somebody changed the same place, `now` stands there.
 */
export type Meeting =
  | { readonly how: 'done' }
  | { readonly how: 'gone' }
  | { readonly how: 'ready' }
  | { readonly how: 'merged'; readonly text: string; readonly now: string }
  | { readonly how: 'apart'; readonly now: unknown };

/** From one text to the other, each piece in places of `before`, top to bottom. */
export const splicesBetween = (before: string, after: string): readonly Splice[] => {
  const splices: Splice[] = [];
  let at = 0;
  let open: { at: number; removed: number; inserted: string } | null = null;
  for (const { how, text } of textParts(before, after)) {
    if (how === 'same') {
      if (open) splices.push(open);
      open = null;
      at += text.length;
      continue;
    }
    open ??= { at, removed: 0, inserted: '' };
    if (how === 'added') open.inserted += text;
    else {
      open.removed += text.length;
      at += text.length;
    }
  }
  return open ? [...splices, open] : splices;
};

const touch = (a: Splice, b: Splice): boolean => a.at <= b.at + b.removed && b.at <= a.at + a.removed;

/** Both changes of one text together; null when they touch, so that somebody has to decide. */
export const merge = (before: string, mine: string, theirs: string): string | null => {
  const [a, b] = [splicesBetween(before, mine), splicesBetween(before, theirs)];
  if (a.some((one) => b.some((other) => touch(one, other)))) return null;
  // From the end, so that places further up stay where they are.
  return [...a, ...b]
    .toSorted((one, other) => other.at - one.at)
    .reduce((text, { at, removed, inserted }) => text.slice(0, at) + inserted + text.slice(at + removed), before);
};

/**
 * Two people took in the same change in the same moment: what both took out is gone once, what both put in stands twice. The text without
 * the second one; null when it does not stand there twice (yet), or when others wrote right there.
 */
export const undoubled = (now: string, before: string, after: string): string | null => {
  let moved = 0;
  const twice = splicesBetween(before, after).reduce((text, { at, removed, inserted }) => {
    const place = at + moved;
    moved += 2 * inserted.length - removed;
    return text.slice(0, place) + inserted + inserted + text.slice(place + removed);
  }, before);
  if (twice === after) return null;
  return now === twice ? after : merge(twice, now, after);
};

const written = (value: unknown): unknown =>
  value === '' || value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;
const trimmed = (value: unknown): string => (typeof value === 'string' ? value.replace(/\r\n?/gu, '\n').trim() : '');

/** `rows`: the list as it stands; `proposal` is the id a new row gets, so that it comes once. */
export const meet = ({ id: proposal, list, change }: ProposedChange, rows: readonly DocumentRow[]): Meeting => {
  const there = rows.find(({ id }) => id === (change.kind === 'add' ? proposal : change.row));
  if (change.kind === 'add') return { how: there ? 'done' : 'ready' };
  if (change.kind === 'remove') return { how: there ? 'ready' : 'done' };
  if (!there) return { how: 'gone' };
  const now = there.cells[change.field] ?? null;
  if (!isText(list, change.field)) {
    if (sameValue(written(now), written(change.after))) return { how: 'done' };
    return sameValue(written(now), written(change.before)) ? { how: 'ready' } : { how: 'apart', now };
  }
  const [before, after, stands] = [trimmed(change.before), trimmed(change.after), trimmed(now)];
  if (stands === after) return { how: 'done' };
  if (stands === before) return { how: 'ready' };
  const text = merge(before, stands, after);
  return text === null ? { how: 'apart', now } : { how: 'merged', text, now: stands };
};
