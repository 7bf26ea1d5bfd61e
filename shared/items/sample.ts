/**
 * The draw for the year's sample. Anybody who knows the seed and the number of an item gets the same answer, with any programming language:
 *
 *     h = 2166136261;  for each byte b of seed + number in UTF-8:  h = (h XOR b) × 16777619 mod 2³²
 *     h = h XOR h≫16;  h = h × 2246822507;  h = h XOR h≫13;  h = h × 3266489909;  h = h XOR h≫16     (all mod 2³²)
 *     sampled  ⟺  h < share × 2³²
 *
 * The first line is FNV-1a (Fowler, Noll, Vo; RFC 9923), the second the finalizer of MurmurHash3 (Appleby), which FNV needs: numbers differ
 * in their last letters only, and those hardly reach its high bits. Not for secrets: whoever knows the seed knows the draw, as it should be.
 */
import type { Draw } from './judging-state.ts';

const utf8 = new TextEncoder();

/** 0 … 2³² − 1. */
export const hash32 = (text: string): number => {
  let h = 2_166_136_261;
  for (const byte of utf8.encode(text)) h = Math.imul(h ^ byte, 16_777_619);
  h = Math.imul(h ^ (h >>> 16), 2_246_822_507);
  h = Math.imul(h ^ (h >>> 13), 3_266_489_909);
  return (h ^ (h >>> 16)) >>> 0;
};

/** `share` of all numbers are drawn, 0–1. */
export const draw = ({ seed, share }: { readonly seed: string; readonly share: number }, number: string): Draw => {
  const hash = hash32(seed + number);
  return { seed, share, hash, sampled: hash < share * 2 ** 32 };
};
