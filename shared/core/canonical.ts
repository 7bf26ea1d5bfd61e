/**
 * One text for equal JSON values, whatever the order of names in objects: names by their UTF-16 units, no spaces, absent where undefined
 * (the form of RFC 8785). What is sealed is this text, so it must stay as it is.
 */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const named = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${named.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
};
