/** Comma-separated values with one heading line (RFC 4180): quoted fields may hold commas, quotes doubled, line ends. */
export type Cells = Readonly<Record<string, string>>;

const recordsOf = (text: string): string[][] => {
  const records: string[][] = [];
  let [record, cell, quoted]: [string[], string, boolean] = [[], '', false];
  const endRecord = (): void => {
    record.push(cell);
    if (record.length > 1 || cell !== '') records.push(record);
    [record, cell] = [[], ''];
  };
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]!;
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else quoted = false;
    } else if (mark === '"') quoted = true;
    else if (mark === ',') [record, cell] = [[...record, cell], ''];
    else if (mark === '\n') endRecord();
    else if (mark !== '\r') cell += mark;
  }
  endRecord();
  return records;
};

export const rowsOf = (text: string): readonly Cells[] => {
  const [heading = [], ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  return records.map((record) => Object.fromEntries(heading.map((name, i) => [name.trim(), record[i] ?? ''])));
};
