/** What a broken or hostile client may say: valid edits of every sort, and the many ways to damage a frame. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { answerFrame, askFrame, presenceFrame, updateFrame } from '#server/documents/frames.ts';
import type { Chance } from '#tests/simulator/chance.ts';

type Rows = Y.Map<Y.Map<unknown>>;

const rowsOf = (doc: Y.Doc): Rows => doc.getMap<Y.Map<unknown>>('rows');

const someRow = (doc: Y.Doc, chance: Chance): Y.Map<unknown> => {
  const ids = [...rowsOf(doc).keys()];
  const there = ids.length > 0 && chance.happens(0.8) ? rowsOf(doc).get(chance.pick(ids)) : undefined;
  if (there instanceof Y.Map) return there;
  const made = new Y.Map<unknown>(Object.entries({ order: chance.hex(3), title: new Y.Text(chance.hex(4)), lead: null }));
  rowsOf(doc).set(`f${chance.hex(4)}`, made);
  return made;
};

const someText = (doc: Y.Doc, chance: Chance): Y.Text => {
  const row = someRow(doc, chance);
  const there = row.get('title');
  if (there instanceof Y.Text) return there;
  const made = new Y.Text();
  row.set('title', made);
  return made;
};

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let n = 0; n < levels; n += 1) value = n % 2 ? [value] : { a: value };
  return value;
};

type Edit = (doc: Y.Doc, chance: Chance) => unknown;

/** As people write. */
const honest: readonly Edit[] = [
  (doc, chance) => someText(doc, chance).insert(0, `字😀${chance.hex(3)}`),
  (doc, chance) => {
    const text = someText(doc, chance);
    text.insert(chance.under(text.length + 1), chance.hex(1 + chance.under(8)));
  },
  (doc, chance) => {
    const text = someText(doc, chance);
    const at = chance.under(text.length + 1);
    text.delete(at, Math.min(text.length - at, chance.under(4)));
  },
  (doc, chance) => someRow(doc, chance).set('lead', chance.hex(2)),
  (doc, chance) => someRow(doc, chance).set('sources', [{ kind: 'turn', id: chance.hex(3), at: chance.under(1e9) }]),
  (doc, chance) => chance.happens(0.2) && rowsOf(doc).delete(chance.pick(['gone', ...rowsOf(doc).keys()])),
  (doc, chance) => someRow(doc, chance).set('milestones', []),
];

/** Whole and well-formed, and none of what this document is made of. */
const hostile: readonly Edit[] = [
  (doc, chance) => doc.getMap(chance.pick(['evil', '', 'row', '__proto__'])).set('a', 1),
  (doc, chance) => doc.getText(chance.hex(4)).insert(0, 'x'),
  (doc) => doc.getMap('pencilled').set('x', { a: 1 }),
  (doc) => doc.getMap('pencilled').delete('house'),
  (doc, chance) => rowsOf(doc).set(chance.hex(3), chance.pick([1, 'x', null, [1]]) as never),
  (doc, chance) =>
    rowsOf(doc).set(chance.hex(3), chance.pick([new Y.Array(), new Y.Text('x'), new Y.XmlFragment(), new Y.XmlHook('h')]) as never),
  (doc, chance) => rowsOf(doc).set(chance.pick(['__proto__', 'a b', '', 'x'.repeat(999)]), new Y.Map()),
  (doc, chance) => someRow(doc, chance).set('lead', chance.pick([new Y.Map([['a', 1]]), ['a', 'b'], new Y.Text('x'), new Y.Doc()])),
  (doc, chance) => someRow(doc, chance).set('title', chance.pick(['plain', null, new Y.XmlText('x'), Uint8Array.of(1, 2)])),
  (doc, chance) => someRow(doc, chance).set(chance.pick(['x y', '__proto__', '']), 1),
  (doc, chance) => someRow(doc, chance).set('lead', nested(chance.pick([9, 100, 5_000]))),
  (doc, chance) => someRow(doc, chance).set('due', 'x'.repeat(40_000)),
  (doc, chance) => someText(doc, chance).insert(0, 'b', { bold: true }),
  (doc, chance) => someText(doc, chance).insertEmbed(0, { src: 'x' }),
  (doc, chance) => someText(doc, chance).insertEmbed(0, new Y.Map()),
  (doc, chance) => someText(doc, chance).setAttribute('a', 1),
  (doc, chance) => someRow(doc, chance).set('lead', 12345678901234567890n),
];

/** The update an edit makes on the client's copy; empty when it changed nothing. */
const updateOf = (doc: Y.Doc, edit: Edit, chance: Chance): Uint8Array => {
  const known = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc, chance));
  return Y.encodeStateAsUpdate(doc, known);
};

const ofAnother = (chance: Chance): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = chance.under(2 ** 31);
  for (let n = 0; n < 3; n += 1) chance.pick(chance.happens(0.5) ? honest : hostile)(doc, chance);
  return Y.encodeStateAsUpdate(doc);
};

/** Brackets in brackets, as far as one message holds them: reading it goes as deep. */
const bottomless = [5, 20, 2_000, 100_000].map((levels) =>
  encoding.encode((encoder) => {
    for (const number of [1, 1, 77, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 8 | 32);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'rows');
    encoding.writeVarString(encoder, 'deep');
    encoding.writeVarUint(encoder, 1);
    for (let n = 0; n < levels; n += 1) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1));
    encoding.writeUint8Array(encoder, Uint8Array.of(125, 1, 0));
  }),
);

const states = ['{"person":"bob","name":"博"}', '{}', 'null', '{', '[]', '"x"', '{"person":"ann"}', '{"user":{"__proto__":{"a":1}}}'];

const cursors = (chance: Chance, known: readonly number[]): Uint8Array =>
  presenceFrame(
    Array.from({ length: chance.under(7) }, () => ({
      client: chance.happens(0.5) && known.length > 0 ? chance.pick(known) : chance.under(2 ** 32),
      clock: chance.pick([0, 1, 2, 2 ** 31, 2 ** 52, chance.under(100)]),
      state: chance.happens(0.1) ? JSON.stringify({ name: 'x'.repeat(5_000) }) : chance.pick(states),
    })),
  );

/** A frame that a program could have made; `doc` is the client's copy, `others` are ids of other clients of the document. */
export const wholeFrame = (doc: Y.Doc, chance: Chance, others: readonly number[]): Uint8Array => {
  const form = chance.under(100);
  if (form < 35) return updateFrame(updateOf(doc, chance.pick(honest), chance));
  if (form < 55) return updateFrame(updateOf(doc, chance.pick(hostile), chance));
  if (form < 60) return answerFrame(Y.encodeStateAsUpdate(doc));
  if (form < 65)
    return askFrame(chance.happens(0.5) ? Y.encodeStateVector(doc) : Y.encodeStateVector(new Map([[chance.under(2 ** 32), 5]])));
  if (form < 72) return updateFrame(ofAnother(chance));
  if (form < 80) {
    const own = doc.clientID;
    doc.clientID = others.length > 0 ? chance.pick(others) : 1;
    const frame = updateFrame(updateOf(doc, chance.pick(honest), chance));
    doc.clientID = own;
    return frame;
  }
  if (form < 92) return cursors(chance, others);
  if (form < 93) return updateFrame(chance.pick(bottomless));
  if (form < 95) return Uint8Array.of(3);
  // What is said before it can be known: the later half of two edits.
  updateOf(doc, chance.pick(honest), chance);
  return updateFrame(updateOf(doc, chance.pick(honest), chance));
};

type Damage = (bytes: Uint8Array, chance: Chance, other: Uint8Array) => Uint8Array;

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
const huge: readonly Uint8Array[] = [
  Uint8Array.of(255, 255, 255, 255, 15),
  Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 15),
  new Uint8Array(12).fill(255),
  Uint8Array.of(128, 128, 128, 128, 8),
];

const damages: readonly Damage[] = [
  (bytes, chance) => {
    const flipped = Uint8Array.from(bytes);
    for (let left = 1 + chance.under(4); left > 0; left -= 1) flipped[chance.under(bytes.length)]! ^= 1 << chance.under(8);
    return flipped;
  },
  (bytes, chance) => Uint8Array.from(bytes, (byte) => (chance.happens(0.02) ? chance.under(256) : byte)),
  (bytes, chance) => bytes.slice(0, chance.under(bytes.length)),
  (bytes, chance, other) => joined(bytes.slice(0, chance.under(bytes.length)), other.slice(chance.under(other.length))),
  // A length or a count that lies: one of the first numbers, a little more or less.
  (bytes, chance) => bytes.map((byte, n) => (n > 0 && n < 12 && chance.happens(0.15) ? byte + (chance.happens(0.5) ? 1 : -1) : byte)),
  (bytes, chance) => {
    const at = chance.under(bytes.length);
    return joined(bytes.slice(0, at), chance.pick(huge), bytes.slice(at + 1));
  },
  (bytes) => joined(bytes, bytes),
  (bytes, chance) => {
    const at = chance.under(bytes.length);
    return joined(bytes.slice(0, at), bytes.slice(chance.under(at + 1), at), bytes.slice(at));
  },
  (_bytes, chance) => Uint8Array.from({ length: chance.under(60) }, () => chance.under(256)),
];

/** The frame with one or two things wrong with it; the lengths that hold it together may be mended, so that the fault lies deep inside. */
export const damaged = (frame: Uint8Array, chance: Chance, other: Uint8Array): Uint8Array => {
  if (frame.length === 0) return other;
  const isUpdate = frame[0] === 0 && (frame[1] === 1 || frame[1] === 2);
  if (isUpdate && chance.happens(0.6)) {
    const inner = frame.slice(frame.length < 130 ? 3 : 4);
    if (inner.length > 0) return updateFrame(chance.pick(damages)(inner, chance, other));
  }
  const once = chance.pick(damages)(frame, chance, other);
  return chance.happens(0.2) && once.length > 0 ? chance.pick(damages)(once, chance, other) : once;
};
