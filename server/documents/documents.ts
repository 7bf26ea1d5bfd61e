/** All open documents of this node, and the door through which clients come to them. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Actor } from '#shared/core/actor.ts';
import { closings } from '#shared/core/document.ts';
import type { DocumentName, DocumentRule } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Bus } from '#server/bus/bus.ts';
import type { DocumentRuleOf, Documents, Engine, Opened } from '#server/engine/port.ts';
import { StoreUnavailable, type DocumentStore } from '#server/store/store.ts';
import { Connection } from './connection.ts';
import { contentOf, pencilInto, renewIn } from './content.ts';
import { readNews, topicOf, writeNews } from './crossing.ts';
import { OpenDocument } from './document.ts';
import { createKeeper } from './keeper.ts';
import { Line } from './line.ts';
import { documentLimits, type DocumentLimits } from './limits.ts';
import { documentNameOf, rightOf, streamOf } from './rights.ts';
import type { Surroundings } from './surroundings.ts';

export interface DocumentMeans {
  readonly store: DocumentStore;
  readonly bus: Bus;
  /** Late: the engine needs the documents, too. Not called before the first client comes. */
  readonly engine: () => Pick<Engine, 'open' | 'onCommit' | 'follow' | 'unfollow'>;
  readonly ruleOf: DocumentRuleOf;
  readonly clock: { now(): number };
  readonly log: { warn(facts: object, text: string): void; error(facts: object, text: string): void };
  readonly limits?: Partial<DocumentLimits>;
}

/** What the engine asks of documents, and what the gateway does. */
export interface DocumentKeeper extends Documents {
  /** Takes the upgrade and answers it; false when the path is none of a document. `viewer` says who it is. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, viewer: () => Promise<Actor>): boolean;
  /**
   * A client on an open socket, and what that lies on. Strangers are told by close codes (`closings`), since y-websocket never sees an answer
   * to its upgrade.
   */
  connect(socket: WebSocket, name: DocumentName, viewer: () => Promise<Actor>, wire?: Duplex): Promise<void>;
  /** Ends the connections of a person, so that they come back as who they are now. */
  closeOf(person: string): void;
  /** Clients connected now. */
  readonly open: number;
  /** Documents in memory now. */
  readonly loaded: number;
  /** Keeps what was said, then lets everybody go. */
  close(): Promise<void>;
}

interface Entry {
  readonly document: OpenDocument;
  readonly stream: StreamId;
  readonly rule: DocumentRule<unknown>;
  readonly unsubscribe: Promise<() => void>;
}

export const createDocuments = (means: DocumentMeans): DocumentKeeper => new OpenDocuments(means);

class OpenDocuments implements DocumentKeeper {
  readonly #means: DocumentMeans;
  readonly #limits: DocumentLimits;
  readonly #around: Surroundings;
  readonly #node = randomUUID();
  readonly #entries = new Map<DocumentName, Entry>();
  readonly #connections = new Set<Connection>();
  /** The newest state announced of each stream that has open documents here. */
  readonly #announced = new Map<StreamId, Opened>();
  readonly #door: WebSocketServer;
  readonly #timers: readonly NodeJS.Timeout[];
  #listening: (() => void) | null = null;
  #closing = false;

  constructor(means: DocumentMeans) {
    this.#means = means;
    this.#limits = { ...documentLimits, ...means.limits };
    // Compressing costs several times the CPU and memory of what it saves here.
    this.#door = new WebSocketServer({ noServer: true, maxPayload: this.#limits.message, perMessageDeflate: false, clientTracking: false });
    this.#around = {
      store: means.store,
      keeper: createKeeper(means.store, this.#limits.patience),
      limits: this.#limits,
      clock: () => means.clock.now(),
      publish: (name, news) => means.bus.publish(topicOf(name), writeNews(this.#node, news)),
      failed: (reason, name) => this.#failed(reason, name),
    };
    means.bus.onReturn(() => this.#returned());
    this.#timers = [
      setInterval(() => this.#beat(), this.#limits.heartbeat).unref(),
      setInterval(() => this.#sweep(), Math.min(this.#limits.idle, 30_000)).unref(),
      setInterval(() => this.#whileAlone(), 1000).unref(),
    ];
  }

  get open(): number {
    return this.#connections.size;
  }

  get loaded(): number {
    return this.#entries.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, viewer: () => Promise<Actor>): boolean {
    const name = documentNameOf(request.url ?? '');
    if (!name) return false;
    this.#door.handleUpgrade(request, socket, head, (client) => void this.connect(client, name, viewer, socket));
    return true;
  }

  async connect(socket: WebSocket, name: DocumentName, viewer: () => Promise<Actor>, wire: Duplex | null = null): Promise<void> {
    const connection = new Connection(socket, new Line(socket, wire), this.#limits);
    if (this.#closing) return connection.bar(closings.leaving, 'closing');
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
    try {
      await this.#admit(connection, name, await viewer());
    } catch (reason) {
      if (!(reason instanceof StoreUnavailable)) this.#failed(reason, name);
      connection.bar(closings.unavailable, 'unavailable');
    }
  }

  hold: Documents['hold'] = (names, work) => {
    const entries = [...new Set(names)].sort().map((name) => this.#entry(name));
    type Held = Parameters<typeof work>[0];
    const within = (held: Held, [next, ...rest]: readonly Entry[]): ReturnType<typeof work> =>
      next
        ? next.document.held((doc, head) => within([...held, { name: next.document.name, content: contentOf(doc), head }], rest))
        : work(names.flatMap((name) => held.filter((one) => one.name === name)));
    return within([], entries);
  };

  pencil: Documents['pencil'] = (name, row, cells, follows) =>
    this.#entry(name).document.pencil((doc) => pencilInto(doc, row, cells) || (follows !== undefined && renewIn(doc, row, cells, follows)));

  reconsider(stream: StreamId): void {
    if (![...this.#entries.values()].some((entry) => entry.stream === stream && entry.document.audience.connections.size > 0)) return;
    this.#means
      .engine()
      .open(stream)
      .then((opened) => this.#decideAnew(stream, opened))
      .catch((reason: unknown) => this.#failed(reason, `${stream}/`));
  }

  closeOf(person: string): void {
    for (const connection of this.#connections) if (connection.person === person) connection.bar(closings.changed, 'changed');
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    // Nobody is heard any more, but what was heard is kept.
    for (const connection of this.#connections) connection.pause();
    await Promise.all([...this.#entries.values()].map((entry) => entry.document.settled()));
    for (const connection of this.#connections) connection.bar(closings.leaving, 'closing');
    for (const name of [...this.#entries.keys()]) this.#drop(name);
    this.#listening?.();
    this.#door.close();
  }

  async #admit(connection: Connection, name: DocumentName, viewer: Actor): Promise<void> {
    connection.viewer = viewer;
    const rule = this.#means.ruleOf(name);
    if (!rule) return connection.bar(closings.unknown, 'unknown-document');
    const { document, stream } = this.#entry(name);
    if (document.audience.connections.size >= this.#limits.clients) return connection.bar(closings.unavailable, 'full');
    this.#listen();
    document.expected += 1;
    try {
      const opened = await this.#means.engine().open(stream);
      if (connection.open && this.#decide(connection, rule, this.#newest(stream, opened))) document.join(connection);
    } finally {
      document.expected -= 1;
    }
  }

  /** The engine's answer may be older than what it has announced since. */
  #newest(stream: StreamId, opened: Opened): Opened {
    const announced = this.#announced.get(stream);
    return announced && announced.seq > opened.seq ? announced : opened;
  }

  /** True when the client may stay. */
  #decide(connection: Connection, rule: DocumentRule<unknown>, opened: Opened): boolean {
    const { access, frozen } = rightOf(rule, opened, { ...connection.viewer, now: this.#means.clock.now() });
    connection.decidedAt = opened.seq;
    if (access === 'none') {
      const stranger = connection.person === '';
      connection.bar(stranger ? closings.notSignedIn : closings.notYours, stranger ? 'not-signed-in' : 'not-yours');
      return false;
    }
    connection.access = access;
    connection.frozen = frozen;
    return true;
  }

  #decideAnew(stream: StreamId, opened: Opened): void {
    for (const { document, rule, stream: its } of this.#entries.values()) {
      if (its !== stream) continue;
      for (const connection of document.audience.connections) {
        if (connection.barred || connection.decidedAt >= opened.seq) continue;
        const { access, frozen } = connection;
        const stays = this.#decide(connection, rule, opened);
        if (stays && (connection.access !== access || connection.frozen !== frozen)) connection.bar(closings.changed, 'changed');
      }
    }
  }

  #entry(name: DocumentName): Entry {
    const known = this.#entries.get(name);
    if (known) return known;
    const rule = this.#means.ruleOf(name);
    if (!rule) throw new Error(`no kind has a document ${name}`);
    const document = new OpenDocument(name, this.#around, rule.shape ?? null);
    const unsubscribe = this.#means.bus.subscribe(topicOf(name), (message) => this.#heard(document, message));
    const entry = { document, rule, unsubscribe, stream: streamOf(name) };
    this.#entries.set(name, entry);
    // Told before the bus listened: what came in between is in the store, and cursors are asked for.
    unsubscribe.then(
      () => {
        document.catchUp();
        this.#around.publish(name, { askPresence: true });
      },
      (reason: unknown) => this.#failed(reason, name),
    );
    return entry;
  }

  #heard(document: OpenDocument, message: Uint8Array): void {
    try {
      const news = readNews(this.#node, message);
      if (news) document.hear(news);
    } catch (reason) {
      this.#failed(reason, document.name);
    }
  }

  /** Engine streams are followed while one of their documents is open here, so that other nodes' decisions arrive. */
  #listen(): void {
    this.#listening ??= this.#means.engine().onCommit(({ stream, after }) => {
      if (!this.#streams().has(stream)) return;
      this.#announced.set(stream, after);
      this.#decideAnew(stream, after);
    });
    for (const stream of this.#streams()) {
      if (this.#announced.has(stream)) continue;
      this.#announced.set(stream, { seq: 0, state: null });
      this.#means.engine().follow(stream);
    }
  }

  #streams(): Set<StreamId> {
    return new Set([...this.#entries.values()].map(({ stream }) => stream));
  }

  #drop(name: DocumentName): void {
    const entry = this.#entries.get(name);
    if (!entry) return;
    this.#entries.delete(name);
    entry.unsubscribe.then(
      (end) => end(),
      (reason: unknown) => this.#failed(reason, name),
    );
    if (this.#streams().has(entry.stream) || !this.#announced.delete(entry.stream)) return;
    this.#means.engine().unfollow(entry.stream);
  }

  #beat(): void {
    for (const { document } of this.#entries.values()) document.beat(this.#means.clock.now());
  }

  #sweep(): void {
    const before = this.#means.clock.now() - this.#limits.idle;
    for (const [name, { document }] of this.#entries) {
      if (document.quiet && document.usedAt <= before && !document.rest()) this.#drop(name);
    }
  }

  #returned(): void {
    for (const { document } of this.#entries.values()) {
      document.catchUp();
      document.tellHead();
    }
  }

  /** While the bus is away, other nodes' edits are only in the store. */
  #whileAlone(): void {
    if (this.#means.bus.connected) return;
    for (const { document } of this.#entries.values()) if (document.audience.connections.size > 0) document.catchUp();
  }

  #failed(reason: unknown, document: string): void {
    const facts = { err: reason, document };
    if (reason instanceof StoreUnavailable) this.#means.log.warn(facts, 'the store is away; a document waits');
    else this.#means.log.error(facts, 'a document failed');
  }
}
