/**
 * A thing and what belongs to it, out of the house as one file and into another: see `server/archive`. Out: whoever runs it, once it is
 * over. In: administrators; looked through whole before anything of it is kept.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { hasRole, type Actor } from '#shared/core/actor.ts';
import type { Taking } from '#shared/core/archive.ts';
import { idOf, kindOf, type StreamId } from '#shared/core/recorded.ts';
import { keep } from '../archive/keeping.ts';
import { examine } from '../archive/examine.ts';
import { Present } from '../archive/here.ts';
import { bytesOf } from '../archive/reading.ts';
import { kindIn, sealOf, together } from '../archive/seals.ts';
import { Telling } from '../archive/telling.ts';
import { StoreUnavailable } from '../store/store.ts';
import { failure, notFor, read, type No } from './answers.ts';
import { streamOf } from './asks.ts';
import { sniff } from './files.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { kind: string; id: string } };

const answer = v.optional(v.picklist(['yes', 'no']), 'no');
const telling = v.object({ names: answer, gzip: answer });
const taking = v.object({ keep: answer });
const sealing = v.object({ at: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'number'), v.transform(Number))) });

/** Each reads a whole history. */
const perViewer = { burst: 10, each: 6_000 };
/** Lines between two words about how far it is. */
const pace = 250;

/** What may leave the house and is over; or why not. */
const found = async ({ params }: FastifyRequest<Path>, viewer: Actor, { means }: Gate) => {
  const named = streamOf(`${params.kind}/${params.id}`, means.kinds);
  if (!('stream' in named)) return named;
  const kind = kindIn(means.kinds, named.stream);
  const { seq, state } = await means.engine.open(named.stream);
  if (seq === 0 || !kind.archive) return { refused: 'not-found' } satisfies No;
  if (kind.visibility.audience(state, viewer) === null) return notFor(viewer);
  if (!kind.archive.over(state)) return { refused: 'not-over' } satisfies No;
  return { stream: named.stream, may: kind.archive.may(state, viewer) };
};

export const archiveRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers } = gate;
  const asked = new Limiter(perViewer, means.clock.now);
  const slow = (request: FastifyRequest, viewer: Actor): No | null => {
    const key = viewer.id || request.ip;
    return asked.take(key) ? null : { refused: 'too-many', details: { seconds: asked.wait(key) } };
  };

  fastify.get<Path>('/api/:kind/:id/archive', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const query = read(telling, request.query);
    if ('malformed' in query) return send(reply, query);
    const wanted = await found(request, viewer, gate);
    if (!('stream' in wanted)) return send(reply, wanted);
    const no = wanted.may ? slow(request, viewer) : notFor(viewer);
    if (no) return send(reply, no);
    means.log.info({ by: viewer.id, stream: wanted.stream, names: query.value.names }, 'an archive was asked for');
    return told(reply, gate, wanted.stream, { names: query.value.names === 'yes', gzip: query.value.gzip === 'yes' });
  });

  /** How its streams stand, or stood at an instant: what an archive of then must say. Whoever may read the record may know. */
  fastify.get<Path>('/api/:kind/:id/seal', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const query = read(sealing, request.query);
    if ('malformed' in query) return send(reply, query);
    const wanted = await found(request, viewer, gate);
    if (!('stream' in wanted)) return send(reply, wanted);
    const no = slow(request, viewer);
    if (no) return send(reply, no);
    const streams = [...(await together(means.store, means.kinds, wanted.stream)).keys()];
    return { seals: await Promise.all(streams.map((stream) => sealOf(means.store, means.kinds, stream, query.value))) };
  });
};

const told = (
  reply: FastifyReply,
  { means }: Gate,
  of: StreamId,
  how: { readonly names: boolean; readonly gzip: boolean },
): FastifyReply => {
  const { store, kinds, history, clock } = means;
  const content = (name: Parameters<typeof history.content>[0], seq: number) => history.content(name, seq);
  const lines = Readable.from(new Telling({ store, kinds, content }, { of, names: how.names, now: clock.now() }).lines());
  const name = `${kindOf(of)}-${idOf(of)}${how.names ? '' : '-nameless'}.jsonl${how.gzip ? '.gz' : ''}`;
  reply.headers({
    'content-type': how.gzip ? 'application/gzip' : 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${name.replaceAll(':', '_')}"`,
  });
  if (!how.gzip) return reply.send(lines);
  const packed = createGzip();
  lines.on('error', (cause) => packed.destroy(cause));
  packed.on('close', () => lines.destroy());
  return reply.send(lines.pipe(packed));
};

/** Apart from the other routes: its body is as long as an archive, and is read as it comes. */
export const intakeRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, body, done) => done(null, body));

  fastify.post('/api/archives', async (request, reply) => {
    const viewer = await gate.viewers.actor(request.headers.cookie);
    if (!hasRole(viewer, 'admin')) return send(reply, notFor(viewer));
    const query = read(taking, request.query);
    if ('malformed' in query) return send(reply, query);
    const folder = await mkdtemp(join(tmpdir(), 'archive-'));
    const path = join(folder, 'archive');
    try {
      await pipeline(request.body as Readable, createWriteStream(path));
    } catch (cause) {
      await rm(folder, { recursive: true, force: true });
      throw cause;
    }
    const stop = new AbortController();
    reply.raw.once('close', () => stop.abort());
    const words = Readable.from(taken(gate, viewer, path, query.value.keep === 'yes', stop.signal));
    words.once('close', () => void rm(folder, { recursive: true, force: true }));
    return reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store').send(words);
  });
};

/** Words about how far it is, as they come, and the last one. */
async function* taken(gate: Gate, viewer: Actor, path: string, really: boolean, signal: AbortSignal): AsyncGenerator<string> {
  const { store, engine, kinds, clock, log } = gate.means;
  const said: Taking[] = [];
  let wake = (): void => undefined;
  const say = (taking: Taking): void => {
    said.push(taking);
    wake();
  };
  const tell = (phase: 'checking' | 'keeping') => (at: number, of: number) => {
    if (at % pace === 0) say({ at, of, phase });
  };
  const work = async (): Promise<void> => {
    const present = new Present(store, kinds, sniff);
    const { manifest, flaws } = await examine(await bytesOf(path), { kinds, here: present, progress: tell('checking'), signal });
    if (flaws.length > 0 || !manifest) return say({ flaws });
    const keeping = tell('keeping');
    const progress = (at: number): void => keeping(at, manifest.lines);
    const given = { store, engine, present, by: viewer.id, now: clock.now(), progress, signal };
    const fresh = really ? await keep(await bytesOf(path), given) : 0;
    if (really) log.info({ by: viewer.id, stream: manifest.of, fresh }, 'an archive was taken in');
    say({ done: really, manifest, fresh });
  };
  let over = false;
  const working = work()
    .catch((cause: unknown) => {
      if (signal.aborted) return;
      const no = failure(cause, log, { by: viewer.id });
      say({ unavailable: cause instanceof StoreUnavailable ? 'store' : 'failed' in no ? no.failed : 'store' });
    })
    .finally(() => {
      over = true;
      wake();
    });
  for (;;) {
    const next = said.shift();
    if (next) yield `${JSON.stringify(next)}\n`;
    else if (over) break;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  await working;
}
