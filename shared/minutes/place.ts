/**
 * Where a block stands: by section, then by the time of what it tells. Told late, it still comes to the right place, and between any two
 * there is room for what people write.
 */

/** In the order of the paper. */
export const sections = {
  opening: 'b',
  course: 'd',
  opinions: 'h',
  commitments: 'l',
  unraised: 'p',
  decisions: 't',
} as const;
export type SectionName = keyof typeof sections;

/** Digits and small letters sort as numbers of base 36 do when they are equally long. */
const padded = (value: number, length: number): string => Math.max(0, Math.floor(value)).toString(36).padStart(length, '0');

/** The head of a section, before all that is in it. */
export const headOf = (section: SectionName): string => `${sections[section]}0i`;

/** `at` in milliseconds; `seq` tells apart what came in the same one. No place ends in 0: something can always go before it. */
export const placeAt = (section: SectionName, at: number, seq: number): string => `${sections[section]}1${padded(at, 9)}${padded(seq, 5)}i`;
