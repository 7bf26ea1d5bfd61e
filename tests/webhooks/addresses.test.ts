/** Where webhooks may go: never to neighbours of the server, by whatever name. */
import { expect, test } from 'vitest';
import { callable, isOpen } from '#server/webhooks/addresses.ts';
import { post } from '#server/webhooks/post.ts';
import { startReceiver } from './receiver.ts';

test.each([
  ...['127.0.0.1', '127.8.9.1', '0.0.0.0', '10.0.0.8', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['192.0.0.8', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'],
  ...[
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  ...['2001:db8::1', '2001::1', 'nonsense', ''],
])('%s is shut', (address) => expect(isOpen(address)).toBe(false));

test.each(['1.1.1.1', '223.5.5.5', '114.114.114.114', '172.32.0.1', '2400:3200::1', '2606:4700:4700::1111'])('%s is open', (address) =>
  expect(isOpen(address)).toBe(true),
);

test.each([
  'https://0x7f.1/',
  'https://2130706433/',
  'https://127.1/',
  'https://[::ffff:127.0.0.1]/',
  'https://①②⑦.0.0.1/',
  'http://example.org/',
])('%s is no way around it', (url) => expect(callable(url, false)).toBeNull());

const given = { headers: {}, body: '{}' };

test('a name is judged by what it resolves to when it is called, by all of it', async () => {
  const receiver = await startReceiver();
  const { port } = new URL(receiver.url);
  const url = `https://hooks.example.org:${port}/`;
  const open = { address: '1.1.1.1', family: 4 };
  const inside = { address: '127.0.0.1', family: 4 };
  expect(await post({ ...given, url, anywhere: false, resolve: async () => [inside] })).toEqual({ forbidden: 'address' });
  expect(await post({ ...given, url, anywhere: false, resolve: async () => [open, inside] })).toEqual({ forbidden: 'address' });
  expect(receiver.taken).toHaveLength(0);
  await receiver.close();
});

test('the address that was judged is the one that is called: nothing resolves the name again', async () => {
  const receiver = await startReceiver();
  const { port } = new URL(receiver.url);
  let asked = 0;
  const resolve = async () => [{ address: '127.0.0.1', family: 4, asked: (asked += 1) }];
  const url = `http://name-that-nobody-has.invalid:${port}/`;
  expect(await post({ ...given, url, anywhere: true, resolve })).toEqual({ status: 204, retryAfter: null });
  expect(asked).toBe(1);
  await receiver.close();
});

test('a name that does not resolve, and a port where nobody is, are told in a word', async () => {
  const nobody = async (): Promise<never> => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
  expect(await post({ ...given, url: 'https://x.example.org/', anywhere: false, resolve: nobody })).toEqual({ failed: 'ENOTFOUND' });
  const receiver = await startReceiver();
  await receiver.close();
  expect(await post({ ...given, url: receiver.url, anywhere: true })).toEqual({ failed: 'ECONNREFUSED' });
});

test('how long to wait is taken from the answer, in seconds', async () => {
  const receiver = await startReceiver();
  receiver.answer = () => 429;
  receiver.headers = { 'retry-after': '120' };
  expect(await post({ ...given, url: receiver.url, anywhere: true })).toEqual({ status: 429, retryAfter: 120_000 });
  await receiver.close();
});
