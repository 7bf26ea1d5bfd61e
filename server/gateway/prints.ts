/** Papers to take away, for whoever may read what they are made of: `GET /api/<kind>/<id>/papers/<name>.docx`. */
import type { FastifyInstance } from 'fastify';
import type { Actor } from '#shared/core/actor.ts';
import type { DocumentContent, DocumentName, Row } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { rightOf, streamOf as streamOfDocument } from '../documents/rights.ts';
import { printFor, printRule, type Desk } from '../exports/prints.ts';
import { openTypesetter } from '../exports/typesetter.ts';
import { notFor } from './answers.ts';
import { streamOf } from './asks.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { kind: string; id: string; name: string } };

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Setting one takes as long as a hundred commands. */
const perViewer = { burst: 10, each: 3_000 };
const mostRows = 2_000;

const deskOf = ({ means, reading }: Gate): Desk => ({
  kinds: means.kinds,
  view: async (stream, viewer) => (await reading.view(stream, viewer))?.state ?? null,
  document: async (name, viewer) => {
    const [kind = '', , part = ''] = name.split('/');
    const rule = means.kinds[kind]?.documents?.[part];
    if (!rule) return null;
    const { access } = rightOf(rule, await means.engine.open(streamOfDocument(name)), viewer);
    return access === 'none' ? null : contentOf(name, means);
  },
  rows: async (model, viewer) => allRows(model, viewer, reading),
});

/** As it is on disk, without opening it for writing. */
const contentOf = async (name: DocumentName, { history }: Gate['means']): Promise<DocumentContent> => {
  const { head } = await history.span(name);
  return JSON.parse(await history.content(name, head)) as DocumentContent;
};

const allRows = async (model: string, viewer: Actor, reading: Gate['reading']) => {
  const rows: { readonly id: string; readonly row: Row }[] = [];
  let after: string | undefined;
  while (rows.length < mostRows) {
    const page = await reading.rows({ model, limit: 200, ...(after === undefined ? {} : { after }) }, viewer);
    rows.push(...page.rows);
    if (page.next === null) break;
    after = page.next;
  }
  return rows;
};

export const printRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers } = gate;
  const desk = deskOf(gate);
  const asked = new Limiter(perViewer, means.clock.now);
  const typesetter = openTypesetter();
  fastify.addHook('onClose', () => typesetter.close());

  fastify.get<Path>('/api/:kind/:id/papers/:name.docx', async (request, reply) => {
    const { kind, id, name } = request.params;
    const found = streamOf(`${kind}/${id}` satisfies StreamId, means.kinds);
    if (!('stream' in found)) return send(reply, found);
    const rule = printRule(means.kinds, kind, name);
    if (!rule) return send(reply, { refused: 'not-found' });
    const viewer = await viewers.actor(request.headers.cookie);
    const key = viewer.id || request.ip;
    if (!asked.take(key)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(key) } });
    const print = await printFor(rule, found.stream, viewer, desk);
    if (!print) {
      const { seq } = await means.engine.open(found.stream);
      return send(reply, seq === 0 ? { refused: 'not-found' } : notFor(viewer));
    }
    const file = encodeURIComponent(`${print.file}.docx`).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    return reply
      .header('content-disposition', `attachment; filename="${name}.docx"; filename*=UTF-8''${file}`)
      .type(docxType)
      .send(Buffer.from(await typesetter.ask(print)));
  });
};
