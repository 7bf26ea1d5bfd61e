/**
 * A connection without a network, moved by hand: what either side says waits until it is let through, so that a whole room runs in one process
 * and in an order that chance decides. The server's end is a stream as sockets are, and the documents layer meets it at its door.
 */
import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import type { Actor } from '#shared/core/actor.ts';
import { nobody } from '#shared/core/actor.ts';
import type { DocumentKeeper } from '#server/documents/documents.ts';

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** As a browser frames it, with a mask that changes nothing. */
const framed = (opcode: number, payload: Uint8Array): Buffer => {
  const { length } = payload;
  const head = length < 126 ? [length] : length < 65_536 ? [126, length >> 8, length & 255] : [127, 0, 0, 0, 0, length >>> 24, 0, 0, 0];
  const bytes = Buffer.concat([Buffer.of(0x80 | opcode, ...head), Buffer.alloc(4), payload]);
  if (head.length === 9) bytes.writeUInt32BE(length, 6);
  bytes[1]! |= 0x80;
  return bytes;
};

interface Heard {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly size: number;
}

/** The first frame in what a server wrote; null while it is not whole. */
const unframed = (bytes: Buffer): Heard | null => {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 127;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < head + length) return null;
  return { opcode: bytes[0]! & 15, payload: bytes.subarray(head, head + length), size: head + length };
};

/** The server's end: what it writes stays with it until this side takes it. */
class End extends Duplex {
  #pending: { readonly chunk: Buffer; readonly taken: () => void } | null = null;

  constructor() {
    super({ emitClose: true });
    // Cut while something is under way: nobody is told.
    this.on('error', () => undefined);
  }

  get holds(): boolean {
    return this.#pending !== null;
  }

  takeChunk(): Buffer | null {
    const pending = this.#pending;
    this.#pending = null;
    pending?.taken();
    return pending?.chunk ?? null;
  }

  override _write(chunk: Buffer, _encoding: string, taken: () => void): void {
    this.#pending = { chunk, taken };
  }

  override _read(): void {
    // Whatever comes is pushed.
  }

  override _final(done: () => void): void {
    done();
  }
}

export class Wire {
  readonly #end = new End();
  readonly #in: Buffer[] = [];
  #bytes: Buffer = Buffer.alloc(0);
  #opened = false;
  #over = false;
  /** Why the server ended it; null when it did not, or the wire broke. */
  closing: Closing | null = null;
  /** Told once, when this side learns that it is over. */
  onEnd: () => void = () => undefined;

  constructor(documents: Pick<DocumentKeeper, 'upgrade'>, name: string, person: string) {
    this.#end.once('close', () => this.#finish());
    const headers = {
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-version': '13',
      'sec-websocket-key': `${'A'.repeat(22)}==`,
    };
    const request = { method: 'GET', url: `/documents/${name}`, headers } as unknown as IncomingMessage;
    const viewer = (): Promise<Actor> => Promise.resolve({ ...nobody(0), id: person });
    if (!documents.upgrade(request, this.#end, Buffer.alloc(0), viewer)) throw new Error(`no document is named ${name}`);
  }

  get over(): boolean {
    return this.#over;
  }

  /** Something waits to be let through, in either direction. */
  get waiting(): boolean {
    return !this.#over && (this.#in.length > 0 || this.#end.holds);
  }

  say(frame: Uint8Array): void {
    if (!this.#over) this.#in.push(framed(opcodes.binary, frame));
  }

  /** Lets through up to `most` of what this side said. */
  up(most = Infinity): void {
    for (let left = most; left > 0; left -= 1) {
      const frame = this.#in.shift();
      if (!frame || this.#end.destroyed) return;
      this.#end.push(frame);
    }
  }

  /** Lets through up to `most` frames of what the server said. */
  down(hear: (frame: Uint8Array) => void, most = Infinity): void {
    for (let left = most; left > 0 && !this.#over;) {
      const frame = this.#opened ? unframed(this.#bytes) : null;
      if (frame) {
        this.#bytes = this.#bytes.subarray(frame.size);
        left -= 1;
        this.#take(frame, hear);
        continue;
      }
      const chunk = this.#end.takeChunk();
      if (!chunk) return;
      this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
      if (!this.#opened) this.#open();
    }
  }

  /** The network is gone: what waited is lost on both sides. */
  cut(): void {
    this.#in.length = 0;
    this.#end.destroy();
    this.#finish();
  }

  #open(): void {
    const head = this.#bytes.indexOf('\r\n\r\n');
    if (head < 0) return;
    this.#opened = true;
    this.#bytes = this.#bytes.subarray(head + 4);
  }

  #take({ opcode, payload }: Heard, hear: (frame: Uint8Array) => void): void {
    if (opcode === opcodes.binary) return hear(payload);
    if (opcode === opcodes.ping) return void this.#end.push(framed(opcodes.pong, payload));
    if (opcode !== opcodes.close) return;
    this.closing = { code: payload.length < 2 ? 1005 : payload.readUInt16BE(0), reason: payload.subarray(2).toString() };
    this.#end.destroy();
    this.#finish();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.onEnd();
  }
}

/** Everything that is under way in this process gets its turn, without waiting for any clock. */
export const turns = async (count = 8): Promise<void> => {
  for (let n = 0; n < count; n += 1) await new Promise(setImmediate);
};
