/** Every rule that is written down has a test, and every test that names a rule names one that is written down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { allPaths, nodes, root, tree, under, type Source } from '../tidy/sources.ts';

const books = allPaths.filter((path) => /^shared\/[\w-]+\/rules\.md$/.test(path));
const written = (book: string): readonly string[] =>
  [...readFileSync(join(root, book), 'utf8').matchAll(/^\s*(?:[-*]\s+)?(?:\*\*)?([A-Z]{1,2}\d+[a-z]?)\b/gm)].map(([, id]) => id!);

/** The text of a template up to its first hole is enough: ids stand at the start. */
const nameOf = (node: ts.Node | undefined): string | null => {
  if (node && ts.isStringLiteralLike(node)) return node.text;
  return node && ts.isTemplateExpression(node) ? node.head.text : null;
};

const rootName = (node: ts.Expression): string => {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootName(node.expression);
  return '';
};

/** Ids at the start of the names of tests; `test.each(…)('S3 …')` counts. */
const idsIn = (source: Pick<Source, 'path' | 'script'>): readonly string[] =>
  [...nodes(tree(source))]
    .filter((node) => ts.isCallExpression(node))
    .filter((call) => ['test', 'it', 'describe'].includes(rootName(call.expression)))
    .flatMap(
      (call) => /^(?:[A-Z]{1,2}\d+[a-z]?[ ,:]+)+/.exec(`${nameOf(call.arguments[0]) ?? ''} `)?.[0].match(/[A-Z]{1,2}\d+[a-z]?/g) ?? [],
    );

const tested = new Set(
  under('tests')
    .filter(({ path }) => path.endsWith('.test.ts'))
    .flatMap(idsIn),
);
const known = new Set(books.flatMap(written));

test.each(books)('%s: every rule has a test', (book) => {
  expect(written(book), 'rules in the book').not.toEqual([]);
  expect(written(book).filter((id) => !tested.has(id))).toEqual([]);
});

test('every rule has its own number', () => {
  const all = books.flatMap(written);
  expect(all.filter((id, n) => all.indexOf(id) !== n)).toEqual([]);
});

test('no test speaks of a rule that is not written', () => expect([...tested].filter((id) => !known.has(id)).sort()).toEqual([]));

test('an id is read wherever a test may carry it', () => {
  const script = "test('S1 a', f); test.each([1])('S2 b %s', f); it(`S3 ${x}`, f); test('S4 S5 c', f); other('S6 d'); test('plain', f);";
  expect(idsIn({ path: 'x.ts', script })).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
});
