/** 32 signs that cannot be taken for one another when read aloud or copied by hand: no 0 O, no 1 I. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 10;

/** `chance`: at least 20 hex digits, two for each sign. 256 is a multiple of 32, so every code is as likely as any other. */
export const receiptOf = (chance: string): string =>
  Array.from({ length }, (_, n) => signs[Number.parseInt(chance.slice(2 * n, 2 * n + 2), 16) % signs.length]).join('');

/** As people type it: small letters, blanks and dashes are forgiven. */
export const readReceipt = (typed: string): string => typed.toUpperCase().replace(/[\s-]/gu, '');
