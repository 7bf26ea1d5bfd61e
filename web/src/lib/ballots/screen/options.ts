/** How high a list of options stands on the wall, so that it is set as large as its room allows and never over the question. Pure. */

/** More than so many stand in two columns. */
const few = 4;
/** Characters of a line in one and in two columns, counted as wide as Chinese ones. */
const letters = { one: 19, two: 9 } as const;
/** Of a text that is longer the rest is left out. */
export const mostLines = 2;
/** In heights of a letter. */
const row = { line: 1.3, around: 0.9 } as const;

const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uf900-\uffef]/u.test(letter) ? 1 : 0.6), 0);

export interface Layout {
  readonly columns: 1 | 2;
  /** Of the whole list, in heights of a letter. */
  readonly height: number;
}

export const layoutOf = (options: readonly string[]): Layout => {
  const columns = options.length > few ? 2 : 1;
  const lines = options.map((text) =>
    Math.min(mostLines, Math.max(1, Math.ceil(widthOf(text) / (columns === 2 ? letters.two : letters.one)))),
  );
  let height = 0;
  for (let at = 0; at < lines.length; at += columns) height += Math.max(...lines.slice(at, at + columns)) * row.line + row.around;
  return { columns, height };
};
