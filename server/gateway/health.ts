/** For whoever watches over the process: is it alive, should it get visitors, what does it count. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { StoreUnavailable } from '../store/store.ts';
import { send, type Gate } from './gate.ts';

const patience = 2_000;

const pong = async (ping: Promise<void>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), patience)));
  try {
    return await Promise.race([ping.then(() => true), late]);
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return false;
    throw cause;
  } finally {
    clearTimeout(timer);
  }
};

const sha = (text: string): Buffer => createHash('sha256').update(text).digest();

export const healthRoutes = (fastify: FastifyInstance, { means, asks }: Gate): void => {
  fastify.get('/healthz', () => ({ alive: true }));

  fastify.get('/readyz', async (_request, reply) => {
    if (asks.closing) return send(reply, { unavailable: 'closing' });
    if (!(await pong(means.store.ping()))) return send(reply, { unavailable: 'store' });
    // Without the bus a node still answers truly, only later: followers look at the store.
    return { ready: true, bus: means.bus.connected };
  });

  fastify.get('/metrics', async (request, reply) => {
    const { metricsToken } = means.settings;
    if (metricsToken !== '' && !timingSafeEqual(sha(`Bearer ${metricsToken}`), sha(request.headers.authorization ?? '')))
      return send(reply, { refused: 'not-signed-in' });
    return reply.type(means.metrics.type).send(await means.metrics.text());
  });
};
