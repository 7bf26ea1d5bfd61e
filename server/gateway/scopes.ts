/**
 * What a token may be good for: `<kind>:read`, `<kind>:<type of command>`, `figures:read`. Each door asks for one scope; a door that is not in
 * the table is shut for every token.
 */
import type { FastifyRequest } from 'fastify';
import type { AnyKind } from '#shared/core/kind.ts';
import { variantsOf } from './schemas.ts';

type Kinds = Readonly<Record<string, AnyKind>>;

export const figures = 'figures:read';

/** All there are, in the order of the kinds. */
export const scopesOf = (kinds: Kinds): readonly string[] => [
  ...Object.entries(kinds).flatMap(([name, kind]) => [`${name}:read`, ...variantsOf(kind.commands).map(({ type }) => `${name}:${type}`)]),
  figures,
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
  'GET /api/me': () => [''],
  'GET /api/openapi.json': () => [''],
  'GET /api/docs': () => [''],
};

export const mayPass = (request: FastifyRequest, scopes: readonly string[], kinds: Kinds): boolean => {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const door = doors[`${method} ${request.routeOptions.url ?? ''}`];
  const wanted = door?.({ params: (request.params ?? {}) as Record<string, string>, body: request.body }, kinds) ?? [];
  return wanted.some((scope) => scope === '' || (scope !== null && scopes.includes(scope)));
};
