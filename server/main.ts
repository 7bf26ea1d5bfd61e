/** Puts the house together: configuration → store → bus → documents → engine → doors; and takes it apart in the other order. */
import type { Server } from 'node:http';
import { identity, kinds, rules } from '#shared/kinds.ts';
import { createApp } from './app.ts';
import { openBus } from './bus/open.ts';
import type { Config } from './config.ts';
import { Awaited } from './deliveries/awaited.ts';
import type { Channel } from './deliveries/channel.ts';
import { openDeliveries } from './deliveries/queue.ts';
import { createDocuments } from './documents/documents.ts';
import { forgetDaily } from './documents/forgetting.ts';
import { createHistory, type DocumentHistory } from './documents/history.ts';
import { systemChance } from './engine/chance.ts';
import { systemClock, type Clock } from './engine/clock.ts';
import { createEngine } from './engine/engine.ts';
import type { DocumentRuleOf, Engine } from './engine/port.ts';
import { firstInvitation } from './gateway/invitations.ts';
import type { Means, Pages, Settings } from './gateway/means.ts';
import type { Log } from './log.ts';
import { openMetrics } from './metrics.ts';
import { mailChannel } from './mail/channel.ts';
import { openMailPost, type MailPost } from './mail/post.ts';
import { readRulePack } from './rules.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { webhookChannel } from './webhooks/channel.ts';

export interface Running {
  /** Under which people reach it. */
  readonly origin: string;
  readonly port: number;
  /** One-time link for the first administrator; null as soon as there is an account. */
  readonly firstInvitation: string | null;
  /** Loses nothing: ends the intake, answers what is under way, keeps what was written, lets go of the database. */
  stop(): Promise<void>;
}

export interface Surroundings {
  readonly log: Log;
  /** Loads the pages; absent = interface only. */
  readonly loadPages?: (server: Server) => Promise<Pages>;
}

const settingsOf = (config: Config): Settings => ({
  publicOrigin: config.PUBLIC_ORIGIN,
  trustProxy: config.TRUST_PROXY,
  sessionDays: config.SESSION_DAYS,
  guestDays: config.GUEST_DAYS,
  invitationHours: config.INVITATION_HOURS,
  metricsToken: config.METRICS_TOKEN,
  openLicence: config.OPEN_LICENCE,
  mail: config.SMTP_URL !== null,
  webhookPrivate: config.WEBHOOK_PRIVATE,
});

/** `checklists/42/suggestions` → the rule its kind has for `suggestions`. */
export const ruleOf: DocumentRuleOf = (name) => {
  const [kind = '', , part = ''] = name.split('/');
  const rules = Object.hasOwn(kinds, kind) ? (kinds[kind]?.documents ?? {}) : {};
  return Object.hasOwn(rules, part) ? (rules[part] ?? null) : null;
};

/** The past of documents, and its end after so many days. */
const openHistory = (store: Store, clock: Clock, config: Config, log: Log, opened: (() => Promise<void>)[]): DocumentHistory => {
  const history = createHistory(store);
  opened.push(() => history.close());
  const stop = forgetDaily({ store, history, clock, log, days: config.HISTORY_DAYS });
  opened.push(async () => stop());
  return history;
};

/** Null = no mail goes out of this house. */
const openPost = (config: Config, opened: (() => Promise<void>)[]): MailPost | null => {
  if (config.SMTP_URL === null) return null;
  const post = openMailPost(config.SMTP_URL, config.SMTP_FROM);
  opened.push(async () => post.close());
  return post;
};

type Ground = Pick<Means, 'store' | 'engine' | 'log'> & { readonly clock: Clock };

/** Ways on which news leave the house. */
const openChannels = (ground: Ground, config: Config, opened: (() => Promise<void>)[]): readonly Channel[] => {
  const post = openPost(config, opened);
  return [
    webhookChannel({ ...ground, kinds, identity, anywhere: config.WEBHOOK_PRIVATE }),
    ...(post ? [mailChannel({ ...ground, kinds, post, origin: config.PUBLIC_ORIGIN ?? '' })] : []),
  ];
};

/** Rejects when anything it needs is not there; then nothing is left open. */
export const run = async (config: Config, { log, loadPages }: Surroundings): Promise<Running> => {
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const pack = await readRulePack(config.RULE_PACK);
    const metrics = openMetrics();
    const store = await openStore({
      databaseUrl: config.DATABASE_URL,
      folder: config.DATA_FOLDER,
      lost: (cause) => log.warn({ err: cause }, 'a connection to the database broke'),
    });
    opened.push(() => store.close());
    const bus = await openBus({ redisUrl: config.REDIS_URL, report: (cause) => log.warn({ err: cause }, 'the bus') });
    opened.push(() => bus.close());
    const clock = systemClock;
    const history = openHistory(store, clock, config, log, opened);
    const ground = { store, bus, clock, log };
    const awaited = new Awaited(() => clock.now(), store.dialect !== 'postgres');
    const engineOf = (): Engine => engine;
    const documents = createDocuments({ ...ground, engine: engineOf, ruleOf });
    opened.push(() => documents.close());
    const engine: Engine = await createEngine({
      ...ground,
      kinds,
      pack,
      rules,
      chance: systemChance(),
      documents,
      observe: metrics.round,
      awaited: (kind) => awaited.has(kind),
    });
    opened.push(() => engine.close());
    const deliveries = await openDeliveries({ ...ground, engine, awaited }, openChannels({ ...ground, engine }, config, opened));
    opened.push(() => deliveries.close());
    const means: Means = { ...ground, engine, documents, history, deliveries, kinds, identity, metrics, settings: settingsOf(config) };
    const app = await createApp(means, loadPages ? { loadPages } : {});
    opened.push(() => app.close());
    // First of all: the port is let go only when no document is connected any more. The engine may still hold and pencil afterwards.
    opened.push(() => documents.close());
    const port = await app.listen(config.PORT, config.HOST);
    return { origin: app.origin, port, firstInvitation: await firstInvitation(means, app.origin), stop: closeAll };
  } catch (cause) {
    await closeAll();
    throw cause;
  }
};
