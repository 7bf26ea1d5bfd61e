/**
 * Parts of one whole as whole percents that sum to what they truly sum to: the largest remainders are rounded up (Hare–Niemeyer), equal ones
 * from the first. `whole` is the sum of the parts unless told (a part that nobody names is then left over). All zero without any.
 */
export const percentages = (parts: readonly number[], whole = parts.reduce((sum, part) => sum + part, 0)): readonly number[] => {
  if (!(whole > 0)) return parts.map(() => 0);
  const exact = parts.map((part) => (part * 100) / whole);
  const floors = exact.map(Math.floor);
  // Fractions like 1/3 lie a hair beside what they are.
  const sum = Math.floor(exact.reduce((all, one) => all + one, 0) + 1e-9);
  const left = sum - floors.reduce((all, one) => all + one, 0);
  const up = exact
    .map((one, at) => ({ at, rest: Math.round((one - Math.floor(one)) * 1e9) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, Math.max(0, left));
  return floors.map((one, at) => (up.some((each) => each.at === at) ? one + 1 : one));
};
