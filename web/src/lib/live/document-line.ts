/** The connection of one document: y-websocket, and what the server says about writing. Loaded only when somebody opens a document. */
import type { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { closings, type ReadOnly } from '#shared/core/document.ts';

export type LineState = 'connecting' | 'online' | 'offline';

/** Why there is no way to this document for this viewer. */
export type Refused = 'not-signed-in' | 'not-yours' | 'unknown' | 'broken' | 'too-large';

export interface Listener {
  state(state: LineState): void;
  /** Everything the server has is here; `readOnly` says why nothing may be written, null = it may. */
  told(readOnly: ReadOnly | null): void;
  /** Everything that was written up to the `probe` of this number is on the server's disk. */
  kept(probe: number): void;
  /** What was written last was not taken; the copy here is worth nothing any more. */
  undone(): void;
  refused(why: Refused): void;
}

const refusals: Readonly<Record<number, Refused>> = {
  [closings.notSignedIn]: 'not-signed-in',
  [closings.notYours]: 'not-yours',
  [closings.unknown]: 'unknown',
  [closings.malformed]: 'broken',
  [closings.tooLarge]: 'too-large',
};

const isReadOnly = (reason: string): reason is ReadOnly => reason === 'read-only' || reason === 'frozen';

export class Line {
  readonly provider: WebsocketProvider;
  readonly #probe: (number: number) => void;

  private constructor(provider: WebsocketProvider, probe: (number: number) => void) {
    this.provider = provider;
    this.#probe = probe;
  }

  static async open(name: string, doc: Y.Doc, listener: Listener): Promise<Line> {
    const [{ WebsocketProvider }, encoding, decoding, { writeSyncStep1 }] = await Promise.all([
      import('y-websocket'),
      import('lib0/encoding'),
      import('lib0/decoding'),
      import('y-protocols/sync'),
    ]);
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    // Other tabs are told by the server like everybody else: what one tab shows is what is kept.
    const provider = new WebsocketProvider(`${scheme}://${location.host}/documents`, name, doc, { disableBc: true, connect: false });
    let readOnly: ReadOnly | null = null;
    /** Numbers of the questions that have no answer yet; the first one is asked by the provider itself. */
    let asked: number[] = [];

    const [sync] = provider.messageHandlers;
    provider.messageHandlers[0] = (encoder, decoder, ...rest) => {
      const isAnswer = decoder.arr[decoder.pos] === 1;
      sync?.(encoder, decoder, ...rest);
      const probe = isAnswer ? asked.shift() : undefined;
      if (probe !== undefined) listener.kept(probe);
    };
    provider.messageHandlers[2] = (_encoder, decoder) => {
      decoding.readVarUint(decoder);
      const reason = decoding.readVarString(decoder);
      readOnly = isReadOnly(reason) ? reason : 'read-only';
    };
    provider.on('status', ({ status }) => {
      if (status === 'connecting') readOnly = null;
      asked = [0];
      if (status === 'disconnected') listener.state('offline');
      // A cursor that did not move since would be taken for an old one.
      else if (status === 'connected') provider.awareness.setLocalState(provider.awareness.getLocalState());
    });
    provider.on('sync', (synced) => {
      if (!synced) return;
      listener.state('online');
      listener.told(readOnly);
    });
    provider.on('connection-error', () => listener.state('offline'));
    provider.on('closed', ({ code, reason }) => {
      if (code === closings.notYours && isReadOnly(reason)) listener.undone();
      else listener.refused(refusals[code] ?? 'broken');
    });
    return new Line(provider, (number) => {
      const socket = provider.ws;
      if (!provider.wsconnected || !socket) return;
      asked.push(number);
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      writeSyncStep1(encoder, doc);
      socket.send(new Uint8Array(encoding.toUint8Array(encoder)));
    });
  }

  /** Asks whether everything said so far is on disk: the server answers a question only after what came before it was kept. */
  probe(number: number): void {
    this.#probe(number);
  }

  close(): void {
    this.provider.destroy();
  }
}
