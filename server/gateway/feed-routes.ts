/** For everybody's own programmes: `GET /api/feeds/<kind>/<name>.atom` and `.ics`, narrowed by `index` and `value` as rows are. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { FeedEntry } from '#shared/core/feed.ts';
import { atom, atomType, type FeedHead } from '../exports/atom.ts';
import { calendarFile, calendarType } from '../exports/calendar-file.ts';
import { entriesOf, feedOf } from '../exports/feed-entries.ts';
import { read } from './answers.ts';
import { send, type Gate } from './gate.ts';

type Path = { Params: { kind: string; name: string } };

const short = (most: number) => v.exactOptional(v.pipe(v.string(), v.maxLength(most, 'long')));
const query = v.object({ index: short(64), value: short(256), language: v.optional(v.picklist(['zh', 'en']), 'zh') });

interface Format {
  readonly ending: string;
  readonly type: string;
  write(head: FeedHead, entries: readonly FeedEntry[]): string;
}
const formats: readonly Format[] = [
  { ending: 'atom', type: atomType, write: atom },
  { ending: 'ics', type: calendarType, write: calendarFile },
];

export const feedRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means, reading } = gate;

  const answer = async ({ params, query: raw, url }: FastifyRequest<Path>, reply: FastifyReply, format: Format) => {
    const rule = feedOf(means.kinds, params.kind, params.name);
    if (!rule) return send(reply, { refused: 'not-found' });
    const asked = read(query, raw);
    if ('malformed' in asked) return send(reply, asked);
    const { language, ...narrowed } = asked.value;
    const model = reading.model(rule.model);
    const { index } = narrowed;
    // A secret is looked up one by one, never subscribed to.
    if (index !== undefined && (!reading.hasIndex(rule.model, index) || model?.secret?.includes(index)))
      return send(reply, { malformed: 'index', at: 'index' });
    const now = means.clock.now();
    const entries = await entriesOf(rule, narrowed, language, (page, viewer) => reading.rows(page, viewer), now);
    const head: FeedHead = { title: rule.title[language], language, self: gate.origin() + url, origin: gate.origin(), now };
    return reply.type(format.type).header('cache-control', 'public, max-age=300').send(format.write(head, entries));
  };

  for (const format of formats)
    fastify.get<Path>(`/api/feeds/:kind/:name.${format.ending}`, (request, reply) => answer(request, reply, format));
};
