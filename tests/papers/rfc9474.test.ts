import { constants, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { blindSign } from '#server/gateway/paper-signing.ts';
import { blind, finalize, fromHex, readKey } from '#web/lib/live/paper-blinding.ts';
import vector from './rfc9474.json' with { type: 'json' };

const number = (hex: string): bigint => BigInt(`0x${hex}`);
const [p, q, e] = [number(vector.p), number(vector.q), 65537n];
const n = p * q;

const divided = (of: bigint, by: bigint): bigint => {
  let [a, b, x, y] = [((of % by) + by) % by, by, 1n, 0n];
  while (b !== 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % by) + by) % by;
};
const base64url = (value: bigint): string => {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
};
const d = divided(e, (p - 1n) * (q - 1n));
const jwk = { kty: 'RSA', n: base64url(n), e: base64url(e) } as const;
const secret = createPrivateKey({
  key: {
    ...jwk,
    ...{ d: base64url(d), p: base64url(p), q: base64url(q) },
    ...{ dp: base64url(d % (p - 1n)), dq: base64url(d % (q - 1n)), qi: base64url(divided(q, p)) },
  },
  format: 'jwk',
});
const key = readKey(jwk);
const message = fromHex(vector.msg);
/** The blinding factor of the vector, which is told by its inverse. */
const factor = divided(number(vector.inv), n);
const random = (bytes: number): Uint8Array => fromHex(factor.toString(16).padStart(bytes * 2, '0'));

test('the browser blinds as RFC 9474 says', () =>
  expect(blind(message, key, random)).toEqual({ blinded: vector.blinded_msg, inverse: vector.inv }));

test('the server signs as RFC 9474 says', () => expect(blindSign(vector.blinded_msg, secret)).toBe(vector.blind_sig));

test('the browser takes the blinding off as RFC 9474 says, and what is left is a plain signature', () => {
  expect(finalize(message, key, vector.blind_sig, vector.inv)).toBe(vector.sig);
  const checks = { key: createPublicKey({ key: jwk, format: 'jwk' }), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 };
  expect(verify('sha384', message, checks, Buffer.from(vector.sig, 'hex'))).toBe(true);
});

test('what is no signature under the key is noticed', () => {
  const spoiled = `${vector.blind_sig.slice(0, -1)}b`;
  expect(spoiled).not.toBe(vector.blind_sig);
  expect(finalize(message, key, spoiled, vector.inv)).toBeNull();
  expect(finalize(fromHex('00'), key, vector.blind_sig, vector.inv)).toBeNull();
});

test('the fingerprint is that of RFC 7638', () => {
  // The example of its section 3.1.
  const example =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
  expect(readKey({ kty: 'RSA', n: example, e: 'AQAB' }).fingerprint).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
});
