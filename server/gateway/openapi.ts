/** What other systems may ask, as OpenAPI 3.1: made from the schemas that judge each request, so the two cannot part. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { AnyKind } from '#shared/core/kind.ts';
import { answers, fixedPaths } from './openapi-fixed.ts';
import { webhookMessages, webhookPaths, webhookSchemas } from './openapi-webhooks.ts';
import { formsOf, variantsOf } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly security: readonly Json[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  /** What the caller is told, if it asks for it. */
  readonly webhooks: OpenApi['paths'];
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json; readonly responses: Json };
}
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** A token needs one of them. */
  readonly 'x-scopes'?: readonly string[];
  readonly [rest: string]: unknown;
}

/**
 * What JSON Schema cannot say (a day that exists, text without ends) is left out: the server says it with the path of the field. Parts that
 * hold themselves get a place of their own beside it.
 */
const schemasOf = (name: string, schema: GenericSchema): Json => {
  const made = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${name}.`);
  const { $schema: _dialect, $defs = {}, ...rest } = JSON.parse(text) as { $schema?: unknown; $defs?: Json };
  return { [name]: rest, ...Object.fromEntries(Object.entries($defs).map(([part, value]) => [`${name}.${part}`, value])) };
};

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[A-Za-z0-9_:-]{1,64}$' } };
const number = (name: string, description: string, maximum: number): Json => ({
  ...{ name, in: 'query', description, schema: { type: 'integer', minimum: 0, maximum } },
});

const joined = (parts: readonly Json[]): Json => Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

const commandSchemas = (kind: AnyKind): Json =>
  joined(
    variantsOf(kind.commands).map(({ type }) => {
      const name = `${kind.name}.${type}`;
      const forms = formsOf(kind.commands, type);
      if (forms[0] && forms.length === 1) return schemasOf(name, forms[0]);
      const parts = forms.map((form, n) => schemasOf(`${name}.form${n + 1}`, form));
      return { ...joined(parts), [name]: { anyOf: forms.map((_form, n) => ref(`${name}.form${n + 1}`)) } };
    }),
  );

const pathsOf = (kind: AnyKind): OpenApi['paths'] => {
  const { name } = kind;
  const types = variantsOf(kind.commands).map(({ type }) => type);
  const read = [`${name}:read`];
  const command = {
    type: 'object',
    required: ['id', 'command'],
    properties: {
      id: { ...id.schema, description: 'Made by the caller. Asked again with the same id, it is done once and answered the same.' },
      command: { anyOf: types.map((type) => ref(`${name}.${type}`)) },
    },
  };
  return {
    [`/api/${name}/{id}`]: {
      get: {
        ...{
          operationId: `${name}.view`,
          summary: `The state of one of ${name}, as the caller may know it`,
          tags: [name],
          'x-scopes': read,
        },
        parameters: [id],
        responses: answers('View'),
      },
    },
    [`/api/${name}/{id}/events`]: {
      get: {
        ...{ operationId: `${name}.events`, summary: 'What happened, in order, as the caller may know it', tags: [name], 'x-scopes': read },
        parameters: [
          id,
          number('since', 'Number of the last event already known', Number.MAX_SAFE_INTEGER),
          number('limit', '1 to 500', 500),
        ],
        responses: answers('Events'),
      },
    },
    [`/api/${name}/{id}/commands`]: {
      post: {
        operationId: `${name}.ask`,
        summary: `Ask one of ${name}: ${types.join(', ')}`,
        tags: [name],
        'x-scopes': types.map((type) => `${name}:${type}`),
        parameters: [id],
        requestBody: { required: true, content: { 'application/json': { schema: command } } },
        responses: answers('Done'),
      },
    },
  };
};

export const openApi = (kinds: Readonly<Record<string, AnyKind>>, origin: string): OpenApi => {
  const all = Object.values(kinds);
  const fixed = fixedPaths(all);
  return {
    openapi: '3.1.0',
    info: {
      title: '有事好商量',
      version: '1',
      description: 'One way in: a command. One way out: an event. Every stream is `<kind>/<id>`.',
    },
    servers: [{ url: origin }],
    security: [{ token: [] }, { cookie: [] }],
    tags: [...all.map(({ name }) => ({ name })), { name: 'lists' }, { name: 'ledgers' }, { name: 'webhooks' }, { name: 'door' }],
    paths: Object.assign({}, ...all.map(pathsOf), fixed.paths, webhookPaths) as OpenApi['paths'],
    webhooks: webhookMessages,
    components: {
      schemas: Object.assign({}, fixed.schemas, webhookSchemas, ...all.map(commandSchemas)) as Json,
      responses: fixed.responses,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by an administrator under 接入凭证; good for its scopes only.' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'consultation' },
      },
    },
  };
};
