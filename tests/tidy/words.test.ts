/** The catalogue: both languages say everything, and every "no" has a sentence. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gateRefusals } from '#shared/core/wire.ts';
import { kinds } from '#shared/kinds.ts';
import { allPaths, root } from './sources.ts';

interface Area {
  readonly zh: Readonly<Record<string, unknown>>;
  readonly en: Readonly<Record<string, unknown>>;
}

const isArea = (value: unknown): value is Area => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
const folder = 'web/src/lib/words';
const files = allPaths.filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts') && !path.endsWith('.svelte.ts'));

const areasOf = async (path: string): Promise<readonly (readonly [string, Area])[]> => {
  const module = (await import(join(root, path))) as Record<string, unknown>;
  return Object.entries(module).filter((entry): entry is [string, Area] => isArea(entry[1]));
};

/** `a.b` for every sentence below; a function is one sentence. */
const sentencesOf = (words: unknown, at = ''): readonly (readonly [string, unknown])[] =>
  typeof words === 'object' && words !== null
    ? Object.entries(words).flatMap(([key, value]) => sentencesOf(value, at === '' ? key : `${at}.${key}`))
    : [[at, words]];

test.each(files)('%s says everything in both languages', async (path) => {
  for (const [name, { zh, en }] of await areasOf(path)) {
    const [chinese, english] = [sentencesOf(zh), sentencesOf(en)];
    expect(english.map(([key]) => key).sort(), name).toEqual(chinese.map(([key]) => key).sort());
    for (const [key, sentence] of [...chinese, ...english]) {
      if (typeof sentence === 'string') expect(sentence.trim(), `${name}.${key}`).not.toBe('');
      else expect(typeof sentence, `${name}.${key}`).toBe('function');
    }
    const arities = new Map(chinese.map(([key, sentence]) => [key, typeof sentence]));
    for (const [key, sentence] of english)
      expect(typeof sentence, `${name}.${key} is a function in one language only`).toBe(arities.get(key));
  }
});

const refusalsOf = async (kind: string): Promise<readonly string[]> => {
  const files = ['state.ts', 'refusals.ts'].map((name) => join(root, `shared/${kind}/${name}`)).filter((path) => existsSync(path));
  const modules = (await Promise.all(files.map((path) => import(path)))) as Record<string, unknown>[];
  const exported = modules.flatMap((module) => Object.entries(module));
  return [...new Set(exported.filter(([name]) => /refusals$/i.test(name)).flatMap(([, codes]) => codes as readonly string[]))];
};

const codesWithSentences = async (name: string): Promise<{ zh: readonly string[]; en: readonly string[] }> => {
  const path = `${folder}/refusals/${name}.ts`;
  const areas = existsSync(join(root, path)) ? await areasOf(path) : [];
  return { zh: areas.flatMap(([, { zh }]) => Object.keys(zh)), en: areas.flatMap(([, { en }]) => Object.keys(en)) };
};

/** Only the house asks these, so no screen ever shows their "no". */
const unsaid = ['registers'];

test.each(Object.keys(kinds).filter((kind) => !unsaid.includes(kind)))('every refusal of %s has its sentence', async (kind) => {
  const codes = await refusalsOf(kind);
  expect(codes, `shared/${kind} exports its refusals`).not.toEqual([]);
  const { zh, en } = await codesWithSentences(kind);
  expect(codes.filter((code) => !zh.includes(code) || !en.includes(code))).toEqual([]);
});

test('every refusal at the gate has its sentence', async () => {
  const { zh, en } = await codesWithSentences('gate');
  expect(gateRefusals.filter((code) => !zh.includes(code) || !en.includes(code))).toEqual([]);
});
