/** Ledgers taken away: `GET /api/ledgers/<kind>/<name>.xlsx` or `.csv`, with `index` and `value` as for rows, and `language`. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Actor } from '#shared/core/actor.ts';
import { takenAway, takenIn, type LedgerColumn, type LedgerOffer } from '#shared/core/ledger.ts';
import { csvLines, csvType } from '../exports/csv.ts';
import { ledgerLines, ledgerOf, sheetOf, withHeadings, type Wanted } from '../exports/ledgers.ts';
import { xlsxOf, xlsxType } from '../exports/xlsx-writer.ts';
import { notFor, read } from './answers.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

type Path = { Params: { kind: string; name: string } };

const short = (most: number) => v.exactOptional(v.pipe(v.string(), v.maxLength(most, 'long')));
const query = v.object({
  index: short(64),
  value: short(256),
  text: short(100),
  language: v.optional(v.picklist(['zh', 'en']), 'zh'),
});

/** Each reads everything its viewer may see. */
const perViewer = { burst: 10, each: 10_000 };

export const fileName = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

const withoutHints = ({ also: _also, ...column }: LedgerColumn): Omit<LedgerColumn, 'also'> => column;

const offers = ({ means }: Gate, viewer: Actor): LedgerOffer[] =>
  Object.entries(means.kinds).flatMap(([kind, { ledgers = {} }]) =>
    Object.entries(ledgers).map(([name, rule]) => ({
      ...{ kind, name, title: rule.title },
      columns: [...new Set([...takenAway(rule), ...takenIn(rule)])].map(withoutHints),
      intake: rule.intake?.may(viewer) ? takenIn(rule).map(({ key }) => key) : [],
      needed: rule.intake?.needed ?? [],
    })),
  );

export const ledgerRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, viewers, reading } = gate;
  const asked = new Limiter(perViewer, means.clock.now);

  const wantedBy = async (request: FastifyRequest<Path>, reply: FastifyReply) => {
    const { kind, name } = request.params;
    const rule = ledgerOf(means.kinds, kind, name);
    if (!rule) return send(reply, { refused: 'not-found' });
    const given = read(query, request.query);
    if ('malformed' in given) return send(reply, given);
    const { language, ...rows } = given.value;
    if (rows.index !== undefined && !reading.hasIndex(rule.model, rows.index)) return send(reply, { malformed: 'index', at: 'index' });
    const viewer = await viewers.actor(request.headers.cookie);
    if (viewer.roles.length === 0) return send(reply, notFor(viewer));
    if (!asked.take(viewer.id)) return send(reply, { refused: 'too-many', details: { seconds: asked.wait(viewer.id) } });
    const wanted: Wanted = { rule, query: rows, language };
    return { wanted, lines: ledgerLines(wanted, viewer, (page, who) => reading.rows(page, who)), viewer };
  };
  const attached = (reply: FastifyReply, { rule, language }: Wanted, ending: string): FastifyReply =>
    reply.header(
      'content-disposition',
      `attachment; filename="ledger.${ending}"; filename*=UTF-8''${fileName(`${rule.title[language]}.${ending}`)}`,
    );

  fastify.get('/api/ledgers', async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    return viewer.roles.length === 0 ? send(reply, notFor(viewer)) : { ledgers: offers(gate, viewer) };
  });

  fastify.get<Path>('/api/ledgers/:kind/:name.xlsx', async (request, reply) => {
    const found = await wantedBy(request, reply);
    if (!('wanted' in found)) return found;
    means.log.info({ by: found.viewer.id, ledger: found.wanted.rule.model }, 'a ledger was taken away');
    return attached(reply, found.wanted, 'xlsx')
      .type(xlsxType)
      .send(xlsxOf(sheetOf(found.wanted, found.lines)));
  });

  fastify.get<Path>('/api/ledgers/:kind/:name.csv', async (request, reply) => {
    const found = await wantedBy(request, reply);
    if (!('wanted' in found)) return found;
    means.log.info({ by: found.viewer.id, ledger: found.wanted.rule.model }, 'a ledger was taken away');
    const lines = csvLines(withHeadings(found.wanted, found.lines));
    return attached(reply, found.wanted, 'csv')
      .type(csvType)
      .send(Readable.from(lines, { objectMode: false }));
  });
};
