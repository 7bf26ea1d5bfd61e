/**
 * The least of a WebSocket that a client can do with: a thousand of them in one process must leave the processor to the server beside
 * them, and the client of `ws` takes half as much again of its own time for each frame. Reads what servers send: whole, unmasked,
 * uncompressed frames.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const opcode = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const endOfHead = Buffer.from('\r\n\r\n');
/** What is read is heard at once, so one buffer does for all. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);
const mask = randomBytes(4);

/** Whoever hears it. A frame is only there during the call; who keeps it, copies it. */
export interface Ear {
  opened(): void;
  /** `wire`: bytes it was on the wire, head included. */
  heard(frame: Buffer, wire: number): void;
  closed(reason: string): void;
}

const masked = (kind: number, payload: Uint8Array): Buffer => {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + 4 + length);
  frame[0] = 0x80 | kind;
  if (head === 2) frame[1] = 0x80 | length;
  else frame[1] = 0x80 | (head === 4 ? 126 : 127);
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(mask, head);
  for (let n = 0; n < length; n += 1) frame[head + 4 + n] = (payload[n] ?? 0) ^ (mask[n & 3] ?? 0);
  return frame;
};

export class Line {
  readonly #ear: Ear;
  readonly #socket: Socket;
  #open = false;
  #ended = false;
  /** Bytes of a frame that is not complete yet, and how many of them are there. */
  #partial: Buffer | null = null;
  #filled = 0;

  constructor(address: string, cookie: string, ear: Ear) {
    const { hostname, port, pathname, search, host } = new URL(address);
    this.#ear = ear;
    const callback = (length: number, buffer: Uint8Array): boolean => (this.#read(buffer as Buffer, length), true);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true, onread: { buffer: shared, callback } });
    this.#socket.on('connect', () =>
      this.#socket.write(
        [
          `GET ${pathname}${search} HTTP/1.1`,
          ...[`Host: ${host}`, 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
          ...[`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, ...(cookie ? [`Cookie: ${cookie}`] : []), '', ''],
        ].join('\r\n'),
      ),
    );
    this.#socket.on('error', (cause) => this.#end(cause.message));
    this.#socket.on('close', () => this.#end('cut'));
  }

  /** Handed over and not yet taken by the system. */
  get waiting(): number {
    return this.#socket.writableLength;
  }

  send(payload: Uint8Array): void {
    if (!this.#ended) this.#socket.write(masked(opcode.binary, payload));
  }

  say(text: string): void {
    if (!this.#ended) this.#socket.write(masked(opcode.text, Buffer.from(text)));
  }

  cut(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.cut();
    this.#ear.closed(reason);
  }

  #read(buffer: Buffer, length: number): void {
    let at = 0;
    if (!this.#open) {
      const end = buffer.subarray(0, length).indexOf(endOfHead);
      if (end < 0) return this.#end('an answer too long for one read');
      const said = buffer.toString('latin1', 0, buffer.indexOf('\r\n'));
      if (!said.includes(' 101 ')) return this.#end(said);
      at = end + endOfHead.length;
      this.#open = true;
      this.#ear.opened();
    }
    while (at < length && !this.#ended) at = this.#partial ? this.#complete(buffer, at, length) : this.#frame(buffer, at, length);
  }

  /** Goes on with a frame of which something was read before; where it ended. */
  #complete(buffer: Buffer, at: number, length: number): number {
    const partial = this.#partial!;
    const end = Math.min(length, at + partial.length - this.#filled);
    this.#filled += buffer.copy(partial, this.#filled, at, end);
    if (this.#filled < partial.length) return end;
    this.#partial = null;
    const head = headOf(partial);
    const whole = partial.length < head ? head : head + lengthOf(partial, head);
    // What was missing until now was only the head.
    if (whole > partial.length) {
      this.#partial = Buffer.allocUnsafeSlow(whole);
      this.#filled = partial.copy(this.#partial);
    } else this.#take(partial, 0, head, whole);
    return end;
  }

  #frame(buffer: Buffer, at: number, length: number): number {
    const there = length - at;
    const head = there < 2 ? 2 : headOf(buffer, at);
    const whole = there < head ? head : head + lengthOf(buffer, head, at);
    if (there >= whole) {
      this.#take(buffer, at, head, whole);
      return at + whole;
    }
    this.#partial = Buffer.allocUnsafeSlow(whole);
    this.#filled = buffer.copy(this.#partial, 0, at, length);
    return length;
  }

  #take(buffer: Buffer, at: number, head: number, whole: number): void {
    const first = buffer[at] ?? 0;
    const payload = buffer.subarray(at + head, at + whole);
    if (first === (0x80 | opcode.binary) || first === (0x80 | opcode.text)) this.#ear.heard(payload, whole);
    else if (first === (0x80 | opcode.ping)) this.#socket.write(masked(opcode.pong, payload));
    else if (first === (0x80 | opcode.close))
      this.#end(payload.length < 2 ? 'closed' : `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`);
    else this.#end(`a frame of an unknown kind: ${first}`);
  }
}

/** Length of the head of a frame; 2 of its bytes must be there. */
const headOf = (buffer: Buffer, at = 0): number => {
  const short = (buffer[at + 1] ?? 0) & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
};

const lengthOf = (buffer: Buffer, head: number, at = 0): number => {
  if (head === 2) return (buffer[at + 1] ?? 0) & 0x7f;
  return head === 4 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2));
};
