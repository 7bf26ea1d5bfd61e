/** Who may import whom: the table of the architecture as a function. */
import type { Import, Source } from './sources.ts';

/** In the order of the chain: an event of one asks only kinds after it, or its own. */
export const chain = [
  'people',
  'departments',
  'areas',
  'committees',
  'packs',
  'topics',
  'sessions',
  'registers',
  'ballots',
  'checklists',
  'items',
  'subscriptions',
  'supervision',
  'proposals',
  'appraisals',
  'visits',
  'evaluations',
  'performances',
  'snapshots',
] as const;

/** `consensus`, `figures`: numbers; `minutes`: how a record is told. Any kind may use them, they know none. */
const neutral = ['consensus', 'figures', 'minutes'];
const notKinds = new Set(['core', ...neutral]);
const folderOf = (path: string, base: string): string | null => {
  if (!path.startsWith(base)) return null;
  const rest = path.slice(base.length);
  return rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : null;
};
const kindFolder = (path: string): string | null => {
  const folder = folderOf(path, 'shared/');
  return folder === null || notKinds.has(folder) ? null : folder;
};
const later = (kind: string, than: string): boolean => chain.indexOf(kind as never) > chain.indexOf(than as never);
const isPackage = (to: string): boolean => to.startsWith('pkg:');
const starts = (to: string, ...bases: readonly string[]): boolean =>
  bases.some((base) => to === base || to.startsWith(base.endsWith('/') ? base : `${base}/`));

const sharedMay = (from: string, { to, typeOnly }: Import): boolean => {
  if (isPackage(to)) return to === 'pkg:valibot';
  if (from === 'shared/kinds.ts') return starts(to, 'shared/core') || /^shared\/[a-z]+\/(?:kind|identity|in-force)\.ts$/.test(to);
  if (starts(from, 'shared/core')) return starts(to, 'shared/core');
  const own = kindFolder(from);
  const other = kindFolder(to);
  if (starts(to, 'shared/core') || (own !== null && own === other)) return true;
  if (own === null) return neutral.some((one) => starts(from, `shared/${one}`) && starts(to, `shared/${one}`));
  if (other === null) return neutral.some((one) => starts(to, `shared/${one}`));
  if (other === 'people') return typeOnly;
  return from.endsWith('/reactions.ts') && typeOnly && to.endsWith('/commands.ts') && later(other, own);
};

/** Lower layers know nothing of higher ones. `engine/port.ts` is what the documents see of the engine. */
const floors: Readonly<Record<string, readonly string[]>> = {
  store: [],
  bus: [],
  engine: ['store', 'bus'],
  documents: ['store', 'bus', 'engine'],
  // The map of opinions: of the engine only what was committed.
  consensus: ['engine'],
  exports: ['engine'],
  deliveries: ['store', 'engine', 'bus'],
  webhooks: ['store', 'engine', 'deliveries'],
  mail: ['store', 'engine', 'deliveries', 'exports'],
  archive: ['store', 'engine', 'documents'],
  gateway: ['store', 'bus', 'engine', 'documents', 'consensus', 'exports', 'archive', 'deliveries', 'webhooks'],
};

const serverMay = (from: string, { to }: Import): boolean => {
  if (isPackage(to)) return true;
  if (starts(from, 'server/consensus') && starts(to, 'shared/consensus')) return true;
  if (starts(to, 'shared')) return starts(to, 'shared/core') || to === 'shared/kinds.ts';
  if (starts(to, 'web')) return from === 'server/start.ts' && starts(to, 'web/build');
  if (!starts(to, 'server')) return to === 'package.json';
  const own = folderOf(from, 'server/');
  const other = folderOf(to, 'server/');
  if (own === null || own === other) return true;
  // Besides its own floor: the lower ones, and what lies in the hall (config, log, metrics).
  return other === null ? !/\/(?:start|main|app)\.ts$/.test(to) : (floors[own] ?? []).includes(other);
};

const web = 'web/src/lib';
const plain = (to: string): boolean => !isPackage(to) && !starts(to, 'server') && !starts(to, 'tests');

/** `shell` is the frame round every page: kinds may use it, it knows none of them. `words` may speak of what other parts tell. */
const webMay = (from: string, { to, typeOnly }: Import): boolean => {
  if (isPackage(to)) return !starts(from, `${web}/ui`) || /^pkg:svelte(?:\/|$)/.test(to);
  if (!plain(to)) return false;
  const own = folderOf(from, `${web}/`);
  if (own === 'ui') return starts(to, `${web}/ui`);
  if (own === 'live') return starts(to, 'shared', `${web}/live`);
  if (own === 'words') return starts(to, 'shared', `${web}/words`) || (typeOnly && starts(to, web));
  if (own !== null) return starts(to, 'shared', `${web}/live`, `${web}/ui`, `${web}/words`, `${web}/shell`, `${web}/${own}`);
  return starts(to, 'shared', web) || starts(to, 'web/src/routes') || /^web\/src\/[^/]+$/.test(to);
};

const may = (from: string, one: Import): boolean => {
  if (starts(from, 'shared')) return sharedMay(from, one);
  if (starts(from, 'server')) return serverMay(from, one);
  if (starts(from, 'web/src')) return webMay(from, one);
  return true;
};

/** `from → to` for every import that the table does not allow. */
export const trespasses = (all: readonly Pick<Source, 'path' | 'imports'>[]): readonly string[] =>
  all.flatMap(({ path, imports }) => imports.filter((one) => !may(path, one)).map(({ to }) => `${path} → ${to}`));
