/** The packs that come along, the mistakes a pack may have, and what two packs differ in. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedDays, ruleDifferences } from '#shared/core/rule-differences.ts';
import { readRules, type RuleProblem } from '#shared/core/rule-problems.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import defaultFile from '#shared/packs/default.json' with { type: 'json' };
import { pack } from '../given/given.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'shared/packs');
const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown;
const whole = (raw: unknown): RulePack => {
  const got = readRules(raw);
  if ('problems' in got) throw new Error(JSON.stringify(got.problems));
  return got.pack;
};
const problems = (raw: unknown): readonly RuleProblem[] => {
  const got = readRules(raw);
  return 'problems' in got ? got.problems : [];
};

test('there are two examples beside the default', () => expect(files.length).toBeGreaterThanOrEqual(3));

test.each(files)('RP2 %s has no mistake', async (name) => {
  const raw = await read(name);
  expect(problems(raw)).toEqual([]);
  expect(whole(raw).name).toBe(name.replace('.json', ''));
  // The published calendar stands in one file.
  expect((raw as { calendar: unknown }).calendar).toBe('cn');
});

test('RP9 the examples really are of other places', async () => {
  const all = await Promise.all(files.map(async (name) => whole(await read(name))));
  for (const one of all)
    for (const other of all.filter((them) => them !== one)) {
      const paths = ruleDifferences(one, other).map(({ path }) => path.slice(0, 2).join('.'));
      for (const part of [
        'item.claimWithin',
        'item.ladder',
        'item.returnReasons',
        'item.classes',
        'item.lookBack',
        'numbering',
        'topics.categories',
      ])
        expect(paths, `${one.name} → ${other.name}`).toContain(part);
    }
});

describe('RP2 what is wrong is named with its path', () => {
  const item = defaultFile.item;
  const wrong: readonly (readonly [string, unknown, string, RuleProblem['code']])[] = [
    ['a slip in a key', { ...defaultFile, numberring: 'x' }, 'numberring', 'unknown-key'],
    [
      'a slip deep inside',
      { ...defaultFile, item: { ...item, extension: { times: 2, days: 30, hours: 1 } } },
      'item.extension.hours',
      'unknown-key',
    ],
    ['something missing', { ...defaultFile, item: { ...item, claimWithin: undefined } }, 'item.claimWithin', 'missing'],
    ['text for a number', { ...defaultFile, version: '2' }, 'version', 'value'],
    ['less than nothing', { ...defaultFile, item: { ...item, ratingDays: -1 } }, 'item.ratingDays', 'value'],
    ['a year of its own', { ...defaultFile, calendar: { '27': { off: [], worked: [], source: 'x' } } }, 'calendar.27', 'value'],
    [
      'a ladder that falls',
      {
        ...defaultFile,
        item: {
          ...item,
          ladder: [
            { step: 'urge', after: 5 },
            { step: 'letter', after: 5 },
          ],
        },
      },
      'item.ladder',
      'rising',
    ],
    ['look-backs out of order', { ...defaultFile, item: { ...item, lookBack: [365, 90] } }, 'item.lookBack', 'rising'],
    ['a window that ends before the other', { ...defaultFile, item: { ...item, returnWithin: 2 } }, 'item.returnWithin', 'return-window'],
    ['yellow longer than an extension', { ...defaultFile, item: { ...item, yellowBefore: 30 } }, 'item.yellowBefore', 'yellow'],
    ['extensions of no days', { ...defaultFile, item: { ...item, extension: { times: 2, days: 0 } } }, 'item.extension.days', 'extension'],
    [
      'no class that ends',
      { ...defaultFile, item: { ...item, classes: { C: { zh: '限', en: 'l', annual: true } } } },
      'item.classes',
      'solved',
    ],
    ['ratings of one', { ...defaultFile, item: { ...item, smallCount: 1 } }, 'item.smallCount', 'few'],
    ['numbers that would meet', { ...defaultFile, numbering: '〔{year}〕{item}' }, 'numbering', 'placeholder'],
    ['no preset', { ...defaultFile, session: { ...defaultFile.session, presets: {} } }, 'session.presets', 'empty'],
    [
      'a placard longer than a turn',
      { ...defaultFile, session: { ...defaultFile.session, placard: 61 } },
      'session.presets.questions-answers-debate.segments.4.turn',
      'placard',
    ],
  ];
  test.each(wrong)('%s', (_what, raw, path, code) => expect(problems(raw)).toContainEqual(expect.objectContaining({ path, code })));

  const ofYear = (off: string[], worked: string[]): unknown => ({
    ...defaultFile,
    calendar: { '2027': { off, worked, source: 'a notice' } },
  });
  test.each([
    ['a day that does not exist', ofYear(['02-29'], []), 'calendar.2027.off.0', 'day'],
    ['a day off on a Saturday', ofYear(['01-01', '01-02'], []), 'calendar.2027.off.1', 'weekday'],
    ['a Monday worked', ofYear([], ['02-07', '02-08']), 'calendar.2027.worked.1', 'weekend'],
    ['a day named twice', ofYear(['01-01', '01-01'], []), 'calendar.2027.off.1', 'twice'],
  ])('%s', (_what, raw, path, code) => expect(problems(raw)).toEqual([{ path, code, expected: '' }]));

  test('all mistakes come at once', () => {
    const paths = problems({ ...defaultFile, version: -1, nam: 'x', item: { ...item, claimWithin: 'soon' } }).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['version', 'nam', 'item.claimWithin']));
  });

  test('nothing whatever makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (raw) => void expect(problems(raw)).not.toEqual([])));
  });
});

describe('RP9 differences', () => {
  test('are told path by path with the value before and after, in the order of the file', () => {
    const other: RulePack = {
      ...pack,
      version: 2,
      topics: { ...pack.topics, criteria: { ...pack.topics.criteria, fair: { zh: '公平', en: 'Fair' } } },
      item: { ...pack.item, claimWithin: 4, lookBack: [30] },
    };
    expect(ruleDifferences(pack, other)).toEqual([
      { path: ['topics', 'criteria', 'fair'], how: 'added', after: { zh: '公平', en: 'Fair' } },
      { path: ['item', 'claimWithin'], how: 'changed', before: 3, after: 4 },
      { path: ['item', 'lookBack'], how: 'changed', before: [90, 365], after: [30] },
    ]);
    expect(ruleDifferences(other, pack).map(({ how }) => how)).toEqual(['removed', 'changed', 'changed']);
    expect(ruleDifferences(pack, { ...pack, version: 9 })).toEqual([]);
  });

  test('of segments are told place by place where as many stay', () => {
    const { segments, ...preset } = pack.session.presets['three-meetings']!;
    const changed = segments.map((one, n) => (n === 1 ? { ...one, minutes: 50 } : one));
    const presets = { ...pack.session.presets, 'three-meetings': { ...preset, segments: changed } };
    expect(ruleDifferences(pack, { ...pack, session: { ...pack.session, presets } })).toEqual([
      { path: ['session', 'presets', 'three-meetings', 'segments', '1', 'minutes'], how: 'changed', before: 40, after: 50 },
    ]);
  });

  test('of calendars are told day by day; a year newly published changes only what differs from Monday to Friday', () => {
    const year = { off: ['01-01'], worked: ['01-03'], source: 'a notice' };
    const after = { ...pack.calendar, '2027': year };
    expect(changedDays(pack.calendar, after)).toEqual([
      { day: '2027-01-01', works: false },
      { day: '2027-01-03', works: true },
    ]);
    expect(changedDays(after, pack.calendar)).toEqual([
      { day: '2027-01-01', works: true },
      { day: '2027-01-03', works: false },
    ]);
    expect(changedDays(pack.calendar, pack.calendar)).toEqual([]);
  });
});

test('RP2 the command checks a file: mistakes with paths and 1, or what it would change and 0', async () => {
  const run = (...given: string[]): Promise<{ code: number; said: string }> =>
    promisify(execFile)(process.execPath, [join(root, 'server/rules/main.ts'), ...given]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (failed: { code: number; stdout: string }) => ({ code: failed.code, said: failed.stdout }),
    );
  const place = await mkdtemp(join(tmpdir(), 'rules-'));
  const bad = join(place, 'bad.json');
  await writeFile(bad, JSON.stringify({ ...defaultFile, item: { ...defaultFile.item, claimWithn: 3, ratingDays: 0 } }));
  const [wrong, right, none] = await Promise.all([run(bad), run(join(folder, 'village.json')), run()]);
  await rm(place, { recursive: true });
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain('item.claimWithn: no such key');
  expect(right).toMatchObject({ code: 0, said: expect.stringContaining('~ item.claimWithin: 3 → 1') as unknown });
  expect(none.code).toBe(2);
}, 60_000);
