/**
 * What one edit types: a mark, who typed it, and the how-manieth it is of this writer. It is found in the bytes of any frame, however many
 * edits share the frame, without decoding it; so each edit is counted and timed at each client.
 */
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
const valueOf = new Uint8Array(256);
[...digits].forEach((digit, value) => (valueOf[digit.charCodeAt(0)] = value));

const mark = '※';
const markBytes = Buffer.from(mark);
export const tokenLength = markBytes.length + 6;

const write = (value: number, length: number): string =>
  Array.from({ length }, (_, n) => digits[Math.floor(value / 64 ** (length - 1 - n)) % 64]).join('');

/** As long as a word typed with an input method: 9 bytes. `writer` < 4096, `n` < 16 million. */
export const tokenOf = (writer: number, n: number): string => mark + write(writer, 2) + write(n, 4);

const read = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0;
  for (let n = at; n < at + length; n += 1) value = value * 64 + (valueOf[bytes[n] ?? 0] ?? 0);
  return value;
};

/** Calls `take` for each token, in the order they lie in the frame: those of one writer as they were typed. */
export const readTokens = (frame: Buffer, take: (writer: number, n: number) => void): void => {
  for (let at = frame.indexOf(markBytes); at >= 0; at = frame.indexOf(markBytes, at + tokenLength))
    take(read(frame, at + markBytes.length, 2), read(frame, at + markBytes.length + 2, 4));
};
