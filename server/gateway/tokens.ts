/** Tokens for other systems: made by an administrator, shown once, listed, revoked. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { hasRole, type Actor } from '#shared/core/actor.ts';
import { line } from '#shared/core/fields.ts';
import type { ToldToken } from '#shared/core/wire.ts';
import type { KeptToken } from '../store/store.ts';
import { notFor, read } from './answers.ts';
import { tokenPrefix } from './bearer.ts';
import { hashOf } from './cookie.ts';
import { send, type Gate } from './gate.ts';
import { scopesOf } from './scopes.ts';

const day = 86_400_000;
const mostDays = 730;

const told = ({ hash: _hash, ...token }: KeptToken): ToldToken => token;

export const tokenRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, kinds, log } = gate.means;
  const known = scopesOf(kinds);
  const making = v.object({
    name: line(60),
    scopes: v.pipe(v.array(v.picklist(known, 'scope')), v.minLength(1, 'empty'), v.maxLength(100, 'long')),
    days: v.pipe(v.number(), v.integer('days'), v.minValue(1, 'days'), v.maxValue(mostDays, 'days')),
  });
  const admin = async (request: FastifyRequest): Promise<{ readonly viewer: Actor; readonly may: boolean }> => {
    const viewer = await gate.viewers.actor(request.headers.cookie);
    return { viewer, may: hasRole(viewer, 'admin') };
  };

  fastify.get('/api/tokens', async (request, reply) => {
    const { viewer, may } = await admin(request);
    return may ? { tokens: (await store.tokens()).map(told), scopes: known } : send(reply, notFor(viewer));
  });

  fastify.post('/api/tokens', async (request, reply) => {
    const { viewer, may } = await admin(request);
    if (!may) return send(reply, notFor(viewer));
    const body = read(making, request.body);
    if ('malformed' in body) return send(reply, body);
    const { name, scopes, days } = body.value;
    const secret = `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
    const now = clock.now();
    const token: KeptToken = {
      ...{ id: randomBytes(8).toString('hex'), hash: hashOf(secret), name, scopes: [...new Set(scopes)], maker: viewer.id },
      ...{ madeAt: now, expires: now + days * day, usedAt: null, revokedAt: null },
    };
    await store.putToken(token);
    log.info({ by: viewer.id, token: token.id, scopes: token.scopes }, 'a token was made');
    return reply.code(201).send({ token: told(token), secret });
  });

  fastify.delete<{ Params: { id: string } }>('/api/tokens/:id', async (request, reply) => {
    const { viewer, may } = await admin(request);
    if (!may) return send(reply, notFor(viewer));
    if (!(await store.revokeToken(request.params.id, clock.now()))) return send(reply, { refused: 'not-found' });
    log.info({ by: viewer.id, token: request.params.id }, 'a token was revoked');
    return {};
  });
};
