/** Bytes into lines, none longer than a bound: what is longer is dropped to its end and told as null. */
export const linesOf = async function* (chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<string | null> {
  let parts: Buffer[] = [];
  let [length, tooLong] = [0, false];
  const take = (part: Buffer): void => {
    length += part.length;
    tooLong ||= length > most;
    if (tooLong) parts = [];
    else parts.push(part);
  };
  const end = (): string | null => {
    const line = tooLong ? null : Buffer.concat(parts).toString('utf8');
    [parts, length, tooLong] = [[], 0, false];
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) yield end();
};
