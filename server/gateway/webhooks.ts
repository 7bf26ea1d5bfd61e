/** Webhooks: where other systems are told what happens. Made and kept by administrators, or by a token with the scope for it, which sees its own only. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { hasRole, type Actor } from '#shared/core/actor.ts';
import { line } from '#shared/core/fields.ts';
import type { ToldDelivery, ToldWebhook } from '#shared/core/wire.ts';
import type { KeptDelivery, KeptWebhook } from '../store/store.ts';
import { callable } from '../webhooks/addresses.ts';
import { channelName, testPayload } from '../webhooks/channel.ts';
import { freshSecret } from '../webhooks/signing.ts';
import { notFor, read, type No } from './answers.ts';
import { bearer } from './bearer.ts';
import { send, type Gate } from './gate.ts';

const most = 50;
const mostShown = 50;

const told = ({ secret: _secret, url, ...webhook }: KeptWebhook): ToldWebhook => ({ ...webhook, url: url.replace(/\?.*$/su, '?…') });

const toldDelivery = ({ channel: _channel, subscription: _of, payload, ...delivery }: KeptDelivery): ToldDelivery => ({
  ...delivery,
  type: (payload as { readonly type?: string } | null)?.type ?? '',
});

type Path = { Params: { id: string } };
type DeliveryPath = { Params: { id: string; delivery: string } };

/** Who asks, if they may; what they may have of it. */
interface Keeper {
  readonly viewer: Actor;
  mine(webhook: KeptWebhook | null): webhook is KeptWebhook;
}

const keeperOf = async (gate: Gate, request: FastifyRequest): Promise<Keeper | No> => {
  const viewer = await gate.viewers.actor(request.headers.cookie);
  if (!hasRole(viewer, 'admin')) return notFor(viewer);
  const own = bearer() !== undefined;
  return { viewer, mine: (webhook): webhook is KeptWebhook => webhook !== null && (!own || webhook.maker === viewer.id) };
};

const makingOf = ({ means }: Gate) =>
  v.object({
    name: line(60),
    url: v.pipe(
      v.string(),
      v.maxLength(2_000, 'long'),
      v.check((text) => callable(text, means.settings.webhookPrivate) !== null, 'address'),
    ),
    events: v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(/^[a-z]+\.(?:\*|[A-Za-z]{1,64})$/u, 'event'),
          v.check((event) => Object.hasOwn(means.kinds, event.slice(0, event.indexOf('.'))), 'event'),
        ),
      ),
      v.minLength(1, 'empty'),
      v.maxLength(100, 'long'),
    ),
    sees: v.picklist(['public', 'maker'], 'sees'),
  });

export const webhookRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, kinds, log, deliveries } = gate.means;
  const making = makingOf(gate);

  fastify.get('/api/webhooks', async (request, reply) => {
    const keeper = await keeperOf(gate, request);
    if (!('viewer' in keeper)) return send(reply, keeper);
    return { webhooks: (await store.webhooks()).filter((one) => keeper.mine(one)).map(told), kinds: Object.keys(kinds) };
  });

  fastify.post('/api/webhooks', async (request, reply) => {
    const keeper = await keeperOf(gate, request);
    if (!('viewer' in keeper)) return send(reply, keeper);
    const body = read(making, request.body);
    if ('malformed' in body) return send(reply, body);
    if ((await store.webhooks()).length >= most) return send(reply, { refused: 'too-many', details: { seconds: 60 } });
    const webhook: KeptWebhook = {
      ...{ id: randomBytes(8).toString('hex'), ...body.value, events: [...new Set(body.value.events)], secret: freshSecret() },
      ...{ maker: keeper.viewer.id, madeAt: clock.now(), failingSince: null, disabledAt: null, disabledWhy: null },
    };
    await store.putWebhook(webhook);
    await deliveries.changed();
    log.info({ by: keeper.viewer.id, webhook: webhook.id, events: webhook.events }, 'a webhook was made');
    return reply.code(201).send({ webhook: told(webhook), secret: webhook.secret });
  });

  keepingRoutes(fastify, gate);
  deliveryRoutes(fastify, gate);
};

const keepingRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, log, deliveries } = gate.means;
  const own = ownOf(gate);

  fastify.delete<Path>('/api/webhooks/:id', async (request, reply) => {
    const found = await own(request);
    if (!('webhook' in found)) return send(reply, found);
    await store.dropWebhook(found.webhook.id);
    await deliveries.changed();
    log.info({ by: found.viewer.id, webhook: found.webhook.id }, 'a webhook was dropped');
    return {};
  });

  fastify.post<Path>('/api/webhooks/:id/enable', async (request, reply) => {
    const found = await own(request);
    if (!('webhook' in found)) return send(reply, found);
    await store.setWebhookState(found.webhook.id, { failingSince: null, disabledAt: null, disabledWhy: null });
    await deliveries.changed();
    log.info({ by: found.viewer.id, webhook: found.webhook.id }, 'a webhook was switched on');
    return {};
  });

  fastify.post<Path>('/api/webhooks/:id/test', async (request, reply) => {
    const found = await own(request);
    if (!('webhook' in found)) return send(reply, found);
    await deliveries.put(channelName, found.webhook.id, `test ${clock.now()}`, testPayload);
    return reply.code(202).send({});
  });
};

const deliveryRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, deliveries } = gate.means;
  const own = ownOf(gate);

  fastify.get<Path>('/api/webhooks/:id/deliveries', async (request, reply) => {
    const found = await own(request);
    if (!('webhook' in found)) return send(reply, found);
    return { deliveries: (await store.deliveriesOf(channelName, found.webhook.id, mostShown)).map(toldDelivery) };
  });

  fastify.post<DeliveryPath>('/api/webhooks/:id/deliveries/:delivery/again', async (request, reply) => {
    const found = await own(request);
    if (!('webhook' in found)) return send(reply, found);
    const delivery = await store.delivery(request.params.delivery);
    if (delivery?.channel !== channelName || delivery.subscription !== found.webhook.id) return send(reply, { refused: 'not-found' });
    if (!(await store.reopenDelivery(delivery.id, clock.now()))) return send(reply, { refused: 'under-way' });
    deliveries.look();
    return reply.code(202).send({});
  });
};

/** The webhook an address names, for whoever may have it. */
const ownOf =
  (gate: Gate) =>
  async (request: FastifyRequest<Path>): Promise<{ readonly webhook: KeptWebhook; readonly viewer: Actor } | No> => {
    const keeper = await keeperOf(gate, request);
    if (!('viewer' in keeper)) return keeper;
    const webhook = await gate.means.store.webhook(request.params.id);
    return keeper.mine(webhook) ? { webhook, viewer: keeper.viewer } : { refused: 'not-found' };
  };
