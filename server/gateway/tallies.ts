/** Figures that are sums over all things of a kind, as of any day: what charts and scorecards are made of. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Actor } from '#shared/core/actor.ts';
import { dayNumber, dayOf, dayOfNumber } from '#shared/core/calendar.ts';
import { day } from '#shared/core/fields.ts';
import type { Tally } from '#shared/core/kind.ts';
import type { Sums, TallyAnswer } from '#shared/core/wire.ts';
import { makingOf } from '../engine/tallies.ts';
import type { TallyStore, TallySum } from '../store/store.ts';
import { read, type Malformed } from './answers.ts';
import { send, type Gate } from './gate.ts';

const name = v.pipe(v.string(), v.maxLength(128, 'long'));
/** `?group=a&group=b` comes as a list, `?group=a` as a text. */
const names = (most: number) =>
  v.pipe(
    v.union(
      [
        v.array(name),
        v.pipe(
          name,
          v.transform((one) => [one]),
        ),
      ],
      'text',
    ),
    v.maxLength(most, 'long'),
  );
const asked = v.object({
  group: v.exactOptional(names(200)),
  groups: v.exactOptional(name),
  figure: v.exactOptional(names(100)),
  upTo: v.exactOptional(day),
  since: v.exactOptional(day),
  by: v.optional(v.picklist(['day', 'month'], 'by'), 'month'),
});
type Asked = v.InferOutput<typeof asked>;

/** Days of one series, and groups times days by day: an answer stays readable, and made in no time. */
const mostDays = 20 * 366;
const mostGroups = 20;

const wrong = (malformed: string, at: string): Malformed => ({ malformed, at });

/** What the schema of single fields cannot say. */
const mistake = ({ group, groups, since }: Asked, upTo: number): Malformed | null => {
  if (group !== undefined && groups !== undefined) return wrong('either', 'groups');
  if (since === undefined) return null;
  if (groups !== undefined) return wrong('named', 'groups');
  if (group !== undefined && group.length > mostGroups) return wrong('long', 'group');
  if (dayNumber(since) > upTo) return wrong('after', 'since');
  return upTo - dayNumber(since) > mostDays ? wrong('early', 'since') : null;
};

/** Only what this viewer may know. */
const shown = (rule: Tally<unknown>, found: readonly TallySum[], viewer: Actor): Sums => {
  const sums: Record<string, Record<string, number>> = {};
  for (const { group, figure, value } of found) {
    if (!rule.sees(group, figure, viewer)) continue;
    const sum = ((sums[group] ??= {})[figure] ?? 0) + value;
    (sums[group] ??= {})[figure] = sum;
  }
  return sums;
};

const withoutZeros = (sums: Sums): Sums =>
  Object.fromEntries(
    Object.entries(sums).flatMap(([group, figures]) => {
      const left = Object.entries(figures).filter(([, value]) => value !== 0);
      return left.length > 0 ? [[group, Object.fromEntries(left)]] : [];
    }),
  );

type Query = Parameters<TallyStore['tallySums']>[0];

const seriesOf = async (
  store: TallyStore,
  rule: Tally<unknown>,
  query: Query,
  { since, by }: { readonly since: string; readonly by: 'day' | 'month' },
  viewer: Actor,
): Promise<NonNullable<TallyAnswer['series']>> => {
  const first = dayNumber(since);
  const [before, days] = await Promise.all([store.tallySums({ ...query, upTo: first - 1 }), store.tallyDays({ ...query, since: first })]);
  const spans = new Map<string, TallySum[]>();
  for (const one of days) {
    const at = dayOfNumber(one.day).slice(0, by === 'day' ? 10 : 7);
    const span = spans.get(at);
    if (span) span.push(one);
    else spans.set(at, [one]);
  }
  const told = [...spans].map(([at, found]) => ({ at, changes: withoutZeros(shown(rule, found, viewer)) }));
  return { since, by, before: shown(rule, before, viewer), spans: told.filter(({ changes }) => Object.keys(changes).length > 0) };
};

export const tallyRoutes = (fastify: FastifyInstance, { means, viewers }: Gate): void => {
  const rules = new Map(
    Object.values(means.kinds).flatMap((kind) =>
      Object.entries(kind.tallies ?? {}).map(([named, rule]) => [named, { kind, rule }] as const),
    ),
  );

  fastify.get<{ Params: { name: string } }>('/api/tallies/:name', async (request, reply) => {
    const found = rules.get(request.params.name);
    if (!found) return send(reply, { refused: 'unknown-kind' });
    const query = read(asked, request.query);
    if ('malformed' in query) return send(reply, query);
    const { group, groups, figure, since, by, upTo = dayOf(means.clock.now()) } = query.value;
    const last = dayNumber(upTo);
    const no = mistake(query.value, last);
    if (no) return send(reply, no);
    const viewer = await viewers.actor(request.headers.cookie);
    const wanted: Query = {
      tally: makingOf(request.params.name, found.kind),
      groups: groups !== undefined ? { startingWith: groups } : (group ?? ['']),
      figures: figure ?? null,
      upTo: last,
    };
    const [sums, series] = await Promise.all([
      means.store.tallySums(wanted),
      since === undefined ? undefined : seriesOf(means.store, found.rule, wanted, { since, by }, viewer),
    ]);
    return { upTo, sums: shown(found.rule, sums, viewer), ...(series ? { series } : {}) } satisfies TallyAnswer;
  });
};
