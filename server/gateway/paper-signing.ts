/** BlindSign of RFC 9474 (4.3). Runs in a thread of its own: a signature takes about a millisecond, and a hall draws all at once. */
import { constants, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';

/**
 * `blinded` ^ d mod n, both hex and as long as the key. Throws when the result does not check: a signature with a computing fault would give
 * the key away.
 */
export const blindSign = (blinded: string, key: KeyObject): string => {
  const padding = constants.RSA_NO_PADDING;
  const given = Buffer.from(blinded, 'hex');
  const signed = privateDecrypt({ key, padding }, given);
  if (!publicEncrypt({ key, padding }, signed).equals(given)) throw new Error('a signature does not check');
  return signed.toString('hex');
};
