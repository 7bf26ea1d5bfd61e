/** A text cut where the words looked for stand in it. */
interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Full-width and half-width letters and their case count as the same, as they do in the search itself; lengths stay. */
const plain = (text: string): string =>
  [...text]
    .map((letter) => {
      const one = letter.normalize('NFKC').toLowerCase();
      return one.length === letter.length ? one : letter;
    })
    .join('');

/** In order; together they are the whole text. Overlapping finds are one. */
export const pieces = (text: string, asked: string): readonly Piece[] => {
  const [where, words] = [plain(text), plain(asked).split(/\s+/u).filter(Boolean)];
  const found = new Array<boolean>(text.length).fill(false);
  for (const word of words)
    for (let at = where.indexOf(word); at >= 0; at = where.indexOf(word, at + 1)) found.fill(true, at, at + word.length);
  const cut: Piece[] = [];
  for (let at = 0; at < text.length;) {
    const is = found[at] === true;
    let end = at + 1;
    while (end < text.length && (found[end] === true) === is) end += 1;
    cut.push({ text: text.slice(at, end), found: is });
    at = end;
  }
  return cut;
};
