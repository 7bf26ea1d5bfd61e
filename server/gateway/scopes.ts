/**
 * What a token may be good for: `<kind>:read`, `<kind>:<type of command>`, `figures:read`, `webhooks:manage`; and `public:read`, with which it reads
 * everything as anybody from the street would. Each door asks for one scope; a door that is not in the table is shut for every token.
 */
import type { FastifyRequest } from 'fastify';
import type { AnyKind } from '#shared/core/kind.ts';
import { variantsOf } from './schemas.ts';

type Kinds = Readonly<Record<string, AnyKind>>;

const figures = 'figures:read';
const webhooks = 'webhooks:manage';
const asPublic = 'public:read';

/** All there are, in the order of the kinds. */
export const scopesOf = (kinds: Kinds): readonly string[] => [
  ...Object.entries(kinds).flatMap(([name, kind]) => [`${name}:read`, ...variantsOf(kind.commands).map(({ type }) => `${name}:${type}`)]),
  figures,
  webhooks,
  asPublic,
];

const ownerOf = (kinds: Kinds, part: 'models' | 'tallies', name: string): string | null =>
  Object.entries(kinds).find(([, kind]) => Object.hasOwn(kind[part] ?? {}, name))?.[0] ?? null;

interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}
type Door = (asked: Asked, kinds: Kinds) => readonly (string | null)[];

const reads: Door = ({ params }) => [`${params['kind'] ?? ''}:read`];
const typeOf = (body: unknown): string => {
  const { command } = (typeof body === 'object' && body !== null ? body : {}) as { readonly command?: { readonly type?: unknown } };
  return typeof command?.type === 'string' ? command.type : '';
};
const rows: Door = ({ params }, kinds) => [`${ownerOf(kinds, 'models', params['model'] ?? '') ?? ''}:read`];

const manages: Door = () => [webhooks];
const open: Door = () => [asPublic];

/** Any one of the scopes opens it; none = shut; `''` = open for every token. */
const doors: Readonly<Record<string, Door>> = {
  'POST /api/:kind/:id/commands': ({ params, body }) => [`${params['kind'] ?? ''}:${typeOf(body)}`],
  'GET /api/:kind/:id': reads,
  'GET /api/:kind/:id/events': reads,
  'GET /api/:kind/:id/papers/:name.docx': reads,
  'GET /api/ledgers/:kind/:name.xlsx': reads,
  'GET /api/ledgers/:kind/:name.csv': reads,
  'GET /api/rows/:model': rows,
  'GET /api/counts/:model/:index': (asked, kinds) => [...rows(asked, kinds), figures],
  'GET /api/tallies/:name': ({ params }, kinds) => [`${ownerOf(kinds, 'tallies', params['name'] ?? '') ?? ''}:read`, figures],
  'GET /api/feeds/:kind/:name.ics': open,
  'GET /api/feeds/:kind/:name.atom': open,
  'GET /api/open': open,
  'GET /api/open/:model.schema.json': open,
  'GET /api/open/:model.json': open,
  'GET /api/open/:model.csv': open,
  'GET /api/webhooks': manages,
  'POST /api/webhooks': manages,
  'DELETE /api/webhooks/:id': manages,
  'POST /api/webhooks/:id/enable': manages,
  'POST /api/webhooks/:id/test': manages,
  'GET /api/webhooks/:id/deliveries': manages,
  'POST /api/webhooks/:id/deliveries/:delivery/again': manages,
  'GET /api/me': () => [''],
  'GET /api/openapi.json': () => [''],
  'GET /api/docs': () => [''],
};

/** Doors behind which nothing is changed, and which anybody may knock at. */
const reading = new Set(Object.keys(doors).filter((door) => door.startsWith('GET ') && doors[door] !== manages));

/** As whom a token passes: as itself with the office of its maker, as the public, or not at all. */
export const passes = (request: FastifyRequest, scopes: readonly string[], kinds: Kinds): 'office' | 'public' | null => {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const name = `${method} ${request.routeOptions.url ?? ''}`;
  const wanted = doors[name]?.({ params: (request.params ?? {}) as Record<string, string>, body: request.body }, kinds) ?? [];
  if (wanted.some((scope) => scope === '' || (scope !== null && scope !== asPublic && scopes.includes(scope)))) return 'office';
  return reading.has(name) && scopes.includes(asPublic) ? 'public' : null;
};
