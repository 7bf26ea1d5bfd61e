/** A room for documents: a real server with real sockets, a stream whose rights can be changed, and stock clients. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readVarString, readVarUint } from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { nobody, type Actor } from '#shared/core/actor.ts';
import type { DocumentShape } from '#shared/core/document.ts';
import type { Access, DocumentName } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Bus } from '#server/bus/bus.ts';
import { createDocuments, type DocumentKeeper } from '#server/documents/documents.ts';
import type { DocumentLimits } from '#server/documents/limits.ts';
import type { Announcement, Opened } from '#server/engine/port.ts';
import type { Store } from '#server/store/store.ts';
import { memoryStore } from '#tests/store/memory.ts';

export const list: DocumentName = 'lists/1/rows';
export const stream: StreamId = 'lists/1';

/** Who may do what: person → access; nobody is named by ''. */
export interface Rights {
  readonly access: Readonly<Record<string, Access>>;
  readonly frozen: boolean;
}

const writers: Rights = { access: { ann: 'write', bob: 'write', eve: 'read' }, frozen: false };

/** One stream for all nodes, without an engine: its state is the rights. */
export class Stage {
  opened: Opened = { seq: 1, state: writers };
  readonly #takes = new Set<(announcement: Announcement) => void>();

  /** As a commit would: the new rights, told to all. */
  decide(rights: Partial<Rights>): void {
    const state = { ...(this.opened.state as Rights), ...rights };
    this.opened = { seq: this.opened.seq + 1, state };
    for (const take of this.#takes) take({ stream, after: this.opened, events: [] });
  }

  readonly engine = {
    open: (asked: StreamId): Promise<Opened> => Promise.resolve(asked === stream ? this.opened : { seq: 0, state: null }),
    onCommit: (take: (announcement: Announcement) => void) => {
      this.#takes.add(take);
      return () => this.#takes.delete(take);
    },
    follow: () => undefined,
    unfollow: () => undefined,
  };
}

const rule = {
  access: (state: unknown, viewer: Actor): Access => (state as Rights).access[viewer.id] ?? 'none',
  frozen: (state: unknown): boolean => (state as Rights).frozen,
};

/** A bus of one node alone. */
export const silent: Bus = {
  publish: () => undefined,
  subscribe: () => Promise.resolve(() => undefined),
  connected: true,
  onReturn: () => undefined,
  close: () => Promise.resolve(),
};

export interface Client {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly rows: Y.Map<Y.Map<unknown>>;
  /** Why it was told it may not write. */
  readonly denied: string[];
}

export interface Bare {
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** All that the server said. */
  readonly frames: readonly Uint8Array[];
}

export interface Node {
  readonly documents: DocumentKeeper;
  readonly url: string;
  /** What was logged as gone wrong. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

export interface RoomOptions {
  readonly limits?: Partial<DocumentLimits>;
  readonly bus?: Bus;
  readonly store?: Store;
  readonly stage?: Stage;
  /** Without it everything Yjs can hold is taken. */
  readonly shape?: DocumentShape;
}

/** The documents layer alone, without any port. `faults`: what was logged as gone wrong. */
export const openDocuments = (
  store: Store,
  stage: Stage,
  options: RoomOptions = {},
): { readonly documents: DocumentKeeper; readonly faults: unknown[] } => {
  const faults: unknown[] = [];
  const its = options.shape ? { ...rule, shape: options.shape } : rule;
  const documents = createDocuments({
    store,
    bus: options.bus ?? silent,
    engine: () => stage.engine,
    ruleOf: (name) => (name.startsWith('lists/') && name.endsWith('/rows') ? its : null),
    clock: { now: Date.now },
    log: { warn: () => undefined, error: (facts) => void faults.push((facts as { err: unknown }).err) },
    limits: { presenceEvery: 5, ...options.limits },
  });
  return { documents, faults };
};

/** A node on its own port; the person is named by `?as=`. */
export const openNode = async (store: Store, stage: Stage, options: RoomOptions = {}): Promise<Node> => {
  const { documents, faults } = openDocuments(store, stage, options);
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const id = new URL(request.url ?? '', 'http://here').searchParams.get('as') ?? '';
    if (!documents.upgrade(request, socket, head, () => Promise.resolve({ ...nobody(0), id }))) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    await documents.close();
    server.closeAllConnections();
    server.close();
  };
  return { documents, faults, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/documents`, close };
};

export class Room {
  readonly store: Store;
  readonly stage: Stage;
  readonly node: Node;
  readonly #clients: Client[] = [];
  readonly #sockets: WebSocket[] = [];

  constructor(store: Store, stage: Stage, node: Node) {
    this.store = store;
    this.stage = stage;
    this.node = node;
  }

  /** A stock client; other tabs' channel is off, since all clients of a test live in one process. */
  client(person: string, options: { readonly name?: string; readonly doc?: Y.Doc; readonly url?: string } = {}): Client {
    const doc = options.doc ?? new Y.Doc();
    const provider = new WebsocketProvider(options.url ?? this.node.url, options.name ?? list, doc, {
      params: { as: person },
      disableBc: true,
      maxBackoffTime: 200,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    const client: Client = { doc, provider, rows: doc.getMap<Y.Map<unknown>>('rows'), denied: [] };
    provider.messageHandlers[2] = (_encoder, decoder) => void client.denied.push((readVarUint(decoder), readVarString(decoder)));
    this.#clients.push(client);
    return client;
  }

  async joined(person: string, options: { readonly name?: string; readonly doc?: Y.Doc; readonly url?: string } = {}): Promise<Client> {
    const client = this.client(person, options);
    await until(() => client.provider.synced, `${person} is told what is there`);
    return client;
  }

  /** A bare socket, for saying what no stock client says. */
  async socket(person: string, name: string = list): Promise<Bare> {
    const socket = new WebSocket(`${this.node.url}/${name}?as=${person}`);
    this.#sockets.push(socket);
    const frames: Uint8Array[] = [];
    socket.on('message', (data: Buffer) => frames.push(data));
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    await once(socket, 'open');
    return { socket, closed, frames };
  }

  async close(): Promise<void> {
    for (const { provider, doc } of this.#clients) {
      provider.destroy();
      doc.destroy();
    }
    for (const socket of this.#sockets) socket.terminate();
    await this.node.close();
  }
}

export const openRoom = async (options: RoomOptions = {}): Promise<Room> => {
  const store = options.store ?? memoryStore();
  const stage = options.stage ?? new Stage();
  return new Room(store, stage, await openNode(store, stage, options));
};

/** Why the server ended this client, once it did for good. */
export const ended = (client: Client): Promise<{ code: number; reason: string }> =>
  new Promise((resolve) => client.provider.once('closed', (closing) => resolve(closing)));

/** Looks again whenever the loop is free; throws when it does not come true in time. */
export const until = async (holds: () => boolean, what: string, within = 8_000): Promise<void> => {
  const end = performance.now() + within;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`did not come true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

export const write = (client: Client, row: string, cells: Readonly<Record<string, unknown>>): void => {
  client.doc.transact(() => {
    const made = client.rows.get(row) ?? new Y.Map<unknown>();
    if (!client.rows.has(row)) client.rows.set(row, made);
    for (const [name, cell] of Object.entries(cells)) made.set(name, cell);
  });
};

export const same = (...clients: readonly Client[]): boolean =>
  new Set(clients.map(({ rows }) => JSON.stringify(sorted(rows.toJSON())))).size === 1;

const sorted = (rows: Record<string, unknown>): unknown => Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1));

/** What is on disk, whoever may be connected. */
export const kept = async (store: Store, name: DocumentName = list): Promise<Record<string, Record<string, unknown>>> => {
  const { base, tail } = await store.document(name);
  const doc = new Y.Doc();
  if (base) Y.applyUpdate(doc, base);
  for (const { update } of tail) Y.applyUpdate(doc, update);
  return doc.getMap('rows').toJSON();
};

/** Resolves once this row is on disk. */
export const untilKept = async (room: Room, row: string): Promise<void> => {
  for (const end = performance.now() + 8_000; !(row in (await kept(room.store))); await new Promise((resolve) => setTimeout(resolve, 2))) {
    if (performance.now() > end) throw new Error(`${row} never came to disk`);
  }
};
