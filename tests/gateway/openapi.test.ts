/** The description of the interface, looked at by somebody who did not write it. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { variantsOf } from '#server/gateway/schemas.ts';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse({ kinds })));
afterAll(() => house.close());

type Api = {
  paths: Record<string, Record<string, { operationId: string; requestBody?: unknown }>>;
  components: { schemas: Record<string, Record<string, unknown>> };
};
const read = async (): Promise<Api> => (await house.call('GET', '/api/openapi.json')).body as unknown as Api;

test('it is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(await read()));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('a description that is wrong is found wrong', async () => {
  const wrong = { ...(await read()), info: {} };
  expect((await new Validator().validate(wrong as never)).valid).toBe(false);
});

test('every command of every kind is in it, and every reference leads somewhere', async () => {
  const { paths, components } = await read();
  for (const [name, kind] of Object.entries(kinds)) {
    expect(Object.keys(paths)).toContain(`/api/${name}/{id}/commands`);
    for (const { type } of variantsOf(kind.commands)) expect(components.schemas, `${name}.${type}`).toHaveProperty([`${name}.${type}`]);
  }
  const text = JSON.stringify({ paths, components });
  for (const [, group = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g))
    expect((components as unknown as Record<string, object>)[group], name).toHaveProperty([name]);
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test('what an item is issued with is told field by field', async () => {
  const { components } = await read();
  expect(components.schemas['items.issue']).toMatchObject({
    properties: { title: { type: 'string' }, due: { type: 'string' }, publicity: { enum: ['public', 'summary', 'internal'] } },
  });
  expect((components.schemas['items.issue'] as { required: string[] }).required).toEqual(
    expect.arrayContaining(['type', 'number', 'title', 'task', 'criterion', 'lead', 'due']),
  );
});

test('the page for people asks nobody else for anything', async () => {
  const { status, body, headers } = await house.call('GET', '/api/docs');
  expect(status).toBe(200);
  expect(String(body['text'])).toContain('items:issue');
  expect(String(body['text'])).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(String(body['text'])).not.toContain('<script');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
});
