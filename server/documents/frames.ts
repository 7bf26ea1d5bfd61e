/** The frames of y-websocket, built and read without touching a document. Each frame is built once, whoever gets it. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const text = new TextDecoder();
const about = { sync: 0, presence: 1, auth: 2, askPresence: 3 } as const;
const sync = { ask: 0, answer: 1, update: 2 } as const;

/** One cursor: `state` is JSON as the client wrote it, `null` = gone. */
export interface Cursor {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

export type Incoming =
  | { readonly ask: Uint8Array }
  /** `answers`: all that was asked for; else what was just written. */
  | { readonly update: Uint8Array; readonly answers?: boolean }
  /** Cursors as they came: whoever knows them looks at what is new. */
  | { readonly presence: Uint8Array }
  | { readonly askPresence: true };

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

const syncFrame = (kind: number, bytes: Uint8Array): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, about.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const askFrame = (stateVector: Uint8Array): Uint8Array => syncFrame(sync.ask, stateVector);
export const answerFrame = (update: Uint8Array): Uint8Array => syncFrame(sync.answer, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(sync.update, update);

/** Tells a client that it may not write, and why; what it reads is not affected. */
export const deniedFrame = (reason: string): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, about.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, reason);
  });

export const writeCursors = (encoder: encoding.Encoder, cursors: readonly Cursor[]): void => {
  encoding.writeVarUint(encoder, cursors.length);
  for (const cursor of cursors) {
    encoding.writeVarUint(encoder, cursor.client);
    encoding.writeVarUint(encoder, cursor.clock);
    encoding.writeVarString(encoder, cursor.state);
  }
};

export const presenceFrame = (cursors: readonly Cursor[]): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, about.presence);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => writeCursors(inner, cursors)),
    );
  });

/** Says nothing and keeps a silent connection alive. */
export const quietFrame = presenceFrame([]);

/**
 * Throws on a count the bytes cannot hold and on anything that is left over. `news` says of a cursor whether it may be, by the length of
 * its state: the states of the others are stepped over, since stock clients echo everybody's cursor back.
 */
export const readCursors = (
  decoder: decoding.Decoder,
  news: (client: number, clock: number, length: number) => boolean = () => true,
): Cursor[] => {
  const cursors: Cursor[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state = decoding.readVarUint8Array(decoder);
    if (news(client, clock, state.length)) cursors.push({ client, clock, state: text.decode(state) });
  }
  if (decoding.hasContent(decoder)) throw new Error('bytes left over');
  return cursors;
};

const readSync = (decoder: decoding.Decoder): Incoming => {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (kind === sync.answer || kind === sync.update) return { update: bytes, answers: kind === sync.answer };
  if (kind !== sync.ask) throw new Error('unknown sync message');
  Y.decodeStateVector(bytes);
  return { ask: bytes };
};

const readAbout = (decoder: decoding.Decoder): Incoming => {
  const kind = decoding.readVarUint(decoder);
  if (kind === about.sync) return readSync(decoder);
  if (kind === about.presence) return { presence: decoding.readVarUint8Array(decoder) };
  if (kind === about.askPresence) return { askPresence: true };
  throw new Error('unknown message');
};

/** Throws when the frame is not one a client may send. */
export const readFrame = (bytes: Uint8Array): Incoming => {
  const decoder = decoding.createDecoder(bytes);
  const incoming = readAbout(decoder);
  if (decoding.hasContent(decoder)) throw new Error('bytes left over');
  return incoming;
};
