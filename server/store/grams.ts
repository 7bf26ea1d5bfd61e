/**
 * How texts are found without reading them all: by pairs of neighbouring letters. A word of two letters, of which Chinese has most, is one
 * pair; a longer one is where all its pairs are, and is then looked for in the text itself.
 */

/** Each pair once. The last letter stands before a space, so that every letter begins a pair; no pair begins with a space. */
export const gramsOf = (text: string): readonly string[] => {
  const letters = Array.from(text);
  return [...new Set(letters.map((letter, n) => letter + (letters[n + 1] ?? ' ')).filter((gram) => !gram.startsWith(' ')))];
};

/** What every text with this word has: these pairs; or, of a single letter, some pair that begins with it. */
type Sought = { readonly grams: readonly string[] } | { readonly beginning: string };

export const soughtBy = (word: string): Sought => {
  const letters = Array.from(word);
  if (letters.length === 1) return { beginning: word };
  return { grams: [...new Set(letters.slice(1).map((letter, n) => (letters[n] ?? '') + letter))] };
};
