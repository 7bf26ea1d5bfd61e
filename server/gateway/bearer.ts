/**
 * Other systems show a token instead of a cookie: `Authorization: Bearer …`. It is good for its scopes only, acts as `token-<id>` with the
 * roles its maker has now, and never lives longer than their office. It is nowhere kept, and nowhere logged.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#shared/core/actor.ts';
import { streamId } from '#shared/core/recorded.ts';
import type { KeptToken } from '../store/store.ts';
import { hashOf } from './cookie.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';
import { passes } from './scopes.ts';

export const tokenPrefix = 'cst_';
const shape = /^Bearer (cst_[A-Za-z0-9_-]{43})$/i;

/** Ten a second for as long as they like; more at once now and then. */
const perToken = { burst: 300, each: 100 };
const wrongFromAddress = { burst: 30, each: 5_000 };
/** Written down this often at most. */
const notedEvery = 60_000;

type Who = Omit<Actor, 'now'>;
const presented = new AsyncLocalStorage<Who>();

/** Who showed a token with the request under way; undefined = nobody did. */
export const bearer = (): Who | undefined => presented.getStore();

/** The office of whoever made it, as of now; null = they have none any more. */
const officeOf = async ({ means }: Gate, { maker }: KeptToken) => {
  const { state } = await means.engine.open(streamId(means.identity.kind.name, maker));
  return means.identity.actor(state);
};

/** Looks at the header of every request of these routes, once its body is read and before anything is done. */
export const takeBearers = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, kinds } = gate.means;
  const uses = new Limiter(perToken, clock.now);
  const wrong = new Limiter(wrongFromAddress, clock.now);

  const judged = async (request: FastifyRequest, secret: string): Promise<Who | Parameters<typeof send>[1]> => {
    const now = clock.now();
    if (wrong.spent(request.ip)) return { refused: 'too-many', details: { seconds: wrong.wait(request.ip) } };
    const token = await store.token(hashOf(secret));
    const office = token && token.revokedAt === null && token.expires > now ? await officeOf(gate, token) : null;
    if (!token || !office) {
      wrong.take(request.ip);
      return { refused: 'not-signed-in' };
    }
    if (!uses.take(token.id)) return { refused: 'too-many', details: { seconds: Math.max(1, uses.wait(token.id)) } };
    if (now - (token.usedAt ?? 0) > notedEvery) await store.tokenUsed(token.id, now);
    const as = passes(request, token.scopes, kinds);
    if (as === null) return { refused: 'out-of-scope' };
    if (as === 'public') return { id: '', roles: [], department: null };
    return { id: `token-${token.id}`, roles: office.roles, department: office.department };
  };

  const look = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const header = request.headers.authorization;
    // The figures for Prometheus have a token of their own.
    if (header === undefined || request.routeOptions.url === '/metrics') return done();
    const secret = shape.exec(header)?.[1];
    const judging = secret === undefined ? Promise.resolve({ refused: 'not-signed-in' } as const) : judged(request, secret);
    judging.then(
      (who) => ('id' in who ? presented.run(who, done) : void send(reply, who)),
      (cause: unknown) => void reply.send(cause),
    );
  };
  fastify.addHook('preValidation', look);
};
