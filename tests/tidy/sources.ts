/** The house read as text: every source file, what it imports, and its syntax tree. `.svelte` files count by their scripts. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');
const unread = new Set(['node_modules', 'build', '.svelte-kit', 'artefacts', 'data']);

const walk = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) return unread.has(entry.name) ? [] : walk(path);
        return [path];
      })
    : [];

export interface Import {
  /** A path from the root for our own files; `pkg:valibot` for packages. */
  readonly to: string;
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What runs: the whole of a `.ts` file, the scripts of a `.svelte` file. */
  readonly script: string;
  readonly imports: readonly Import[];
}

const scripts = (text: string): string => [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n');

export const tree = (source: Pick<Source, 'path' | 'script'>): ts.SourceFile =>
  ts.createSourceFile(source.path, source.script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

/** Every node of the tree, outer ones first. */
export const nodes = function* (node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
};

const aliases: readonly (readonly [string, string])[] = [
  ['#shared/', 'shared/'],
  ['#server/', 'server/'],
  ['#web/', 'web/src/'],
  ['#tests/', 'tests/'],
];

/** A specifier as written → a path from the root, or `pkg:name`. */
export const resolveImport = (from: string, specifier: string): string => {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/');
  const alias = aliases.find(([start]) => specifier.startsWith(start));
  return alias ? alias[1] + specifier.slice(alias[0].length) : `pkg:${specifier}`;
};

const typeOnlyImport = (node: ts.ImportDeclaration): boolean => {
  const { importClause } = node;
  if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause?.namedBindings;
  return !!named && ts.isNamedImports(named) && !importClause.name && named.elements.every(({ isTypeOnly }) => isTypeOnly);
};

const importsOf = (path: string, script: string): readonly Import[] => {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push({ to: resolveImport(path, specifier.text), typeOnly });
  };
  for (const node of nodes(tree({ path, script }))) {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, typeOnlyImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    // A worker or a child process: `new URL('./sqlite-worker.ts', import.meta.url)`.
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL' && node.arguments?.length === 2) add(node.arguments[0], false);
  }
  return found;
};

/** What the markup of a component fetches when it is shown: `load={() => import('#web/lib/…')}`. */
const fetchedIn = (path: string, text: string): readonly Import[] =>
  [...text.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, '').matchAll(/\bimport\('([^']+)'\)/g)].map(([, specifier]) => ({
    to: resolveImport(path, specifier!),
    typeOnly: false,
  }));

const read = (path: string): Source => {
  const text = readFileSync(join(root, path), 'utf8');
  if (!path.endsWith('.svelte')) return { path, text, script: text, imports: importsOf(path, text) };
  const script = scripts(text);
  return { path, text, script, imports: [...importsOf(path, script), ...fetchedIn(path, text)] };
};

const isCode = (path: string): boolean => /\.(?:ts|svelte)$/.test(path) && !path.endsWith('.d.ts');

export const allPaths: readonly string[] = ['shared', 'server', 'web', 'tests'].flatMap(walk);
export const sources: readonly Source[] = allPaths.filter(isCode).map(read);
export const under = (...folders: readonly string[]): readonly Source[] =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
