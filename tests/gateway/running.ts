/** A whole house on a free port, with doors, engine and documents, on a store without a disk; and people who walk in. */
import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { StandingRole } from '#shared/core/actor.ts';
import { house } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, Followed, FromServer, Sent } from '#shared/core/wire.ts';
import { identity } from '#shared/kinds.ts';
import { createApp, type App, type Options } from '#server/app.ts';
import { createDocuments } from '#server/documents/documents.ts';
import { Awaited } from '#server/deliveries/awaited.ts';
import type { Channel } from '#server/deliveries/channel.ts';
import { openDeliveries } from '#server/deliveries/queue.ts';
import { createHistory } from '#server/documents/history.ts';
import { createEngine } from '#server/engine/engine.ts';
import type { DocumentRuleOf, Engine } from '#server/engine/port.ts';
import { cookieName, freshToken } from '#server/gateway/cookie.ts';
import type { Means, Settings } from '#server/gateway/means.ts';
import { openLog } from '#server/log.ts';
import { openMetrics } from '#server/metrics.ts';
import { memoryStore, type MemoryStore } from '#tests/store/memory.ts';
import { localBus } from '#tests/engine/node.ts';
import { pack } from '#tests/given/given.ts';
import type { Store } from '#server/store/store.ts';
import type { Bus } from '#server/bus/bus.ts';
import { webhookChannel } from '#server/webhooks/channel.ts';
import { boards } from './boards.ts';

const usual: Readonly<Record<string, AnyKind>> = { boards, people: identity.kind };

const settings: Settings = {
  publicOrigin: null,
  trustProxy: false,
  sessionDays: 14,
  guestDays: 180,
  invitationHours: 72,
  metricsToken: '',
  openLicence: 'CC-BY-4.0',
  mail: false,
  webhookPrivate: true,
};

export interface Given {
  readonly store?: Store;
  readonly bus?: Bus;
  readonly settings?: Partial<Settings>;
  readonly options?: Options;
  /** Besides boards and people. */
  readonly kinds?: Readonly<Record<string, AnyKind>>;
  /** Ways for news to leave, besides webhooks. */
  readonly channels?: (ground: Pick<Means, 'store' | 'engine' | 'clock' | 'kinds'>) => readonly Channel[];
  readonly logLevel?: 'info' | 'debug';
}

/** The hands of the clock: real time plus what a test added. */
export interface Hand {
  now(): number;
  wake(at: number, then: () => void): () => void;
  pass(milliseconds: number): void;
}

const hand = (): Hand => {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    wake: (at, then) => {
      const timer = setTimeout(then, Math.max(0, Math.min(60_000, at - Date.now() - ahead))).unref();
      return () => clearTimeout(timer);
    },
    pass: (milliseconds) => void (ahead += milliseconds),
  };
};

export interface Response {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
  readonly cookie: string | null;
}

export interface Caller {
  readonly cookie: string;
  readonly person: string;
}

export interface House {
  readonly app: App;
  readonly url: string;
  readonly store: Store;
  readonly engine: Engine;
  readonly means: Means;
  readonly clock: Hand;
  /** One JSON object for each line logged. */
  readonly logged: string[];
  /** Registers a person and signs them in. */
  person(...roles: StandingRole[]): Promise<Caller>;
  guest(): Promise<Caller>;
  call(
    method: string,
    path: string,
    body?: unknown,
    from?: { cookie?: string | undefined; headers?: Record<string, string> },
  ): Promise<Response>;
  line(cookie?: string, headers?: Record<string, string>): Promise<Line>;
  close(): Promise<void>;
}

export const memory = (): MemoryStore => memoryStore();

export const openHouse = async (given: Given = {}): Promise<House> => {
  const store = given.store ?? memory();
  const bus = given.bus ?? localBus();
  const kinds = { ...usual, ...given.kinds };
  const clock = hand();
  const logged: string[] = [];
  const log = openLog({ level: given.logLevel ?? 'info', form: 'json' }, { write: (line: string) => void logged.push(line) });
  const chance = () => randomBytes(16).toString('hex');
  const engineOf = (): Engine => engine;
  const ruleOf: DocumentRuleOf = (name) => kinds[name.split('/')[0] ?? '']?.documents?.[name.split('/')[2] ?? ''] ?? null;
  const documents = createDocuments({ store, bus, engine: engineOf, ruleOf, clock, log });
  const history = createHistory(store);
  const metrics = openMetrics();
  const awaited = new Awaited(() => clock.now(), store.dialect !== 'postgres');
  const engine = await createEngine({
    store,
    bus,
    kinds,
    pack,
    clock,
    chance,
    documents,
    log,
    observe: metrics.round,
    awaited: (kind) => awaited.has(kind),
  });
  const allowed = { ...settings, ...given.settings };
  const ground = { store, bus, engine, clock, log };
  const deliveries = await openDeliveries({ ...ground, awaited }, [
    webhookChannel({ ...ground, kinds, identity, anywhere: allowed.webhookPrivate }),
    ...(given.channels?.({ ...ground, kinds }) ?? []),
  ]);
  const means: Means = {
    store,
    bus,
    engine,
    documents,
    history,
    deliveries,
    kinds,
    identity,
    clock,
    log,
    metrics,
    settings: allowed,
  };
  const app = await createApp(means, given.options);
  const port = await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const lines: Socket[] = [];

  const signIn = async (person: string, account: boolean): Promise<Caller> => {
    const token = freshToken();
    await store.putSignIn(token.hash, { person, account, expires: clock.now() + 86_400_000 });
    return { person, cookie: `${cookieName}=${token.secret}` };
  };
  let made = 0;
  return {
    app,
    url,
    store,
    engine,
    means,
    clock,
    logged,
    person: async (...roles) => {
      const person = `p-${randomBytes(6).toString('hex')}`;
      made += 1;
      const answer = await engine.ask(`people/${person}`, `made-${made}`, identity.register(`example ${made}`, roles), house(clock.now()));
      if (!('seq' in answer)) throw new Error(JSON.stringify(answer));
      return signIn(person, true);
    },
    guest: () => signIn(`g-${(made += 1)}`, false),
    call: async (method, path, body, from = {}) => {
      const raw = body instanceof Uint8Array || typeof body === 'string';
      const response = await fetch(url + path, {
        method,
        ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(from.cookie ? { cookie: from.cookie } : {}),
          ...from.headers,
        },
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: response.status,
        body: (json ? JSON.parse(text) : { text }) as Record<string, unknown>,
        headers: response.headers,
        cookie: response.headers.get('set-cookie')?.split(';')[0] ?? null,
      };
    },
    line: async (cookie, headers = {}) => {
      const socket = io(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelay: 50,
        extraHeaders: { ...(cookie ? { cookie } : {}), ...headers },
      });
      lines.push(socket);
      return connected(socket);
    },
    close: async () => {
      for (const line of lines) line.disconnect();
      await app.close();
      await deliveries.close();
      await engine.close();
      await documents.close();
      await history.close();
      if (!given.store) await store.close();
    },
  };
};

type Heard = { [Name in keyof FromServer]: Parameters<FromServer[Name]>[] };

/** A live connection that remembers all it heard. */
export interface Line {
  readonly socket: Socket;
  readonly heard: Heard;
  ask(name: string, ...parts: unknown[]): Promise<unknown>;
  command(stream: StreamId, id: string, command: unknown): Promise<Answer>;
  follow(stream: StreamId, since?: number, audience?: string): Promise<Followed>;
  /** Resolves when `enough` holds; checked whenever something is heard. */
  until(enough: (heard: Heard) => boolean): Promise<void>;
  /** All events of a stream heard so far. */
  events(stream: StreamId): Sent[];
}

const patience = 15_000;

const connected = (socket: Socket): Promise<Line> =>
  new Promise((resolve, reject) => {
    const heard: Heard = { events: [], audience: [], signal: [], rows: [] };
    const waiting = new Set<() => void>();
    for (const name of Object.keys(heard) as (keyof Heard)[]) {
      socket.on(name, (...parts: unknown[]) => {
        (heard[name] as unknown[]).push(parts);
        for (const look of waiting) look();
      });
    }
    const line: Line = {
      socket,
      heard,
      ask: (name, ...parts) => socket.timeout(patience).emitWithAck(name, ...parts),
      command: (stream, id, command) => line.ask('command', stream, id, command) as Promise<Answer>,
      follow: (stream, since = 0, audience = '') => line.ask('follow', stream, since, audience) as Promise<Followed>,
      until: (enough) =>
        new Promise((done, late) => {
          const timer = setTimeout(() => late(new Error(`not heard in time; heard ${JSON.stringify(heard)}`)), patience);
          const look = (): void => {
            if (!enough(heard)) return;
            clearTimeout(timer);
            waiting.delete(look);
            done();
          };
          waiting.add(look);
          look();
        }),
      events: (stream) => heard.events.filter(([of]) => of === stream).flatMap(([, events]) => [...events]),
    };
    socket.once('connect', () => resolve(line));
    socket.once('connect_error', (cause) => {
      socket.disconnect();
      reject(cause);
    });
  });
