/** The few frames a client of y-websocket says. Hocuspocus speaks the same, with the name of the document before each. */
import * as encoding from 'lib0/encoding';

export const about = { sync: 0, presence: 1, auth: 2, syncReply: 4 } as const;
export const sync = { ask: 0, answer: 1, update: 2 } as const;

export const prefixOf = (address: string | null): Uint8Array =>
  address === null ? new Uint8Array() : encoding.encode((encoder) => encoding.writeVarString(encoder, address));

const framed = (prefix: Uint8Array, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix);
    write(encoder);
  });

export const syncFrame = (prefix: Uint8Array, kind: number, bytes: Uint8Array): Uint8Array =>
  framed(prefix, (encoder) => {
    encoding.writeVarUint(encoder, about.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** Hocuspocus answers nobody before this, with whatever token. */
export const authFrame = (prefix: Uint8Array): Uint8Array =>
  framed(prefix, (encoder) => {
    encoding.writeVarUint(encoder, about.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'bench');
  });

export const presenceFrame = (prefix: Uint8Array, client: number, clock: number, state: string): Uint8Array =>
  framed(prefix, (encoder) => {
    encoding.writeVarUint(encoder, about.presence);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, 1);
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarString(inner, state);
      }),
    );
  });

/** Knows nothing; brings nothing. */
export const nothingKnown = new Uint8Array([0]);
export const nothingNew = new Uint8Array([0, 0]);
