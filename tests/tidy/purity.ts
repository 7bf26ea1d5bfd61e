/** What a rule must not touch: clock, chance, the world, waiting. */
import ts from 'typescript';
import { nodes, tree, type Source } from './sources.ts';

const worldly = new Set([
  'fetch',
  'process',
  'crypto',
  'performance',
  'globalThis',
  'window',
  'document',
  'localStorage',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'console',
  'require',
]);
const impureMembers = new Set(['Date.now', 'Math.random']);

/** A name that is used as a value here, not a property, a key or a declaration of the same name. */
const isUse = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isTypeReferenceNode(parent)) return false;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent))
    return ts.isPropertyAssignment(parent) && parent.initializer === node;
  return true;
};

const declares = (file: ts.SourceFile, name: string): boolean => {
  for (const node of nodes(file)) {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && node.name.getText() === name) return true;
    if ((ts.isFunctionDeclaration(node) || ts.isImportSpecifier(node)) && node.name?.getText() === name) return true;
  }
  return false;
};

const impurityOf = (node: ts.Node): string | null => {
  if (ts.isAwaitExpression(node)) return 'await';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isPropertyAccessExpression(node) && impureMembers.has(node.getText())) return node.getText();
  if (ts.isIdentifier(node) && worldly.has(node.text) && isUse(node)) return node.text;
  return null;
};

/** `path: what` for everything impure in a file. */
export const impurities = (source: Pick<Source, 'path' | 'script'>): readonly string[] => {
  const file = tree(source);
  const found = [...nodes(file)].map(impurityOf).filter((what) => what !== null);
  return [...new Set(found)].filter((what) => !worldly.has(what) || !declares(file, what)).map((what) => `${source.path}: ${what}`);
};
