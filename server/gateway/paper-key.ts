/**
 * The key of one secret poll. Papers are signed after RFC 9474 in the variant RSABSSA-SHA384-PSSZERO-Deterministic: a paper is 32 bytes of
 * chance already, so neither the random prefix of "Randomized" nor a salt would hide anything more, and one paper has exactly one signature.
 * A server that made its key to mark people gains nothing: whoever draws checks the signature under the key that was announced.
 */
import { createHash, createPrivateKey, createPublicKey, constants, generateKeyPair, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { PaperJwk } from '#shared/core/wire.ts';
import type { PaperPair } from '../store/store.ts';

/** In bits; phones take no other. */
export const keyLength = 2048;
/** 65537 */
const exponent = 'AQAB';
/** Of a blinded paper and of a signature, in hex digits. */
export const digits = keyLength / 4;

const generate = promisify(generateKeyPair);

/** A fresh pair. Takes some tenths of a second, beside the event loop. */
export const makePair = async (): Promise<PaperPair> => {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: keyLength, publicExponent: 65537 });
  const { n } = publicKey.export({ format: 'jwk' });
  if (n === undefined) throw new Error('a key without a modulus');
  return { modulus: n, secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
};

export interface PaperKeyHalves {
  /** What everybody is told. */
  readonly jwk: PaperJwk;
  /** RFC 7638, SHA-256, base64url. */
  readonly fingerprint: string;
  readonly checks: KeyObject;
  /** Null = destroyed. */
  readonly signs: KeyObject | null;
}

/** RFC 7638: the members in this order, without white space. */
const thumbprint = ({ e, kty, n }: PaperJwk): string => createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');

export const halvesOf = ({ modulus, secret }: PaperPair): PaperKeyHalves => {
  const jwk: PaperJwk = { kty: 'RSA', n: modulus, e: exponent };
  return {
    jwk,
    fingerprint: thumbprint(jwk),
    checks: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
    signs: secret === null ? null : createPrivateKey(secret),
  };
};

/** Whether this is a number that the key can sign: as long as the modulus, and smaller. */
export const fits = (blinded: string, { jwk }: PaperKeyHalves): boolean =>
  /^[0-9a-f]*$/u.test(blinded) && blinded.length === digits && blinded < Buffer.from(jwk.n, 'base64url').toString('hex');

/** RSASSA-PSS-VERIFY with SHA-384 and no salt; both in hex. Some hundredths of a millisecond. */
export const isSigned = (paper: string, signature: string, { checks }: PaperKeyHalves): boolean =>
  signature.length === digits &&
  verify(
    'sha384',
    Buffer.from(paper, 'hex'),
    { key: checks, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 },
    Buffer.from(signature, 'hex'),
  );

/** Names a paper without showing it: SHA-256, hex. */
export const nameOf = (paper: string): string => createHash('sha256').update(Buffer.from(paper, 'hex')).digest('hex');
