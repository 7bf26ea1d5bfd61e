/**
 * What a newcomer is sent: the document as it was once, what came after it, and every frame told since, all of it bytes that lie ready. So
 * neither a newcomer nor somebody who fell behind costs an encoding of the whole document, and nobody needs a Y.Doc for it.
 */
import * as Y from 'yjs';
import type { DocumentState } from '#server/store/store.ts';
import { answerFrame, updateFrame } from './frames.ts';
import { packet } from '../packet.ts';

/** Frames told since; more are made one when somebody comes, and let go when nobody does. */
const manyFrames = 100;
const mostFrames = 1000;
/** What came after the base, against the base: beyond that a new base is made. In small documents at once. */
const small = 64 * 1024;

const noUpdate = new Uint8Array([0, 0]);
/** Tells a client that it knows everything now; before this it does not call itself synchronized. */
const thatIsAll = packet(answerFrame(noUpdate));

export class Whole {
  #base: Buffer | null = null;
  /** State vector of the base; null while it was never asked of a Y.Doc. */
  #vector: Uint8Array | null = null;
  /** What leads from the base to the first of `since`; null when it must be made of the Y.Doc. */
  #between: Buffer[] | null = [];
  #since: Buffer[] = [];
  /** Frames told ever, and those that lie before `since` and before the end of the base. */
  #told = 0;
  #before = 0;
  #baseAt = 0;

  /** How far everybody was told. */
  get position(): number {
    return this.#told;
  }

  get here(): boolean {
    return this.#base !== null;
  }

  /** As the store has it now, all that was told included; `vector` of its base. */
  read({ base, tail }: DocumentState, vector: Uint8Array | null): void {
    this.#settle(base ?? noUpdate, vector, this.#told);
    this.#between = tail.map(({ update }) => packet(updateFrame(update)));
    this.#since = [];
    this.#before = this.#told;
  }

  /** A newer base, which holds everything told up to `position`. */
  renew(base: Uint8Array, vector: Uint8Array, position: number): void {
    const known = position >= this.#before;
    if (known) this.#since.splice(0, position - this.#before);
    if (known) this.#before = position;
    this.#settle(base, vector, position);
    this.#between = known ? [] : null;
  }

  /** Everybody is told this. */
  tell(frame: Buffer): void {
    this.#told += 1;
    if (this.#base) this.#since.push(frame);
    else this.#before = this.#told;
    if (this.#since.length <= mostFrames) return;
    this.#since = [];
    this.#before = this.#told;
    this.#between = null;
  }

  /** For somebody who knows nothing. `doc`: null when it is not in memory. Null when only a Y.Doc could tell. */
  frames(doc: Y.Doc | null): readonly Buffer[] | null {
    if (!this.#base || (!this.#between && !doc)) return null;
    if (doc && (!this.#between || this.#between.length + this.#since.length > manyFrames)) this.#shorten(doc);
    return [this.#base, ...(this.#between ?? []), ...this.#since, thatIsAll];
  }

  /** For somebody who was told everything up to `position`. */
  after(position: number, doc: Y.Doc | null): readonly Buffer[] | null {
    if (position >= this.#before) return [...this.#since.slice(position - this.#before), thatIsAll];
    const all = this.frames(doc);
    return all && position >= this.#baseAt ? all.slice(1) : all;
  }

  #settle(base: Uint8Array, vector: Uint8Array | null, position: number): void {
    this.#base = packet(updateFrame(base));
    this.#vector = vector;
    this.#baseAt = position;
  }

  #shorten(doc: Y.Doc): void {
    this.#since = [];
    this.#before = this.#told;
    const size = this.#base?.length ?? 0;
    const more = size > small && this.#vector ? Y.encodeStateAsUpdate(doc, this.#vector) : null;
    if (more && more.length < size / 2) {
      this.#between = [packet(updateFrame(more))];
      return;
    }
    this.#settle(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc), this.#told);
    this.#between = [];
  }
}
