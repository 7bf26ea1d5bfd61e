/** Whether a signed file is what its house signed; without any house or network. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import * as v from 'valibot';
import { canonical } from '#shared/core/canonical.ts';

const signed = v.object({
  format: v.literal('consultation-signed-1'),
  statement: v.object({ stream: v.string(), seq: v.number(), content: v.unknown() }),
  signature: v.string(),
  publicKey: v.string(),
});

export interface Verdict {
  readonly whole: boolean;
  readonly stream: string;
  readonly seq: number;
  /** SHA-256 of the public key, hex: it is that house if this is the one it shows. */
  readonly fingerprint: string;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Null = no signed file at all. */
export const checkSigned = (text: string): Verdict | null => {
  const read = v.safeParse(signed, parsed(text));
  if (!read.success) return null;
  const { statement, signature, publicKey } = read.output;
  const bytes = Buffer.from(publicKey, 'base64url');
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  const verdict = { stream: statement.stream, seq: statement.seq, fingerprint };
  if (bytes.length !== 32) return { ...verdict, whole: false };
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return { ...verdict, whole: verify(null, Buffer.from(canonical(statement)), key, Buffer.from(signature, 'base64url')) };
};
