/** The connection of one document: y-websocket, and what the server says about writing. Loaded only when somebody opens a document. */
import type * as Decoding from 'lib0/decoding';
import type * as Encoding from 'lib0/encoding';
import type { encodeAwarenessUpdate as encodeAwareness } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { closings, type ReadOnly } from '#shared/core/document.ts';

export type LineState = 'connecting' | 'online' | 'offline';

/** Why there is no way to this document for this viewer. */
export type Refused = 'not-signed-in' | 'not-yours' | 'unknown' | 'broken' | 'too-large';

export interface Listener {
  state(state: LineState): void;
  /** The server says how far it is and asks for the rest: whether it may be given what is here. Otherwise the line is tried anew. */
  mayAnswer(vector: Uint8Array): boolean;
  /** Everything the server has is here; `readOnly` says why nothing may be written, null = it may. */
  told(readOnly: ReadOnly | null): void;
  /** Everything that was written up to the `probe` of this number is on the server's disk. */
  kept(probe: number): void;
  /** What was written last was not taken; the copy here is worth nothing any more. */
  undone(why: ReadOnly): void;
  refused(why: Refused): void;
}

/** Said by the protocol itself when one message is longer than the server reads. */
const tooLong = 1009;

const refusals: Readonly<Record<number, Refused>> = {
  [tooLong]: 'too-large',
  [closings.notSignedIn]: 'not-signed-in',
  [closings.notYours]: 'not-yours',
  [closings.unknown]: 'unknown',
  [closings.malformed]: 'broken',
  [closings.tooLarge]: 'too-large',
};

const isReadOnly = (reason: string): reason is ReadOnly => reason === 'read-only' || reason === 'frozen';

/** What is loaded with the line. */
interface Means {
  readonly encoding: typeof Encoding;
  readonly decoding: typeof Decoding;
  readonly encodeAwarenessUpdate: typeof encodeAwareness;
  readonly encodeStateVector: (doc: Y.Doc) => Uint8Array;
}

/** A question after which nothing at all was heard for so long was asked on a line that is dead, whatever the network says. */
const deaf = 15_000;
const about = { sync: 0, awareness: 1, auth: 2 } as const;
const sync = { question: 0, answer: 1 } as const;

export class Line {
  readonly provider: WebsocketProvider;
  readonly #listener: Listener;
  readonly #means: Means;
  #readOnly: ReadOnly | null = null;
  /** Numbers of the questions that have no answer yet; the first one is asked by the provider itself. */
  #asked: number[] = [];
  /** The server was told on this connection what it lacked. */
  #given = false;
  /** A question that waits for that: its answer would prove nothing before. */
  #held: number | null = null;
  /** This connection is being ended; nothing on it counts. */
  #dropped = false;
  #overdue: ReturnType<typeof setTimeout> | undefined;

  private constructor(provider: WebsocketProvider, means: Means, listener: Listener) {
    this.provider = provider;
    this.#means = means;
    this.#listener = listener;
    this.#listen();
    this.#tellOnlyMine();
    globalThis.addEventListener?.('offline', this.#renew);
  }

  static async open(name: string, doc: Y.Doc, listener: Listener): Promise<Line> {
    const [{ WebsocketProvider }, { encodeStateVector }, encoding, decoding, { encodeAwarenessUpdate }] = await Promise.all([
      import('y-websocket'),
      import('yjs'),
      import('lib0/encoding'),
      import('lib0/decoding'),
      import('y-protocols/awareness'),
    ]);
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    // Other tabs are told by the server like everybody else: what one tab shows is what is kept.
    const provider = new WebsocketProvider(`${scheme}://${location.host}/documents`, name, doc, { disableBc: true, connect: false });
    provider.shouldReconnect = ({ code }) => refusals[code] === undefined && !(code >= 4400 && code < 4500);
    return new Line(provider, { encoding, decoding, encodeAwarenessUpdate, encodeStateVector }, listener);
  }

  /** Asks whether everything said so far is on disk: the server answers a question only after what came before it was kept. */
  probe(number: number): void {
    this.#held = this.#given ? null : number;
    if (!this.#given || !this.provider.wsconnected) return;
    this.#asked.push(number);
    // A slow line may be busy with everything for longer; that is not deaf.
    if (this.provider.synced) this.#overdue ??= setTimeout(() => this.#check(Date.now() - deaf), deaf);
    this.#send(about.sync, (encoder) => {
      this.#means.encoding.writeVarUint(encoder, sync.question);
      this.#means.encoding.writeVarUint8Array(encoder, this.#means.encodeStateVector(this.provider.doc));
    });
  }

  close(): void {
    clearTimeout(this.#overdue);
    globalThis.removeEventListener?.('offline', this.#renew);
    this.provider.destroy();
  }

  #listen(): void {
    const { provider } = this;
    const [take] = provider.messageHandlers;
    provider.messageHandlers[about.sync] = (encoder, decoder, ...rest) => this.#take(decoder, () => take?.(encoder, decoder, ...rest));
    provider.messageHandlers[about.auth] = (_encoder, decoder) => {
      this.#means.decoding.readVarUint(decoder);
      const reason = this.#means.decoding.readVarString(decoder);
      this.#readOnly = isReadOnly(reason) ? reason : 'read-only';
    };
    provider.on('status', ({ status }) => this.#status(status));
    provider.on('sync', (synced) => {
      if (!synced || this.#dropped) return;
      this.#listener.state('online');
      this.#listener.told(this.#readOnly);
    });
    provider.on('connection-error', () => this.#listener.state('offline'));
    provider.on('closed', ({ code, reason }) => {
      if (code === closings.notYours && isReadOnly(reason)) this.#listener.undone(reason);
      else this.#listener.refused(refusals[code] ?? 'broken');
    });
  }

  #status(status: 'connecting' | 'connected' | 'disconnected'): void {
    const { awareness } = this.provider;
    if (status === 'connecting') this.#readOnly = null;
    clearTimeout(this.#overdue);
    this.#overdue = undefined;
    this.#given = this.#dropped = false;
    this.#held = null;
    this.#asked = [0];
    if (status === 'disconnected') this.#listener.state('offline');
    // A cursor that did not move since would be taken for an old one.
    else if (status === 'connected') awareness.setLocalState(awareness.getLocalState());
  }

  #take(decoder: Decoding.Decoder, take: () => void): void {
    // What still comes while a connection ends is told again on the next one, and cannot be answered on this.
    if (this.#dropped || !this.#open) return;
    const kind = decoder.arr[decoder.pos];
    if (kind === sync.question && !this.#listener.mayAnswer(this.#questionIn(decoder))) {
      this.#dropped = true;
      return this.provider.ws?.close();
    }
    take();
    if (kind === sync.question) this.#given = true;
    if (this.#given && this.#held !== null) this.probe(this.#held);
    if (kind === sync.answer) this.#answered();
  }

  #answered(): void {
    const number = this.#asked.shift();
    if (this.#asked.length === 0) {
      clearTimeout(this.#overdue);
      this.#overdue = undefined;
    }
    if (number !== undefined) this.#listener.kept(number);
  }

  #questionIn(decoder: Decoding.Decoder): Uint8Array {
    const ahead = this.#means.decoding.clone(decoder);
    this.#means.decoding.readVarUint(ahead);
    return this.#means.decoding.readVarUint8Array(ahead);
  }

  #check(askedAt: number): void {
    this.#overdue = undefined;
    if (this.provider.wsLastMessageReceived <= askedAt) this.#renew();
  }

  /** The line is dead though nobody said so: another one, at once. */
  readonly #renew = (): void => {
    if (!this.provider.shouldConnect) return;
    this.provider.disconnect();
    this.provider.connect();
  };

  /** The provider tells the server about everybody's cursor, also those it has just been told of; only my own is mine to tell. */
  #tellOnlyMine(): void {
    const { provider } = this;
    const { awareness } = provider;
    awareness.off('update', provider._awarenessUpdateHandler);
    provider._awarenessUpdateHandler = (changed: Readonly<Record<'added' | 'updated' | 'removed', readonly number[]>>): void => {
      const mine = awareness.clientID;
      if (!Object.values(changed).some((clients) => clients.includes(mine)) || !provider.wsconnected) return;
      this.#send(about.awareness, (encoder) =>
        this.#means.encoding.writeVarUint8Array(encoder, this.#means.encodeAwarenessUpdate(awareness, [mine])),
      );
    };
    awareness.on('update', provider._awarenessUpdateHandler);
  }

  get #open(): boolean {
    const { ws } = this.provider;
    return ws !== null && ws.readyState === ws.OPEN;
  }

  #send(what: number, write: (encoder: Encoding.Encoder) => void): void {
    if (!this.#open) return;
    const encoder = this.#means.encoding.createEncoder();
    this.#means.encoding.writeVarUint(encoder, what);
    write(encoder);
    this.provider.ws?.send(new Uint8Array(this.#means.encoding.toUint8Array(encoder)));
  }
}
