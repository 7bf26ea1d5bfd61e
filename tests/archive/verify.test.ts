/** Whatever is done to an archive, looking through it says so, and where. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Flaw } from '#shared/core/archive.ts';
import { kinds } from '#shared/kinds.ts';
import { examine, type Examined } from '#server/archive/examine.ts';
import { sha256 } from '#server/archive/chain.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { held, openWith, session } from './room.ts';

let file: Buffer;
const folder = mkdtempSync(join(tmpdir(), 'verify-test-'));

beforeAll(async () => {
  const store = memoryStore();
  const house = await openWith(store);
  const { host } = await held(house);
  const response = await fetch(`${house.url}/api/${session}/archive?names=yes`, { headers: { cookie: host.cookie } });
  file = Buffer.from(await response.arrayBuffer());
  await house.close();
  await store.close();
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const looked = (bytes: Buffer): Promise<Examined> => examine(Readable.from([bytes]), { kinds });
const flawsOf = async (bytes: Buffer): Promise<readonly Flaw[]> => (await looked(bytes)).flaws;
const lines = (): string[] => file.toString('utf8').trimEnd().split('\n');
const joined = (all: readonly string[]): Buffer => Buffer.from(`${all.join('\n')}\n`);
/** In which line, from 1, a byte lies; the end of a line belongs to it. */
const lineOf = (at: number): number => file.subarray(0, at).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1);

test('as it was made it is whole, however it comes', async () => {
  expect(await flawsOf(file)).toEqual([]);
  const pieces = Readable.from(Array.from({ length: Math.ceil(file.length / 97) }, (_, n) => file.subarray(n * 97, n * 97 + 97)));
  const { flaws, manifest, seals } = await examine(pieces, { kinds });
  expect(flaws).toEqual([]);
  expect(seals).toEqual(manifest?.seals);
});

describe('is found, and named by its line', () => {
  test('any one byte that is another', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const other = Buffer.from(file);
        other[at] = (other[at] ?? 0) ^ by;
        const named = (await flawsOf(other)).map(({ line }) => line);
        expect(named).toContain(lineOf(at));
      }),
      { numRuns: 300 },
    ));

  test('any one line that is gone, and nothing after it is blamed', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: lines().length - 1 }), async (gone) => {
        const flaws = await flawsOf(joined(lines().toSpliced(gone, 1)));
        expect(
          flaws.filter(({ code }) => code === 'misplaced' || code === 'cut-off' || code === 'unknown-line').map(({ line }) => line),
        ).toContain(gone + 1);
        expect(flaws.filter(({ code }) => code === 'changed')).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test('any two lines that changed places', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: lines().length - 1 }), fc.nat({ max: lines().length - 1 }), async (a, b) => {
        fc.pre(a !== b);
        const all = lines();
        const flaws = await flawsOf(joined(all.with(a, all[b] ?? '').with(b, all[a] ?? '')));
        expect(flaws.map(({ line }) => line)).toContain(Math.min(a, b) + 1);
      }),
      { numRuns: 60 },
    ));

  test('any line that was put in twice, or of somebody’s own making', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: lines().length - 1 }), fc.boolean(), async (at, own) => {
        const all = lines();
        const event = { n: at + 2, stream: session, recorded: { seq: 7, at: 0, by: 'me', cause: 'mine', event: { type: 'closed' } } };
        const open = JSON.stringify(event).slice(0, -1);
        const before = /"hash":"(\w+)"\}$/.exec(all[at] ?? '')?.[1] ?? '';
        const added = own ? `${open},"hash":"${sha256(`${before}\n${open}`)}"}` : (all[at] ?? '');
        const flaws = await flawsOf(joined(all.toSpliced(at + 1, 0, added)));
        // A line that fits by itself shows by what follows it.
        expect(flaws.some(({ line }) => line >= at + 2)).toBe(true);
      }),
      { numRuns: 60 },
    ));

  test('an end that is missing, wherever it was cut', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: file.length - 1 }), async (length) => {
        expect(await flawsOf(file.subarray(0, length))).not.toEqual([]);
      }),
      { numRuns: 100 },
    ));

  test('an event that was changed with all hashes made anew: the seals in the first line do not fit', async () => {
    const forged = resealed(lines().map((line) => (line.includes('"stream"') ? line.replace('年内开工。', '明年再说。') : line)));
    expect((await flawsOf(forged)).map(({ code, line }) => [code, line])).toEqual([['seal', 1]]);
  });

  test('a vote that was changed with all hashes made anew, too', async () => {
    const all = lines();
    const at = all.findIndex((line) => line.includes('"ballotCast"') && line.includes('"option":"yes"'));
    const forged = resealed(all.with(at, (all[at] ?? '').replace('"option":"yes"', '"option":"no"')));
    expect((await flawsOf(forged)).map(({ code, stream }) => [code, stream])).toEqual([['seal', 'ballots/42']]);
  });
});

/** What somebody does who knows how the hashes are made. */
const resealed = (all: readonly string[]): Buffer => {
  let before = '';
  return joined(
    all.map((line) => {
      const open = line.replace(/,"hash":"\w+"\}$/, '');
      before = sha256(`${before}\n${open}`);
      return `${open},"hash":"${before}"}`;
    }),
  );
};

describe('npm run verify', () => {
  const verify = (bytes: Buffer): Promise<{ readonly code: number; readonly said: string }> => {
    const path = join(folder, 'archive.jsonl');
    writeFileSync(path, bytes);
    const main = join(import.meta.dirname, '../../server/archive/main.ts');
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [main, path], (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
      );
    });
  };

  test('ends with 0 and shows the seals, also of a packed one', async () => {
    const { seals } = await looked(file);
    for (const bytes of [file, gzipSync(file)]) {
      const { code, said } = await verify(bytes);
      expect([code, said.includes('whole and unchanged')]).toEqual([0, true]);
      for (const { stream, head } of seals) expect(said).toMatch(new RegExp(`${stream} .*${head}`));
    }
  });

  test('ends with 1 and names the line', async () => {
    const all = lines();
    const at = all.findIndex((line) => line.includes('"questionAsked"'));
    const { code, said } = await verify(joined(all.with(at, (all[at] ?? '').replace('"seq"', '"SEQ"'))));
    expect([code, new RegExp(`^line ${at + 1}[ :].*(?:changed|none of the lines)`, 'm').test(said)]).toEqual([1, true]);
    const packed = gzipSync(file);
    expect((await verify(packed.subarray(0, packed.length - 20))).code).toBe(1);
  });
});
