/**
 * The ballot box of secret polls. Who comes here is nobody: a cookie is taken off before anything looks at it, the address is never
 * written down, and the record gets the whole minute instead of the moment.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Actor } from '#shared/core/actor.ts';
import { id as idField } from '#shared/core/fields.ts';
import { read } from './answers.ts';
import { streamOf } from './asks.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';
import { digits, isSigned, nameOf } from './paper-key.ts';

const hex = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`, 'u'), 'hex'));
const shown = v.object({ id: v.unknown(), command: v.unknown(), paper: hex(64), signature: hex(digits) });

/**
 * Bad signatures from one address. A good one always passes, for checking costs less than the request it came with, and a whole hall sits
 * behind one address: a forger must not be able to keep the others from voting.
 */
const forgeries = { burst: 30, each: 2_000 };
const minute = 60_000;

type Path = { Params: { kind: string; id: string; key: string } };

const takeCookieOff = async (request: FastifyRequest): Promise<void> => {
  delete request.headers.cookie;
};

export const paperRoutes = (fastify: FastifyInstance, { means, asks, papers }: Gate): void => {
  const forged = new Limiter(forgeries, means.clock.now);
  const find = async ({ kind, id, key }: Path['Params']) => {
    const found = streamOf(`${kind}/${id}`, means.kinds);
    if (!('stream' in found)) return found;
    const halves = v.is(idField, key) ? await papers.checking(found.stream, key) : null;
    return halves ? { stream: found.stream, halves } : ({ refused: 'not-found' } as const);
  };

  /** The key to blind for and to check under, asked by nobody in particular: so it cannot be another one for each person. */
  fastify.get<Path>('/api/papers/:kind/:id/:key', { onRequest: takeCookieOff }, async (request, reply) => {
    const found = await find(request.params);
    return 'halves' in found ? found.halves.jwk : send(reply, found);
  });

  fastify.post<Path>('/api/papers/:kind/:id/:key', { onRequest: takeCookieOff }, async (request, reply) => {
    const body = read(shown, request.body);
    if ('malformed' in body) return send(reply, body);
    const found = await find(request.params);
    if (!('halves' in found)) return send(reply, found);
    const { id, command, paper, signature } = body.value;
    if (!isSigned(paper, signature, found.halves)) {
      if (forged.take(request.ip)) return send(reply, { refused: 'paper-forged' });
      return send(reply, { refused: 'too-many', details: { seconds: forged.wait(request.ip) } });
    }
    const voter = (): Actor => {
      const now = means.clock.now();
      const key = `${found.stream}#${request.params.key}`;
      return { id: `paper-${nameOf(paper)}`, roles: [], department: null, now: now - (now % minute), paper: key };
    };
    return send(reply, await asks.ask('http', { stream: found.stream, id, command }, async () => voter()));
  });
};
