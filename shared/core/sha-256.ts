/** SHA-256 (FIPS 180-4) of a text in UTF-8, as hex: for rules that must tell two texts apart for certain, without keeping them. */
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
};
/** The first 32 bits of the fraction. */
const fraction = (x: number): number => ((x - Math.floor(x)) * 0x1_0000_0000) >>> 0;
const rounds = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const start = primes(8).map((prime) => fraction(Math.sqrt(prime)));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const utf8 = (text: string): number[] =>
  [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    const rest = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x800) return [0xc0 | (code >> 6), rest(0)];
    return code < 0x1_0000 ? [0xe0 | (code >> 12), rest(6), rest(0)] : [0xf0 | (code >> 18), rest(12), rest(6), rest(0)];
  });

/** The text, a one, zeros up to a block of 64, its length in bits. */
const padded = (bytes: readonly number[]): DataView => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const all = new Uint8Array(length);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(length - 4, (bytes.length << 3) >>> 0);
  return view;
};

const schedule = (view: DataView, from: number): Uint32Array => {
  const words = new Uint32Array(64);
  for (let n = 0; n < 16; n += 1) words[n] = view.getUint32(from + 4 * n);
  for (let n = 16; n < 64; n += 1) {
    const [far, near] = [words[n - 15]!, words[n - 2]!];
    const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[n] = words[n - 16]! + s0 + words[n - 7]! + s1;
  }
  return words;
};

const mix = (hash: Uint32Array, words: Uint32Array): void => {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n += 1) {
    const choice = (e & f) ^ (~e & g);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + rounds[n]! + words[n]!) >>> 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, n) => (hash[n] = hash[n]! + word));
};

export const sha256 = (text: string): string => {
  const view = padded(utf8(text));
  const hash = Uint32Array.from(start);
  for (let from = 0; from < view.byteLength; from += 64) mix(hash, schedule(view, from));
  return [...hash].map((word) => word.toString(16).padStart(8, '0')).join('');
};
