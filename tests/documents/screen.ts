/** A client of one document as y-websocket makes it, on a wire that is moved by hand. */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { answerFrame, askFrame, updateFrame } from '#server/documents/frames.ts';
import type { Closing, Wire } from './wire.ts';

export class Screen {
  readonly doc: Y.Doc;
  wire: Wire | null = null;
  /** How each of its connections was ended by the server. */
  readonly endings: Closing[] = [];
  /** What the server told is all there. */
  synced = false;

  constructor(doc = new Y.Doc()) {
    this.doc = doc;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.wire?.say(updateFrame(update));
    });
  }

  get rows(): Y.Map<Y.Map<unknown>> {
    return this.doc.getMap<Y.Map<unknown>>('rows');
  }

  connect(wire: Wire): void {
    this.wire = wire;
    this.synced = false;
    wire.onEnd = () => {
      if (wire.closing) this.endings.push(wire.closing);
      if (this.wire === wire) this.wire = null;
      this.synced &&= this.wire !== null;
    };
    wire.say(askFrame(Y.encodeStateVector(this.doc)));
  }

  /** Hears up to `most` of what the server said. */
  hear(most?: number): void {
    const { wire } = this;
    wire?.down((frame) => this.#take(wire, frame), most);
  }

  #take(wire: Wire, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== 0) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (kind === 0) return wire.say(answerFrame(Y.encodeStateAsUpdate(this.doc, bytes)));
    Y.applyUpdate(this.doc, bytes, this);
    this.synced ||= kind === 1;
  }
}

const reread = (state: Uint8Array): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
};

/**
 * A document in the one form that does not tell by which way it came: how its parts were split and in which order writers were met. Two documents
 * are the same when these bytes are.
 */
export const settled = (state: Uint8Array): string => Buffer.from(reread(reread(state))).toString('base64');
