/** Every single value below a place of a pack, in the order of the file; lists and what has a name stay whole. */
export interface ValueLine {
  readonly path: readonly string[];
  readonly value: unknown;
}

export const linesOf = (path: readonly string[], value: unknown): readonly ValueLine[] =>
  typeof value !== 'object' || value === null || Array.isArray(value) || 'zh' in value
    ? [{ path, value }]
    : Object.entries(value).flatMap(([key, one]) => linesOf([...path, key], one));
