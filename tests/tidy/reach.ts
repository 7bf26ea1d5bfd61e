/** Which files the product and its tests really use. */
import type { Source } from './sources.ts';

/** Where running starts: what a person, a tool or a browser opens. */
const productDoors = [
  /^server\/(?:start|main|archive\/main|consensus\/main|rules\/main)\.ts$/,
  /^web\/vite\.config\.ts$/,
  /^web\/src\/hooks(?:\.server|\.client)?\.ts$/,
  /^web\/src\/service-worker\.ts$/,
  /^web\/src\/params\/[^/]+\.ts$/,
  /^web\/src\/routes\/(?:.*\/)?\+[\w.@-]+\.(?:ts|svelte)$/,
];
const testDoors = [
  /\.test\.ts$/,
  /\.spec\.ts$/,
  /^tests\/(?:all|check|drawing)\.ts$/,
  /^tests\/(?:[^/]+\/)+run\.ts$/,
  /^tests\/replay\/keep\.ts$/,
  /\.config\.ts$/,
];

const spread = (from: readonly string[], imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(imports.get(path) ?? []));
  }
  return seen;
};

/** Product files must be used by the product, not only by tests; test files by a test or a script. */
export const reachable = (all: readonly Source[]): { readonly dead: readonly string[] } => {
  const imports = new Map(all.map((source) => [source.path, targets(source)]));
  const paths = all.map(({ path }) => path);
  const doors = (patterns: readonly RegExp[]): string[] => paths.filter((path) => patterns.some((pattern) => pattern.test(path)));
  const product = spread(doors(productDoors), imports);
  const tests = spread(doors(testDoors), imports);
  return { dead: paths.filter((path) => !(path.startsWith('tests/') ? tests : product).has(path)) };
};

/** Imports, and files that are named to be started: `join(root, 'tests/journeys/server.ts')`, `'./worker.ts'`. */
const targets = ({ path, imports, script }: Source): string[] => {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const named = [...script.matchAll(/['"`]((?:\.{0,2}\/)?(?:[\w-]+\/)*[\w.-]+\.ts)['"`]/g)].map(([, name]) => name!);
  const beside = named.filter((name) => !name.startsWith('..')).map((name) => `${folder}/${name.replace(/^\.\//, '')}`);
  // `./x.js` cannot occur (imports end in .ts), but Svelte's generated `./$types` can, and leads nowhere.
  return [...imports.map(({ to }) => to), ...named, ...beside];
};
