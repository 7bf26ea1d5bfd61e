/**
 * Signatures as Standard Webhooks has them (https://github.com/standard-webhooks/standard-webhooks, `v1`): HMAC-SHA256 in base64 over
 * `id.timestamp.body`, with a key of 32 bytes written `whsec_<base64>`. Whoever is told can so tell who said it, and that it is not said again later.
 */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

export const freshSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** `at` in milliseconds; the header has whole seconds. */
export const signedHeaders = (secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};
