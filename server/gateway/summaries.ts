/**
 * Figures about what is hidden, as they were told at the time: for whoever plays a thing again. Ten seconds apart at least, so that nobody
 * learns more from them than from having been there; what was kept until a close (secret polls) was not told before it either.
 */
import { setImmediate as breath } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import type { SummaryAt } from '#shared/core/wire.ts';
import { notFor } from './answers.ts';
import { streamOf } from './asks.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';
import type { Means } from './means.ts';

/** Milliseconds between two moments, at least. */
const apart = 10_000;
/** Moments told of at most: beyond that they are further apart. */
const most = 1_000;
/** Events read at once. */
const portion = 1_000;
/** Each reads a whole history. */
const perViewer = { burst: 10, each: 3_000 };
/** Answers remembered: a hall that looks back together asks the same. */
const remembered = 20;

export const summaryRoutes = (fastify: FastifyInstance, { means, viewers }: Gate): void => {
  const asked = new Limiter(perViewer, means.clock.now);
  const known = new Map<string, Promise<readonly SummaryAt[]>>();

  fastify.get<{ Params: { kind: string; id: string } }>('/api/:kind/:id/summaries', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const named = streamOf(`${request.params.kind}/${request.params.id}`, means.kinds);
    if (!('stream' in named)) return send(reply, named);
    const { seq, state } = await means.engine.open(named.stream);
    const audience = seq === 0 ? null : named.kind.visibility.audience(state, viewer);
    if (audience === null) return send(reply, notFor(viewer));
    const key = `${named.stream} ${seq} ${audience}`;
    const who = viewer.id || request.ip;
    if (!known.has(key) && !asked.take(who)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(who) } });
    const telling = known.get(key) ?? summaries(means, named.stream, seq, audience);
    known.delete(key);
    known.set(key, telling);
    telling.catch(() => known.delete(key));
    for (const [oldest] of known) if (known.size > remembered) known.delete(oldest);
    return { summaries: await telling };
  });
};

/** The last state of each stretch of time in which something hidden came. */
const summaries = async ({ engine, kinds }: Means, stream: StreamId, upTo: number, audience: string): Promise<readonly SummaryAt[]> => {
  const kind = kinds[kindOf(stream)];
  if (!kind?.visibility.summary) return [];
  const told: SummaryAt[] = [];
  let state: unknown = kind.initial;
  let due: number | null = null;
  let before = '';
  const tell = (at: number): void => {
    const summary = kind.visibility.summary?.(state, audience);
    const text = JSON.stringify(summary) ?? '';
    if (text !== before && summary !== undefined) told.push({ at, summary });
    before = text;
  };
  for (let seq = 0; seq < upTo;) {
    const events = await engine.events(stream, seq, Math.min(portion, upTo - seq));
    const last = events.at(-1);
    if (!last) break;
    for (const recorded of events) {
      if (due !== null && recorded.at >= due) {
        tell(due);
        due = null;
      }
      state = kind.evolve(state, recorded);
      due ??= (Math.floor(recorded.at / apart) + 1) * apart;
    }
    seq = last.seq;
    await breath();
  }
  if (due !== null) tell(due);
  const every = Math.ceil(told.length / most);
  return told.filter((_, n) => n % every === every - 1 || n === told.length - 1);
};
