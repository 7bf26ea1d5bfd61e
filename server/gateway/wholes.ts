/**
 * A whole state, told to many who come in together: put into words once and compressed once. Only what one asker alone is told goes before
 * it, in the same frame. The first to ask for a state is answered by the library as ever: most states are asked for once.
 */
import { constants, deflateRaw } from 'node:zlib';
import type { Followed } from '#shared/core/wire.ts';
import { frameHead } from '../packet.ts';

/** How a line takes a large message: `plain`, or `deflated` as RFC 7692 has it, each message for itself. */
export type Form = 'plain' | 'deflated';

interface Words {
  readonly plain: Buffer;
  /** Null while it is being made. Ends at a byte, with an empty block, and refers to nothing before its beginning. */
  deflated: Buffer | null;
}

/** Bytes from which a message is compressed, and shared. */
export const worthCompressing = 8 * 1024;
/** Of what goes before the state: one stored block of RFC 1951. */
const mostBefore = 0xffff;
const last = '}]';

/** A block of RFC 1951 (3.2.4) that is not compressed, and not the last. */
const stored = (text: Buffer): Buffer => {
  const block = Buffer.alloc(5 + text.length);
  block.writeUInt16LE(text.length, 1);
  block.writeUInt16LE(0xffff - text.length, 3);
  block.set(text, 5);
  return block;
};

/** With the first byte of an empty block, the rest of which is left out on the wire (RFC 7692, 7.2.1). */
const lastStored = Buffer.concat([stored(Buffer.from(last)), Buffer.of(0)]);

const framed = (form: Form, ...pieces: readonly Buffer[]): readonly Buffer[] => {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [frameHead(length, form === 'deflated' ? 'deflated' : 'text'), ...pieces];
};

export class Wholes {
  /** By the very state that is told: forgotten with it. Null = asked for once. */
  readonly #known = new WeakMap<object, Words | null>();

  /**
   * One frame in pieces: the answer to message `number` in Socket.IO's words. Null when it is not shared (yet), and the library says it.
   */
  frame(number: number, followed: Followed, form: Form): readonly Buffer[] | null {
    if (!('state' in followed) || typeof followed.state !== 'object' || followed.state === null) return null;
    const { state, ...rest } = followed;
    const words = this.#wordsOf(followed.state);
    if (!words || words.plain.length < worthCompressing) return null;
    const before = Buffer.from(`43${number}[${JSON.stringify(rest).slice(0, -1)},"state":`);
    if (form === 'plain') return framed(form, before, words.plain, Buffer.from(last));
    return words.deflated && before.length <= mostBefore ? framed(form, stored(before), words.deflated, lastStored) : null;
  }

  #wordsOf(state: object): Words | null {
    const known = this.#known.get(state);
    if (known === undefined) this.#known.set(state, null);
    if (known !== null) return known ?? null;
    const words: Words = { plain: Buffer.from(JSON.stringify(state)), deflated: null };
    this.#known.set(state, words);
    if (words.plain.length < worthCompressing) return words;
    deflateRaw(words.plain, { finishFlush: constants.Z_SYNC_FLUSH }, (failed, deflated) => {
      // Without memory for it the library goes on to compress for each.
      if (!failed) words.deflated = deflated;
    });
    return words;
  }
}
