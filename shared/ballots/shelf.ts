/**
 * Many values by key, as plain JSON, where putting one does not copy all: thousands press in the same second. A key's part is found by its
 * hash; parts double as the shelf fills, so each stays short.
 */
export interface Shelf<T> {
  readonly size: number;
  /** Their number is a power of two. */
  readonly parts: readonly Readonly<Record<string, T>>[];
}

const fullness = 16;

export const emptyShelf: Shelf<never> = { size: 0, parts: [{}] };

/** FNV-1a: only spreads, proves nothing. */
const partOf = (key: string, parts: number): number => {
  let hash = 0x811c9dc5;
  for (let n = 0; n < key.length; n += 1) hash = Math.imul(hash ^ key.charCodeAt(n), 0x01000193);
  return (hash ^ (hash >>> 15)) & (parts - 1);
};

export const onShelf = <T>({ parts }: Shelf<T>, key: string): T | undefined => {
  const part = parts[partOf(key, parts.length)];
  return part && Object.hasOwn(part, key) ? part[key] : undefined;
};

const wider = <T>({ size, parts }: Shelf<T>): Shelf<T> => {
  const next: Record<string, T>[] = Array.from({ length: parts.length * 2 }, () => ({}));
  for (const part of parts) for (const key of Object.keys(part)) next[partOf(key, next.length)]![key] = part[key] as T;
  return { size, parts: next };
};

export const put = <T>(shelf: Shelf<T>, key: string, value: T): Shelf<T> => {
  const at = partOf(key, shelf.parts.length);
  const part = shelf.parts[at] ?? {};
  const size = shelf.size + (Object.hasOwn(part, key) ? 0 : 1);
  const next = { size, parts: shelf.parts.with(at, { ...part, [key]: value }) };
  return size > next.parts.length * fullness ? wider(next) : next;
};

/** In no order that means anything. */
export const entriesOf = function* <T>({ parts }: Shelf<T>): Generator<readonly [key: string, value: T]> {
  for (const part of parts) for (const key of Object.keys(part)) yield [key, part[key] as T];
};
