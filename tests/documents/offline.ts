/** Browsers that lose their network: the page's own document class, kept in an IndexedDB of memory, on a line that breaks as the test says. */
import { AsyncLocalStorage } from 'node:async_hooks';
import 'fake-indexeddb/auto';
import type { ViteDevServer } from 'vite';
import { vi } from 'vitest';
import { WebSocket as Socket } from 'ws';
import type { Document as DocumentType } from '#web/lib/live/document.svelte.ts';
import { load } from '#tests/live/modules.ts';
import { list, type Room } from './room.ts';

/** The network of one browser. A lost frame costs the connection, as TCP would have it after some silence. */
export class Network {
  up = true;
  /** Chance that a frame, either way, is the one that breaks it. */
  loss: () => boolean = () => false;
  readonly person: string;
  readonly sockets = new Set<Wire>();

  constructor(person: string) {
    this.person = person;
  }

  cut(): void {
    this.up = false;
    for (const socket of this.sockets) socket.break();
  }

  mend(): void {
    this.up = true;
  }
}

const networks = new AsyncLocalStorage<Network>();
let server = '';

type Handler = ((event: { data: ArrayBuffer; code: number; reason: string }) => void) | null;
const nothing = { data: new ArrayBuffer(0), code: 1006, reason: '' };

/** What a browser calls WebSocket, on the network it was opened in. */
class Wire {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  onopen: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  binaryType = 'arraybuffer';
  readonly #network: Network;
  readonly #socket: Socket | null = null;
  #over = false;

  constructor(network: Network, address: string) {
    this.#network = network;
    if (!network.up || network.loss()) {
      setImmediate(() => this.break());
      return;
    }
    network.sockets.add(this);
    this.#socket = new Socket(`${server}${new URL(address).pathname.replace('/documents', '')}?as=${network.person}`);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.on('open', () => this.#hear('onopen'));
    this.#socket.on('message', (data: ArrayBuffer) => {
      if (network.loss()) this.break();
      else this.#hear('onmessage', { ...nothing, data });
    });
    this.#socket.on('error', () => this.break());
    this.#socket.on('close', (code, reason) => this.#end({ ...nothing, code, reason: reason.toString() }));
  }

  get readyState(): number {
    return this.#over ? 3 : (this.#socket?.readyState ?? 0);
  }

  send(data: Uint8Array): void {
    if (this.#over) return;
    if (this.#network.loss()) this.break();
    else this.#socket?.send(data);
  }

  close(): void {
    this.#socket?.close();
  }

  /** The frame under way is lost, and nothing comes after it. */
  break(): void {
    this.#socket?.terminate();
    if (!this.#over) this.#hear('onerror');
    this.#end(nothing);
  }

  #end(event: typeof nothing): void {
    if (this.#over) return;
    this.#over = true;
    this.#network.sockets.delete(this);
    this.#hear('onclose', event);
  }

  #hear(handler: 'onopen' | 'onmessage' | 'onclose' | 'onerror', event = nothing): void {
    if (handler === 'onclose' || !this.#over) networks.run(this.#network, () => this[handler]?.(event));
  }
}

/** A page with the document open; closing it is closing the tab, `kill` is what happens to a tab whose browser ends. */
export interface Page {
  readonly document: DocumentType;
  readonly network: Network;
  close(): void;
}

export interface Browsers {
  open(person: string, network?: Network, name?: string): Page;
  /** From the next connection on the server is another one at the same address. */
  moveTo(room: Room): void;
  /** Signing out on this computer. */
  signOut(person: string): Promise<void>;
  close(): void;
}

/** `vite`: `openModules()`, once for many tests. */
export const openBrowsers = async (vite: ViteDevServer, room: Room): Promise<Browsers> => {
  const { Document } = await load<{ Document: typeof DocumentType }>(vite, 'document.svelte.ts');
  const pages = new Set<Page>();
  server = room.node.url;
  vi.stubGlobal('location', { protocol: 'http:', host: 'hall' });
  Object.defineProperty(globalThis, 'WebSocket', {
    configurable: true,
    get: () => {
      const network = networks.getStore();
      if (!network) throw new Error('a socket outside of any browser');
      return Wire.bind(null, network) as unknown;
    },
  });
  return {
    open(person, network = new Network(person), name = list) {
      const document = new Document(name as typeof list, { person, name: person });
      const leave = networks.run(network, () => document.open());
      const page: Page = {
        document,
        network,
        close: () => {
          pages.delete(page);
          networks.run(network, leave);
        },
      };
      pages.add(page);
      return page;
    },
    moveTo(next) {
      server = next.node.url;
    },
    async signOut(person) {
      const { forgetDocumentsOf } = await load<{ forgetDocumentsOf: (person: string) => Promise<void> }>(vite, 'document-store.ts');
      await forgetDocumentsOf(person);
    },
    close() {
      for (const page of [...pages]) page.close();
      vi.unstubAllGlobals();
    },
  };
};
