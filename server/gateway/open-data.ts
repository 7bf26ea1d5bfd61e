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

export const openDataRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, reading } = gate;
  const asked = new Limiter(perAddress, means.clock.now);
  const rules = new Map<string, OpenRule>(
    Object.values(means.kinds).flatMap(({ models = {} }) =>
      Object.entries(models).flatMap(([name, { open }]) => (open ? [[name, open] as const] : [])),
    ),
  );
  const address = (model: string, ending: string): string => `${gate.origin()}/api/open/${model}.${ending}`;
  const headOf = (model: string, ending: string): OpenHead => ({
    ...{ licence: means.settings.openLicence, made: means.clock.now() },
    ...{ self: address(model, ending), schema: address(model, 'schema.json') },
  });
  const rowsOf = (model: string, rule: OpenRule) => openRows(model, rule, (page, viewer) => reading.rows(page, viewer), means.clock.now());

  const told = (reply: FastifyReply, model: string): FastifyReply =>
    reply.header('cache-control', 'public, max-age=300').header('link', `<${address(model, 'schema.json')}>; rel="describedby"`);
  /** The rule, or why not. */
  const take = (model: string, ip: string, reply: FastifyReply): OpenRule | null => {
    const rule = rules.get(model) ?? null;
    if (rule === null) send(reply, { refused: 'not-found' });
    else if (!asked.take(ip)) send(reply, { refused: 'too-many', details: { seconds: asked.wait(ip) } });
    else return rule;
    return null;
  };

  fastify.get('/api/open', (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send({
      licence: means.settings.openLicence,
      datasets: [...rules].map(([model, { title, about }]) => ({
        ...{ dataset: model, title, about },
        ...{ json: address(model, 'json'), csv: address(model, 'csv'), schema: address(model, 'schema.json') },
      })),
    }),
  );

  fastify.get<Path>('/api/open/:model.schema.json', ({ params: { model } }, reply) => {
    const rule = rules.get(model);
    if (!rule) return send(reply, { refused: 'not-found' });
    return told(reply, model).type('application/schema+json').send(JSON.stringify(openSchema(model, rule, headOf(model, 'json'))));
  });

  fastify.get<Path>('/api/open/:model.json', ({ params: { model }, ip }, reply) => {
    const rule = take(model, ip, reply);
    if (!rule) return reply;
    const pieces = openJson(model, rule, headOf(model, 'json'), rowsOf(model, rule));
    return told(reply, model).type('application/json; charset=utf-8').send(Readable.from(pieces, { objectMode: false }));
  });

  fastify.get<Path>('/api/open/:model.csv', ({ params: { model }, ip }, reply) => {
    const rule = take(model, ip, reply);
    if (!rule) return reply;
    const pieces = csvLines(openLines(rule, rowsOf(model, rule)));
    return told(reply, model)
      .header('content-disposition', `attachment; filename="${model}.csv"`)
      .header('x-licence', encodeURI(means.settings.openLicence))
      .type(csvType)
      .send(Readable.from(pieces, { objectMode: false }));
  });
};
