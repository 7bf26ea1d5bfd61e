/** News by mail to whoever asked for them: what feeds tell everybody, gathered into one letter an hour at most. */
import { house, nobody } from '#shared/core/actor.ts';
import type { FeedEntry } from '#shared/core/feed.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { Letter, Mailing, MailingRule } from '#shared/core/mailing.ts';
import { idOf, kindOf, type AnyEvent, type StreamId } from '#shared/core/recorded.ts';
import type { Addressed, Channel, Delivery, Outcome } from '../deliveries/channel.ts';
import type { Engine } from '../engine/port.ts';
import { feedNames } from '../exports/feed-entries.ts';
import type { Rows } from '../exports/ledgers.ts';
import type { Store } from '../store/store.ts';
import type { MailPost } from './post.ts';

const mailChannelName = 'mail';

interface Means {
  readonly engine: Engine;
  readonly store: Store;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly clock: { now(): number };
  readonly post: MailPost;
  /** Of the installation, for links. */
  readonly origin: string;
}

type Rule = MailingRule<unknown, AnyEvent>;

/** Questions to one address within a day. */
const mostQuestions = 3;
const day = 86_400_000;
/** Matters in one letter; the others are found on the pages. */
const mostEntries = 50;

const mailingOf = ({ kinds }: Means, stream: StreamId): Rule | null => kinds[kindOf(stream)]?.mailing ?? null;

const rowsOf =
  ({ store, kinds }: Means): Rows =>
  async (query, viewer) => {
    const model = Object.values(kinds).flatMap(({ models = {} }) => (models[query.model] ? [models[query.model]] : []))[0];
    const page = await store.rows(query);
    return {
      next: page.next,
      rows: page.rows.flatMap(({ id, row }) => (model?.sees(row, viewer) ? [{ id, row: model.sees(row, viewer) ?? row }] : [])),
    };
  };

/** What feeds tell of a stream as it stands; none when nobody outside may know it. */
const entriesOf = async (means: Means, stream: StreamId, state: unknown, language: Mailing['language']): Promise<readonly FeedEntry[]> => {
  const kind = means.kinds[kindOf(stream)];
  const now = means.clock.now();
  const entries: FeedEntry[] = [];
  for (const rule of Object.values(kind?.feeds ?? {})) {
    const model = kind?.models?.[rule.model];
    const made = model?.row(state, idOf(stream)) ?? null;
    const row = made && (model?.sees(made, nobody(now)) ?? null);
    const entry = row && rule.entry(idOf(stream), row, await feedNames(rule, rowsOf(means), now), language);
    if (entry) entries.push(entry);
  }
  return entries;
};

/** Streams of the things that wait for news under one of these. */
const waiting = async (means: Means, under: readonly string[]): Promise<ReadonlySet<StreamId>> => {
  const found = new Set<StreamId>();
  for (const { name, mailing } of Object.values(means.kinds)) {
    for (const value of mailing ? [...under, '*'] : []) {
      for (let after: string | null | undefined; after !== null;) {
        const page = await means.store.rows({
          model: mailing?.model ?? '',
          index: 'to',
          value,
          limit: 200,
          ...(after === undefined ? {} : { after }),
        });
        for (const { id } of page.rows) found.add(`${name}/${id}`);
        after = page.next;
      }
    }
  }
  return found;
};

export const mailChannel = (means: Means): Channel => ({
  name: mailChannelName,
  kinds: async () => Object.values(means.kinds).flatMap(({ name, feeds, mailing }) => (feeds || mailing ? [name] : [])),
  addressed: async ({ stream, events, state }) => {
    const rule = mailingOf(means, stream);
    if (rule) return events.flatMap(({ seq, event }): Addressed[] => (rule.asks(event) ? [{ subscription: stream, seq }] : []));
    const kind = means.kinds[kindOf(stream)];
    const audience = kind?.visibility.audience(state, nobody(means.clock.now())) ?? null;
    const last = audience === null ? undefined : events.findLast((recorded) => kind?.visibility.see(recorded, audience, state));
    if (!last) return [];
    const under = (await entriesOf(means, stream, state, 'zh')).map((entry) => entry.under);
    if (under.length === 0) return [];
    return [...(await waiting(means, under.flat()))].map((subscription) => ({ subscription, seq: last.seq }));
  },
  deliver: async (delivery) => {
    const stream = delivery.subscription as StreamId;
    const rule = mailingOf(means, stream);
    const { state } = await means.engine.open(stream);
    const to = rule?.mailing(state) ?? null;
    if (!rule || !to) return { dead: 'ended' };
    return delivery.stream === stream ? question(means, rule, delivery, state, to) : news(means, rule, delivery, state, to);
  },
  gaveUp: async ({ subscription }) => {
    const stream = subscription as StreamId;
    const rule = mailingOf(means, stream);
    if (rule?.mailing((await means.engine.open(stream)).state))
      await tell(means, stream, `unreachable-${means.clock.now()}`, rule.unreachable());
  },
});

const tell = ({ engine, clock }: Means, stream: StreamId, id: string, command: ReturnType<Rule['unreachable']>) =>
  engine.ask(stream, id, command, house(clock.now()));

/** Null = it went. */
const post = async ({ post: by }: Means, { id }: Delivery, to: Mailing, { subject, text, end }: Letter): Promise<Outcome | null> => {
  try {
    await by.send({ to: to.address, subject, text, id, end });
    return null;
  } catch (cause) {
    const code = (cause as { readonly responseCode?: number }).responseCode ?? 0;
    return code >= 500 ? { dead: String(code) } : { again: code > 0 ? String(code) : 'connection' };
  }
};

const question = async (means: Means, rule: Rule, delivery: Delivery, state: unknown, to: Mailing): Promise<Outcome> => {
  if (to.confirmed) return { done: 'confirmed' };
  const alike = await means.store.rows({ model: rule.model, index: rule.addresses, value: rule.digest(to.address), limit: 50 });
  const now = means.clock.now();
  const recent = alike.rows.filter(({ row }) => row['confirmed'] !== true && Number(row['askedAt']) > now - day);
  if (recent.length > mostQuestions) return { done: 'too many questions' };
  return (await post(means, delivery, to, rule.question(state, idOf(delivery.subscription as StreamId), means.origin))) ?? { done: 'sent' };
};

/** What waits for this reader, the delivery at hand among it: stream → number of its last event. */
const gathered = async (
  { store, engine }: Means,
  { subscription, stream }: Delivery,
): Promise<ReadonlyMap<StreamId, { readonly seq: number; readonly state: unknown }>> => {
  const open = (await store.deliveriesOf(mailChannelName, subscription, 200)).filter(
    ({ nextAt, stream: of }) => nextAt !== null && of !== '' && of !== subscription,
  );
  const streams = new Set([stream, ...open.map((one) => one.stream)].filter((one): one is StreamId => one !== '').slice(0, mostEntries));
  return new Map(await Promise.all([...streams].map(async (one) => [one, await engine.open(one)] as const)));
};

const news = async (means: Means, rule: Rule, delivery: Delivery, state: unknown, to: Mailing): Promise<Outcome> => {
  const { subscription, stream, seq, id, attempts } = delivery;
  const reader = subscription as StreamId;
  if (!to.confirmed) return { dead: 'not confirmed' };
  if ((to.told[stream] ?? 0) >= seq) return { done: 'in an earlier letter' };
  const found = await gathered(means, delivery);
  const told = Object.fromEntries([...found].map(([of, { seq: at }]) => [of, at]));
  // Each attempt asks anew: what was refused once is refused for ever.
  const begun = await tell(means, reader, `begin-${id}-${attempts}`, rule.begin(id, told));
  if (!('seq' in begun)) {
    if (!('refused' in begun) || begun.refused !== 'too-soon') return { again: 'not begun' };
    return { again: 'gathering', at: means.clock.now() + Number(begun.details?.['seconds'] ?? 60) * 1_000 };
  }
  const entries: FeedEntry[] = [];
  for (const [of, { state: as }] of found) entries.push(...(await entriesOf(means, of, as, to.language)));
  const failed = entries.length === 0 ? null : await post(means, delivery, to, rule.news(state, idOf(reader), entries, means.origin));
  if (failed) return failed;
  await tell(means, reader, `sent-${id}-${attempts}`, rule.sent(id));
  return { done: entries.length === 0 ? 'nothing public' : 'sent' };
};
