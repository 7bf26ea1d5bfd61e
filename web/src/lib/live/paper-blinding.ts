/**
 * What a browser computes for a paper: RFC 9474, RSABSSA-SHA384-PSSZERO-Deterministic. Without `crypto.subtle`, which exists only under https,
 * and a hall may well be on plain http in its own network; the little that is computed with numbers this long takes some milliseconds.
 */
import { sha256, sha384 } from '@noble/hashes/sha2.js';
import type { PaperJwk } from '#shared/core/wire.ts';

export interface PaperKeyRead {
  readonly n: bigint;
  readonly e: bigint;
  /** Of the modulus. */
  readonly bits: number;
  /** RFC 7638, SHA-256, base64url. */
  readonly fingerprint: string;
}

/** So many fresh random bytes. */
export type Random = (bytes: number) => Uint8Array;

const hashLength = 48;

export const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x0${toHex(bytes)}`);
const hexOf = (number: bigint, bytes: number): string => number.toString(16).padStart(bytes * 2, '0');

const fromBase64url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const readKey = ({ e, kty, n }: PaperJwk): PaperKeyRead => {
  const modulus = toNumber(fromBase64url(n));
  const named = new TextEncoder().encode(JSON.stringify({ e, kty, n }));
  return { n: modulus, e: toNumber(fromBase64url(e)), bits: modulus.toString(2).length, fingerprint: toBase64url(sha256(named)) };
};

const power = (base: bigint, exponent: bigint, n: bigint): bigint => {
  let result = 1n;
  let factor = base % n;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % n;
    factor = (factor * factor) % n;
  }
  return result;
};

/** Null when they have a divisor in common. */
const inverse = (of: bigint, n: bigint): bigint | null => {
  let [a, b, x, y] = [of % n, n, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return a === 1n ? ((x % n) + n) % n : null;
};

/** RFC 8017, B.2.1 */
const mask = (seed: Uint8Array, length: number): Uint8Array => {
  const made = new Uint8Array(Math.ceil(length / hashLength) * hashLength);
  const input = new Uint8Array(seed.length + 4);
  input.set(seed);
  for (let n = 0; n * hashLength < length; n += 1) {
    new DataView(input.buffer).setUint32(seed.length, n);
    made.set(sha384(input), n * hashLength);
  }
  return made.subarray(0, length);
};

/** RFC 8017, 9.1.1 (EMSA-PSS) with a salt of no length, as the number that is signed. */
const encode = (message: Uint8Array, bits: number): bigint => {
  const length = Math.ceil((bits - 1) / 8);
  const padded = new Uint8Array(8 + hashLength);
  padded.set(sha384(message), 8);
  const hash = sha384(padded);
  const block = mask(hash, length - hashLength - 1);
  const last = block.length - 1;
  block[last] = (block[last] ?? 0) ^ 1;
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - (bits - 1)));
  return toNumber(Uint8Array.of(...block, ...hash, 0xbc));
};

/** Any number below n is as likely as any other: that is what hides the paper. */
const below = (n: bigint, bits: number, random: Random): bigint => {
  for (;;) {
    const drawn = toNumber(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
    if (drawn > 0n && drawn < n) return drawn;
  }
};

export interface Blinded {
  /** What is asked to be signed; tells nothing of the paper. Hex. */
  readonly blinded: string;
  /** Takes the blinding off again. Hex; never leaves this browser. */
  readonly inverse: string;
}

/** RFC 9474, 4.2 */
export const blind = (paper: Uint8Array, { n, e, bits }: PaperKeyRead, random: Random): Blinded => {
  const bytes = Math.ceil(bits / 8);
  const message = encode(paper, bits);
  if (inverse(message, n) === null) throw new Error('a paper that gives the key away');
  for (;;) {
    const factor = below(n, bits, random);
    const back = inverse(factor, n);
    if (back !== null) return { blinded: hexOf((message * power(factor, e, n)) % n, bytes), inverse: hexOf(back, bytes) };
  }
};

/** RFC 9474, 4.4: the signature of the paper itself, hex; null = what came is no signature under this key, and must never be shown. */
export const finalize = (paper: Uint8Array, { n, e, bits }: PaperKeyRead, signed: string, back: string): string | null => {
  const signature = (toNumber(fromHex(signed)) * toNumber(fromHex(back))) % n;
  return power(signature, e, n) === encode(paper, bits) ? hexOf(signature, Math.ceil(bits / 8)) : null;
};
