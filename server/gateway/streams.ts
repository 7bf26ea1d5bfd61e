/** The same commands and events as over the live connection, so that a script can do whatever a screen can. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import { limits } from '#shared/core/wire.ts';
import { notFor, read } from './answers.ts';
import { streamOf } from './asks.ts';
import { send, type Gate } from './gate.ts';
import { sentTo } from './reading.ts';

const wholeText = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'number'), v.transform(Number), v.minValue(least, 'number'), v.maxValue(most, 'number'));
const shortText = (most: number) => v.pipe(v.string(), v.maxLength(most, 'long'));

const eventsQuery = v.object({
  since: v.optional(wholeText(0, Number.MAX_SAFE_INTEGER), '0'),
  limit: v.optional(wholeText(1, limits.behind), '100'),
});
const rowsQuery = v.object({
  index: v.exactOptional(shortText(64)),
  value: v.exactOptional(shortText(256)),
  text: v.exactOptional(shortText(100)),
  after: v.exactOptional(shortText(512)),
  limit: v.optional(wholeText(1, 200), '50'),
});
const ask = v.object({ id: v.unknown(), command: v.unknown() });

type Path = { Params: { kind: string; id: string } };
const named = ({ kind, id }: Path['Params']): StreamId => `${kind}/${id}`;

export const streamRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers, reading } = gate;

  fastify.post<Path>('/api/:kind/:id/commands', async (request, reply) => {
    const body = read(ask, request.body);
    if ('malformed' in body) return send(reply, body);
    const answer = await gate.asks.ask('http', { stream: named(request.params), ...body.value }, () =>
      viewers.actor(request.headers.cookie),
    );
    return send(reply, answer);
  });

  fastify.get<Path>('/api/:kind/:id', async (request, reply) => {
    const found = streamOf(named(request.params), means.kinds);
    if (!('stream' in found)) return send(reply, found);
    const viewer = await viewers.actor(request.headers.cookie);
    const view = await reading.view(found.stream, viewer);
    if (view) return view;
    const { seq } = await means.engine.open(found.stream);
    return send(reply, seq === 0 ? { refused: 'not-found' } : notFor(viewer));
  });

  fastify.get<Path>('/api/:kind/:id/events', async (request, reply) => {
    const found = streamOf(named(request.params), means.kinds);
    if (!('stream' in found)) return send(reply, found);
    const query = read(eventsQuery, request.query);
    if ('malformed' in query) return send(reply, query);
    const viewer = await viewers.actor(request.headers.cookie);
    const { seq, state } = await means.engine.open(found.stream);
    const kind = means.kinds[kindOf(found.stream)];
    const audience = kind?.visibility.audience(state, viewer) ?? null;
    if (!kind || audience === null) return send(reply, notFor(viewer));
    const events = await means.engine.events(found.stream, query.value.since, query.value.limit);
    // One entry for each event, hidden ones too: runs are for live connections only. What was committed since is told the next time.
    return {
      seq,
      audience,
      events: sentTo(
        kind,
        events.filter((recorded) => recorded.seq <= seq),
        audience,
        state,
      ),
    };
  });
};

export const rowRoutes = (fastify: FastifyInstance, { reading, viewers }: Gate): void => {
  fastify.get<{ Params: { model: string } }>('/api/rows/:model', async (request, reply) => {
    const { model } = request.params;
    if (!reading.model(model)) return send(reply, { refused: 'unknown-kind' });
    const query = read(rowsQuery, request.query);
    if ('malformed' in query) return send(reply, query);
    if (query.value.index !== undefined && !reading.hasIndex(model, query.value.index))
      return send(reply, { malformed: 'index', at: 'index' });
    const seconds = reading.guessed({ model, ...query.value }, request.ip);
    if (seconds > 0) return send(reply, { refused: 'too-many', details: { seconds } });
    return reading.rows({ model, ...query.value }, await viewers.actor(request.headers.cookie), request.ip);
  });

  fastify.get<{ Params: { model: string; index: string } }>('/api/counts/:model/:index', async (request, reply) => {
    const { model, index } = request.params;
    if (!reading.model(model)) return send(reply, { refused: 'unknown-kind' });
    if (!reading.hasIndex(model, index)) return send(reply, { malformed: 'index', at: 'index' });
    return reading.counts(model, index, await viewers.actor(request.headers.cookie));
  });
};
