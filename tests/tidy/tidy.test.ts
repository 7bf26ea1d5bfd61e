/** The house rules that a reader relies on. Each of these tests also shows that it would notice. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { exceptions, type Exception } from './exceptions.ts';
import { chain, trespasses } from './layers.ts';
import { impurities } from './purity.ts';
import { reachable } from './reach.ts';
import { allPaths, nodes, root, sources, tree, under, type Source } from './sources.ts';

const code = (path: string, script: string): Source => ({ path, script, text: script, imports: [] });

/** Findings without an exception, and exceptions without a finding: both must be none. */
const expectTidy = (rule: Exception['rule'], findings: readonly string[]): void => {
  const tolerated = exceptions.filter((one) => one.rule === rule).map(({ finding }) => finding);
  expect(
    [...new Set(findings)].filter((finding) => !tolerated.includes(finding)),
    `new against '${rule}'`,
  ).toEqual([]);
  expect(
    tolerated.filter((finding) => !findings.includes(finding)),
    `no longer needed in exceptions.ts under '${rule}'`,
  ).toEqual([]);
};

test('nobody imports what is none of their business', () => expectTidy('imports', trespasses(sources)));

test('a trespass is noticed', () => {
  const from = (path: string, to: string, typeOnly = false) => trespasses([{ path, imports: [{ to, typeOnly }] }]);
  for (const [path, to] of [
    ['web/src/routes/+page.svelte', 'server/engine/port.ts'],
    ['server/gateway/http.ts', 'web/src/lib/words/area.ts'],
    ['server/engine/engine.ts', 'shared/topics/kind.ts'],
    ['server/store/store.ts', 'server/engine/port.ts'],
    ['server/engine/engine.ts', 'server/gateway/socket.ts'],
    ['shared/core/kind.ts', 'shared/people/state.ts'],
    ['shared/items/decide.ts', 'shared/topics/state.ts'],
    ['shared/topics/decide.ts', 'pkg:node:fs'],
    ['web/src/lib/ui/Button.svelte', 'web/src/lib/words/area.ts'],
    ['web/src/lib/ui/Button.svelte', 'pkg:socket.io-client'],
    ['web/src/lib/topics/List.svelte', 'web/src/lib/items/Row.svelte'],
    ['shared/topics/decide.ts', 'tests/given/given.ts'],
  ] as const)
    expect(from(path, to), `${path} → ${to}`).toHaveLength(1);
  expect(from('shared/items/reactions.ts', 'shared/topics/commands.ts', true)).toHaveLength(1);
  expect(from('shared/topics/reactions.ts', 'shared/items/commands.ts', true)).toHaveLength(0);
  expect(from('shared/topics/reactions.ts', 'shared/items/commands.ts', false)).toHaveLength(1);
});

test('the chain names every kind', () => expect([...Object.keys(kinds)].filter((kind) => !chain.includes(kind as never))).toEqual([]));

test('rules are pure: no clock, no chance, no world, no waiting', () => expectTidy('purity', under('shared').flatMap(impurities)));

test('an impurity is noticed', () => {
  for (const script of [
    'export const t = () => Date.now();',
    'export const t = new Date();',
    'export const r = Math.random();',
    'export const f = async () => 1;',
    'export const f = () => fetch("/");',
    'export const id = () => crypto.randomUUID();',
    'if (process.env.X) console.log(1);',
  ])
    expect(impurities(code('shared/x.ts', script)), script).not.toEqual([]);
  expect(
    impurities(code('shared/x.ts', 'export const t = (now: number, document: string) => new Date(now).getDay() + document.length;')),
  ).toEqual([]);
});

/** Words of the store as well: the table of names beside the record, and folds of streams as they were kept. */
const ownWords = ['people', 'snapshots'];
const kindNames = Object.keys(kinds).filter((name) => !ownWords.includes(name));

const namesIn = (source: Source): readonly string[] =>
  [...nodes(tree(source))]
    .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    .flatMap((node) => kindNames.filter((name) => new RegExp(`(?<![\\w.-])${name}(?![\\w-])`).test((node as ts.LiteralLikeNode).text)))
    .map((name) => `${source.path}: ${name}`);

test('the server knows no kind by name', () => expectTidy('kind-names', under('server').flatMap(namesIn)));

test('a kind name in the server is noticed', () => {
  expect(namesIn(code('server/x.ts', "if (kind === 'topics') then();"))).toEqual(['server/x.ts: topics']);
  expect(namesIn(code('server/x.ts', 'const stream = `topics/${id}`;'))).toEqual(['server/x.ts: topics']);
  expect(namesIn(code('server/x.ts', 'const items = []; // topics'))).toEqual([]);
});

const linesOf = ({ text }: Pick<Source, 'text'>): number => text.trimEnd().split('\n').length;

test('files stay small: 300 lines, tests 600', () => {
  const long = sources.filter((source) => linesOf(source) > (source.path.startsWith('tests/') ? 600 : 300));
  expectTidy(
    'size',
    long.map(({ path }) => path),
  );
});

test('half of all files have 80 lines or fewer', () => {
  const sizes = under('shared', 'server', 'web/src')
    .map(linesOf)
    .sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
});

const drawer = /^(?:.*\/)?(?:utils?|helpers?|services?|managers?|common|misc|types)(?=\/|\.ts$)/;

test('there are no drawers for what nobody named', () =>
  expectTidy(
    'drawers',
    allPaths.flatMap((path) => drawer.exec(path)?.[0] ?? []),
  ));

test('every file is reached from somewhere', () => expectTidy('dead', reachable(sources).dead));

test('a dead file is noticed', () => {
  const { dead } = reachable([...sources, code('shared/core/forgotten.ts', '')]);
  expect(dead).toContain('shared/core/forgotten.ts');
});

test('nothing was left for later, silenced or hidden', () => {
  // Spelt apart, so that this file does not find itself.
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', '@ts-' + 'ignore', '@ts-' + 'nocheck', 'eslint-' + 'disable', 'catch (?:\\(\\w+\\) )?\\{' + '\\s*\\}'].join(
      '|',
    ),
  );
  expect(sources.filter(({ text }) => marks.test(text)).map(({ path, text }) => `${path}: ${marks.exec(text)?.[0]}`)).toEqual([]);
});

test('no test is skipped, left open or run alone', () => {
  const marks = /\b(?:test|it|describe)\.(?:skip|todo|only|fixme)\b/;
  expect(
    under('tests')
      .filter(({ path, text }) => path !== 'tests/tidy/tidy.test.ts' && marks.test(text))
      .map(({ path }) => path),
  ).toEqual([]);
});

test('every kind has its rules written down', () => {
  expect(Object.keys(kinds).filter((kind) => !existsSync(join(root, `shared/${kind}/rules.md`)))).toEqual([]);
});

test('every version is pinned exactly', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const all = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) => Object.entries(manifest[group] ?? {}));
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});
