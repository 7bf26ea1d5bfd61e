/** Open data: `GET /api/open` names the sets, `GET /api/open/<model>.json`, `.csv` and `.schema.json` hold one. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { OpenRule } from '#shared/core/open.ts';
import { csvLines, csvType } from '../exports/csv.ts';
import { openJson, openLines, openRows, openSchema, type OpenHead } from '../exports/open-data.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { model: string } };

/** Each reads everything there is of a set. */
const perAddress = { burst: 20, each: 5_000 };

type Rules = ReadonlyMap<string, OpenRule>;
const rulesOf = ({ means }: Gate): Rules =>
  new Map(
    Object.values(means.kinds).flatMap(({ models = {} }) =>
      Object.entries(models).flatMap(([name, { open }]) => (open ? [[name, open] as const] : [])),
    ),
  );

const address = (gate: Gate, model: string, ending: string): string => `${gate.origin()}/api/open/${model}.${ending}`;
const headOf = (gate: Gate, model: string): OpenHead => ({
  licence: gate.means.settings.openLicence,
  made: gate.means.clock.now(),
  schema: address(gate, model, 'schema.json'),
});

interface Format {
  readonly ending: string;
  readonly type: string;
  pieces(model: string, rule: OpenRule, head: OpenHead, rows: ReturnType<typeof openRows>): AsyncIterable<string>;
}
const formats: readonly Format[] = [
  { ending: 'json', type: 'application/json; charset=utf-8', pieces: openJson },
  { ending: 'csv', type: csvType, pieces: (_model, rule, _head, rows) => csvLines(openLines(rule, rows)) },
];

const told = (gate: Gate, reply: FastifyReply, model: string): FastifyReply =>
  reply
    .header('cache-control', 'public, max-age=300')
    .header('link', `<${address(gate, model, 'schema.json')}>; rel="describedby"`)
    .header('x-licence', encodeURI(gate.means.settings.openLicence));

const describing = (fastify: FastifyInstance, gate: Gate, rules: Rules): void => {
  const listed = (model: string, { title, about }: OpenRule) => ({
    ...{ dataset: model, title, about, json: address(gate, model, 'json'), csv: address(gate, model, 'csv') },
    schema: address(gate, model, 'schema.json'),
  });
  fastify.get('/api/open', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send({
      licence: gate.means.settings.openLicence,
      datasets: [...rules].map(([model, rule]) => listed(model, rule)),
    }),
  );
  fastify.get<Path>('/api/open/:model.schema.json', ({ params: { model } }, reply) => {
    const rule = rules.get(model);
    if (!rule) return send(reply, { refused: 'not-found' });
    return told(gate, reply, model)
      .type('application/schema+json')
      .send(JSON.stringify(openSchema(model, rule, headOf(gate, model))));
  });
};

export const openDataRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, reading } = gate;
  const asked = new Limiter(perAddress, means.clock.now);
  const rules = rulesOf(gate);
  describing(fastify, gate, rules);
  for (const { ending, type, pieces } of formats)
    fastify.get<Path>(`/api/open/:model.${ending}`, ({ params: { model }, ip }, reply) => {
      const rule = rules.get(model);
      if (!rule) return send(reply, { refused: 'not-found' });
      if (!asked.take(ip)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(ip) } });
      const rows = openRows(model, rule, (page, viewer) => reading.rows(page, viewer), means.clock.now());
      return told(gate, reply, model)
        .header('content-disposition', `inline; filename="${model}.${ending}"`)
        .type(type)
        .send(Readable.from(pieces(model, rule, headOf(gate, model), rows), { objectMode: false }));
    });
};
