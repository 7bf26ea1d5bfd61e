/** The lines of an archive: what they may hold, how they are sealed when written, how they are read back byte by byte. */
import * as v from 'valibot';
import { archiveVersion } from '#shared/core/archive.ts';
import { file as fileId } from '#shared/core/fields.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { sha256 } from './chain.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = v.pipe(v.string(), v.maxLength(200));
// A pattern over ten million letters would run out of stack.
const base64 = v.pipe(
  v.string(),
  v.check((text) => Buffer.from(text, 'base64').toString('base64') === text, 'base64'),
);
const n = v.pipe(count, v.minValue(1));
const streamName = v.pipe(
  v.string(),
  v.regex(/^[a-z-]{1,64}\/[A-Za-z0-9_:-]{1,64}$/),
  v.transform((name) => name as StreamId),
);
const documentName = v.pipe(
  v.string(),
  v.regex(/^[a-z-]{1,64}\/[A-Za-z0-9_:-]{1,64}\/[a-z-]{1,64}$/),
  v.transform((name) => name as `${string}/${string}/${string}`),
);
const facts = v.nullable(v.record(v.string(), v.string()));
const recorded = v.strictObject({
  seq: v.pipe(count, v.minValue(1)),
  at: count,
  by: short,
  cause: short,
  event: v.looseObject({ type: short, personal: v.exactOptional(v.strictObject({ subject: short, facts })) }),
});

const manifest = v.strictObject({
  n,
  archive: v.literal(archiveVersion),
  of: streamName,
  made: count,
  names: v.boolean(),
  seals: v.array(v.strictObject({ stream: streamName, seq: count, head: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
  lines: count,
  events: count,
  documents: count,
  files: count,
});
const file = v.strictObject({ n, file: fileId, type: short, bytes: base64 });
const document = v.strictObject({
  n,
  document: documentName,
  updates: count,
  content: v.strictObject({ rows: v.record(v.string(), v.record(v.string(), v.unknown())) }),
});
/** One edit, or all up to there as one. */
const update = v.strictObject({ n, edit: documentName, by: short, at: count, bytes: base64 });
const event = v.strictObject({ n, stream: streamName, recorded });
const end = v.strictObject({ n, end: v.literal(true) });

const line = v.union([event, update, document, file, manifest, end]);
export type Line = v.InferOutput<typeof line>;

/** Without the number, which the writer gives. */
type Unnumbered<L> = L extends unknown ? Omit<L, 'n'> : never;

/** Gives each line its number and its hash. */
export class Sealer {
  #n = 0;
  #before = '';

  line(content: Unnumbered<Line>): string {
    this.#n += 1;
    const open = JSON.stringify({ n: this.#n, ...content }).slice(0, -1);
    this.#before = sha256(`${this.#before}\n${open}`);
    return `${open},"hash":"${this.#before}"}\n`;
  }
}

/** A line as its bytes say, or what is wrong with it. */
export type Read = { readonly line: Line; readonly fits: boolean } | { readonly flaw: 'unreadable' | 'unknown-line' };

const tail = ',"hash":"'.length + 64 + '"}'.length;
const sound = /^,"hash":"([0-9a-f]{64})"\}$/;

/**
 * One line after the other. Where one was changed, the next is measured by what stands there and by what should: so each change is named
 * where it is, and not again in all that follow.
 */
export class Unsealer {
  #before: readonly string[] = [''];

  read(bytes: Buffer | null): Read {
    const found = bytes && sound.exec(bytes.subarray(-tail).toString('latin1'));
    const stated = found?.[1];
    if (!bytes || stated === undefined) {
      this.#before = [];
      return { flaw: 'unreadable' };
    }
    const open = bytes.subarray(0, -tail);
    const made = this.#before.map((before) => sha256(Buffer.concat([Buffer.from(`${before}\n`), open])));
    // After a line that cannot be read there is nothing to measure by; that one was named.
    const fits = this.#before.length === 0 || made.includes(stated);
    this.#before = fits ? [stated] : [stated, ...made];
    return parsed(`${open.toString('utf8')}}`, fits);
  }
}

const parsed = (text: string, fits: boolean): Read => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return { flaw: 'unreadable' };
    throw cause;
  }
  const checked = v.safeParse(line, value);
  return checked.success ? { line: checked.output, fits } : { flaw: 'unknown-line' };
};

/** Of one line: a document of some hundred thousand edits as one. */
const longest = 128 * 1024 * 1024;

/** Bytes into lines without their ends; null for one that is too long, or not ended. */
export const linesIn = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      length += at - from;
      yield length > longest ? null : Buffer.concat(parts);
      [parts, length, from] = [[], 0, at + 1];
    }
    length += chunk.length - from;
    if (length > longest) parts = [];
    else parts.push(chunk.subarray(from));
  }
  if (length > 0) yield null;
};
