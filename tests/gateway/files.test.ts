import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '#shared/core/wire.ts';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

const bytes = (...start: number[]): Uint8Array => Uint8Array.from([...start, ...new Array<number>(64).fill(7)]);
const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const webp = bytes(0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50);
const pdf = bytes(0x25, 0x50, 0x44, 0x46, 0x2d);
const upload = (body: Uint8Array | string, type: string) => house.call('POST', '/api/files', body, { headers: { 'content-type': type } });

test('a photo comes back byte for byte, shown but never run', async () => {
  const put = await upload(png, 'image/png');
  expect(put).toMatchObject({ status: 201, body: { type: 'image/png', size: png.length } });
  expect(put.body['id']).toMatch(/^[0-9a-f]{32}\.png$/);
  const got = await fetch(`${house.url}/files/${String(put.body['id'])}`);
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(png);
  expect(got.headers.get('content-type')).toBe('image/png');
  expect(got.headers.get('content-disposition')).toBe('inline');
  expect(got.headers.get('cache-control')).toContain('immutable');
  expect(got.headers.get('content-security-policy')).toContain('sandbox');
  expect(got.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the first bytes decide, not the name', async () => {
  expect((await upload(webp, 'image/jpeg')).body).toMatchObject({ type: 'image/webp' });
  const paper = await upload(pdf, 'application/octet-stream');
  const got = await fetch(`${house.url}/files/${String(paper.body['id'])}`);
  expect(got.headers.get('content-disposition')).toBe('attachment');
  await got.arrayBuffer();
});

test('a file of a wrong type is refused, whatever it calls itself', async () => {
  for (const [body, type] of [
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'image/svg+xml'],
    ['<html></html>', 'image/png'],
    [bytes(0x4d, 0x5a), 'image/jpeg'],
    ['{}', 'application/json'],
    ['', 'image/png'],
  ] as const)
    expect(await upload(body, type)).toMatchObject({ status: 415, body: { refused: 'file-type' } });
});

test('a file that is too large is turned away', async () => {
  const large = new Uint8Array(limits.file + 1);
  large.set(png);
  expect(await upload(large, 'image/png')).toMatchObject({ status: 413, body: { malformed: 'too-large' } });
  const most = new Uint8Array(limits.file);
  most.set(png);
  expect((await upload(most, 'image/png')).status).toBe(201);
});

test('an id that is none finds nothing', async () => {
  for (const id of ['x', `${'0'.repeat(32)}.png`, '..%2f..%2fetc%2fpasswd', `${'0'.repeat(32)}.svg`])
    expect(await house.call('GET', `/files/${id}`)).toMatchObject({ status: 404, body: { refused: 'not-found' } });
});
