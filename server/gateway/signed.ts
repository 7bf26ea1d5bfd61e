/** What the house vouches for: `GET /api/<kind>/<id>/signed`, as one file that can be checked without the house. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { canonical } from '#shared/core/canonical.ts';
import type { Signed } from '#shared/core/signed.ts';
import { notFor } from './answers.ts';
import { streamOf } from './asks.ts';
import { send, type Gate } from './gate.ts';

const freshKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const signedWith = (secret: KeyObject, statement: Signed['statement']): Signed => ({
  format: 'consultation-signed-1',
  statement,
  signature: sign(null, Buffer.from(canonical(statement)), secret).toString('base64url'),
  publicKey: String(createPublicKey(secret).export({ format: 'jwk' }).x),
});

export const signedRoutes = (fastify: FastifyInstance, { means, viewers, reading }: Gate): void => {
  let secret: Promise<KeyObject> | null = null;
  /** Asked for again after a failure. */
  const key = (): Promise<KeyObject> => {
    secret ??= means.store.houseKey(freshKey()).then(createPrivateKey);
    secret.catch(() => (secret = null));
    return secret;
  };

  fastify.get<{ Params: { kind: string; id: string } }>('/api/:kind/:id/signed', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const found = streamOf(`${request.params.kind}/${request.params.id}`, means.kinds);
    if (!('stream' in found)) return send(reply, found);
    if (!found.kind.signs) return send(reply, { refused: 'not-found' });
    const seen = await reading.view(found.stream, viewer);
    if (!seen) return send(reply, notFor(viewer));
    const content = found.kind.signs(seen.state);
    if (content === null) return send(reply, { refused: 'not-found' });
    const file = `${found.stream.replace('/', '-')}-signed.json`;
    reply.header('content-disposition', `attachment; filename="${file}"`);
    return signedWith(await key(), { stream: found.stream, seq: seen.seq, content });
  });
};
