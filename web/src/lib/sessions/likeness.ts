/** Pairs of neighbouring letters; what carries no meaning in a question is left out. */
const pairs = (text: string): ReadonlySet<string> => {
  const letters = Array.from(text.toLowerCase().replace(/[\s\p{P}]+/gu, ''));
  return new Set(letters.length < 2 ? letters : letters.slice(1).map((letter, n) => `${letters[n] ?? ''}${letter}`));
};

/** How much two short texts share, 0–1 (Dice over pairs of letters): good enough to put likely duplicates first, in any language. */
export const likeness = (one: string, other: string): number => {
  const [a, b] = [pairs(one), pairs(other)];
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
};
