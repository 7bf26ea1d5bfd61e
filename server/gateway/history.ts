/** The past of a document, for whoever may read the document: who wrote when, any moment back, what is different, who wrote what. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { hasRole, type Actor } from '#shared/core/actor.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import type { Span } from '../documents/history.ts';
import { documentNameOf, rightOf, streamOf } from '../documents/rights.ts';
import { notFor, read, type Malformed, type No } from './answers.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { kind: string; id: string; part: string; row: string } };

const path = '/api/documents/:kind/:id/:part/history';

const seq = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'number'), v.transform(Number));
const rowId = v.object({ row: v.pipe(v.string(), v.regex(/^[\w:-]{1,64}$/, 'id')) });
const upTo = v.object({ upTo: v.exactOptional(seq) });
/** `at`: as it stood at that instant, milliseconds since 1970. */
const at = v.object({ seq: v.exactOptional(seq), at: v.exactOptional(seq) });
const between = v.object({ from: seq, to: v.exactOptional(seq) });

/** A page of history costs more than a page of rows; people look at one moment after the other. */
const perViewer = { burst: 60, each: 500 };

type Asked<Q> = { readonly name: DocumentName; readonly span: Span; readonly query: Q; readonly row: string };

const ruled = ({ kind, id, part }: Path['Params'], { kinds }: Gate['means']) => {
  const name = documentNameOf(`/documents/${kind}/${id}/${part}`);
  const rules = Object.hasOwn(kinds, kind) ? kinds[kind]?.documents : undefined;
  const rule = rules && Object.hasOwn(rules, part) ? rules[part] : undefined;
  return name && rule ? { name, rule } : null;
};

/** The document's name, or why this viewer is told nothing about it. */
const mayRead = async (params: Path['Params'], viewer: Actor, { means }: Gate): Promise<DocumentName | No> => {
  const found = ruled(params, means);
  if (!found) return { refused: 'not-found' };
  const { access } = rightOf(found.rule, await means.engine.open(streamOf(found.name)), viewer);
  return access === 'none' ? notFor(viewer) : found.name;
};

/** Routes that read: who asks, whether they may, whether the question is sound. */
const readers = (fastify: FastifyInstance, gate: Gate) => {
  const { history, clock } = gate.means;
  const asked = new Limiter(perViewer, clock.now);
  return <Q>(
    below: string,
    schema: v.GenericSchema<unknown, Q>,
    work: (asked: Asked<Q>) => Promise<string | Malformed> | Malformed,
  ): void => {
    fastify.get<Path>(`${path}${below}`, async (request, reply) => {
      const viewer = await gate.viewers.actor(request.headers.cookie);
      const name = await mayRead(request.params, viewer, gate);
      if (typeof name !== 'string') return send(reply, name);
      const key = viewer.id || request.ip;
      if (!asked.take(key)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(key) } });
      const query = read(schema, request.query);
      if ('malformed' in query) return send(reply, query);
      const row = read(rowId, { row: request.params.row ?? '-' });
      if ('malformed' in row) return send(reply, row);
      const told = await work({ name, span: await history.span(name), query: query.value, row: row.value.row });
      return typeof told === 'string' ? json(reply, told) : send(reply, told);
    });
  };
};

export const historyRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { history, log } = gate.means;
  const get = readers(fastify, gate);

  get('', upTo, ({ name, span, query: { upTo: seq = span.head } }) => within(span, 'upTo', seq) ?? history.moments(name, seq));
  get('/content', at, async ({ name, span, query: { seq: named, at: instant } }) => {
    const seq = named ?? (instant === undefined ? span.head : await history.seqAt(name, instant));
    return within(span, 'seq', seq) ?? history.content(name, seq);
  });
  get('/differences', between, ({ name, span, query: { from, to = span.head } }) => {
    const wrong = within(span, 'from', from) ?? within(span, 'to', to) ?? (from > to ? { malformed: 'order', at: 'from' } : null);
    return wrong ?? history.differences(name, from, to);
  });
  get('/rows/:row', at, ({ name, span, query: { seq = span.head }, row }) => within(span, 'seq', seq) ?? history.blame(name, seq, row));

  fastify.delete<Path>(path, async (request, reply) => {
    const viewer = await gate.viewers.actor(request.headers.cookie);
    if (!hasRole(viewer, 'admin')) return send(reply, notFor(viewer));
    const found = ruled(request.params, gate.means);
    if (!found) return send(reply, { refused: 'not-found' });
    await history.forget(found.name);
    log.info({ by: viewer.id, document: found.name }, 'the history of a document was forgotten');
    return { forgotten: found.name };
  });
};

const json = (reply: FastifyReply, text: string): FastifyReply => reply.type('application/json; charset=utf-8').send(text);

/** Null when its content is known. */
const within = ({ since, head }: Span, field: string, asked: number): Malformed | null => {
  if (asked > head) return { malformed: 'not-yet', at: field };
  return asked < since ? { malformed: 'forgotten', at: field } : null;
};
