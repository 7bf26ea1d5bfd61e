/** Letters through the whole house, to a mail server of our own on this machine. */
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { kinds } from '#shared/kinds.ts';
import { mailChannel } from '#server/mail/channel.ts';
import { openMailPost } from '#server/mail/post.ts';
import { memory, openHouse, type House } from '#tests/gateway/running.ts';
import { opened } from '#tests/public/planted.ts';

interface Received {
  readonly to: string;
  readonly head: string;
  readonly body: string;
}

/** A machine may be busy with other things. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const received: Received[] = [];
/** How the next letters are answered, 250 when there is nothing here. */
const answers: number[] = [];
const waiting = new Set<() => void>();
let smtp: SMTPServer;
let port = 0;
const houses: House[] = [];

const decoded = (raw: string): Received => {
  const cut = raw.indexOf('\r\n\r\n');
  const [head, packed] = [raw.slice(0, cut).replaceAll(/\r\n\s+/g, ' '), raw.slice(cut + 4)];
  const body = /transfer-encoding: base64/i.test(head)
    ? Buffer.from(packed, 'base64').toString('utf8')
    : Buffer.from(
        packed.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
  return { to: /^to: (.*)$/im.exec(head)?.[1] ?? '', head, body };
};

beforeAll(async () => {
  smtp = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData: (stream, _session, done) =>
      void text(stream).then((raw) => {
        const code = answers.shift() ?? 250;
        if (code === 250) received.push(decoded(raw));
        done(code === 250 ? null : Object.assign(new Error('no'), { responseCode: code }));
        for (const look of waiting) look();
      }),
  });
  await new Promise<void>((open) => void smtp.listen(0, '127.0.0.1', open));
  port = (smtp.server.address() as { port: number }).port;
});
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
  received.length = 0;
  answers.length = 0;
});
afterAll(() => new Promise<void>((closed) => smtp.close(closed)));

const letters = (n: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${received.length} letters, not ${n}`)), 60_000);
    const look = (): void => {
      if (received.length < n) return;
      clearTimeout(late);
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });

const open = async (store = memory(), given: Parameters<typeof openHouse>[0] = {}): Promise<House> => {
  const house = await openHouse({
    ...{ kinds, store },
    channels: (ground) => [
      mailChannel({
        ...ground,
        post: openMailPost(`smtp://127.0.0.1:${port}`, 'Test <notice@example.org>'),
        origin: 'https://consult.example.org',
      }),
    ],
    ...given,
  });
  houses.push(house);
  return house;
};

const post = (house: House, id: string, command: object) =>
  house.call('POST', `/api/subscriptions/${id}/commands`, { id: `c-${Math.random()}`.replace('.', ''), command });

/** Until nothing is due any more. */
const quiet = async (house: House, of: string): Promise<readonly string[]> => {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const all = await house.store.deliveriesOf('mail', of, 100);
    if (all.length > 0 && all.every(({ ended, note }) => ended !== null || note === 'gathering')) return all.map(({ note }) => note);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('deliveries never came to rest');
};

const codeIn = ({ body }: Received): string => /：([0-9A-F]{8})/.exec(body)?.[1] ?? '';
const issue = (title: string, publicity = 'public') => ({
  ...{ type: 'issue', number: '1', title, task: '任务', criterion: '标准', lead: 'housing', due: '2030-12-31', publicity, session: 's' },
});

/** A confirmed reader of everything, and one matter. */
const confirmed = async (house: House, to = ''): Promise<ReturnType<typeof opened>> => {
  const told = opened(house);
  await told.ask(told.actor('p-admin', ['admin']), 'items/a', issue('三号楼加装电梯'));
  expect((await post(house, 'reader', { type: 'ask', to, email: 'reader@example.org', language: 'zh' })).status).toBe(200);
  await letters(1);
  expect((await post(house, 'reader', { type: 'confirm', code: codeIn(received[0]!) })).status).toBe(200);
  await house.means.deliveries.changed();
  return told;
};

test('SB2 the first letter is a question with a code, and nothing else goes before it is answered', async () => {
  const house = await open();
  const { ask, actor } = opened(house);
  await post(house, 'reader', { type: 'ask', to: 'items/a', email: 'reader@example.org', language: 'zh' });
  await letters(1);
  expect(received[0]).toMatchObject({ to: 'reader@example.org' });
  expect(received[0]?.body).toContain('https://consult.example.org/public/subscriptions/reader');
  await ask(actor('p-admin', ['admin']), 'items/a', issue('三号楼'));
  expect(await quiet(house, 'subscriptions/reader')).toEqual(['sent']);
  expect(received).toHaveLength(1);
});

test('SB4 news of an hour come in one letter; what is internal or of others is not in it', async () => {
  const house = await open();
  const { ask, actor } = await confirmed(house, 'sessions/s');
  const admin = actor('p-admin', ['admin']);
  const lead = actor('p-lead', ['officer'], 'housing');
  await ask(lead, 'items/a', { type: 'claim', text: '' });
  await letters(2);
  expect(received[1]?.body).toContain('三号楼加装电梯');
  expect(received[1]?.head).toMatch(/list-unsubscribe: <https:\/\/consult\.example\.org\/public\/subscriptions\/reader\?key=/i);
  await ask(admin, 'items/b', issue('内部的', 'internal'));
  await ask(admin, 'items/c', issue('另一件'));
  await ask(lead, 'items/a', { type: 'note', text: '有进展', files: [] });
  await ask(admin, 'items/d', { ...issue('不相干的'), session: '' });
  await quiet(house, 'subscriptions/reader');
  expect(received).toHaveLength(2);
  house.clock.pass(3_601_000);
  house.means.deliveries.look();
  await letters(3);
  await quiet(house, 'subscriptions/reader');
  expect(received).toHaveLength(3);
  for (const title of ['三号楼加装电梯', '另一件']) expect(received[2]?.body).toContain(title);
  for (const title of ['内部的', '不相干的']) expect(received[2]?.body).not.toContain(title);
});

test('SB4 two houses on one store and a restart bring each letter once', async () => {
  const store = memory();
  const one = await open(store);
  const other = await open(store);
  const { ask, actor } = await confirmed(one);
  await ask(actor('p-lead', ['officer'], 'housing'), 'items/a', { type: 'claim', text: '' });
  for (const house of [one, other]) house.means.deliveries.look();
  await letters(2);
  await quiet(one, 'subscriptions/reader');
  const again = await open(store);
  again.means.deliveries.look();
  await quiet(again, 'subscriptions/reader');
  expect(received).toHaveLength(2);
});

test('a letter that was refused for now goes later, the same one; an address that is none is given up', async () => {
  const house = await open();
  const { ask, actor } = await confirmed(house);
  answers.push(451);
  await ask(actor('p-lead', ['officer'], 'housing'), 'items/a', { type: 'claim', text: '' });
  await expect
    .poll(async () => (await house.store.deliveriesOf('mail', 'subscriptions/reader', 9)).some(({ note }) => note === '451'), {
      timeout: 60_000,
    })
    .toBe(true);
  house.clock.pass(10_000);
  house.means.deliveries.look();
  await letters(2);
  await quiet(house, 'subscriptions/reader');
  answers.push(550);
  house.clock.pass(3_601_000);
  await ask(actor('p-lead', ['officer'], 'housing'), 'items/a', { type: 'note', text: '有进展', files: [] });
  await expect
    .poll(async () => (await house.engine.open('subscriptions/reader')).state, { timeout: 60_000 })
    .toMatchObject({ stage: 'ended' });
  expect(received).toHaveLength(2);
});

test('SB6 once the address is erased nothing is sent', async () => {
  const house = await open();
  const { ask, actor } = await confirmed(house);
  const { cookie } = await house.person('admin');
  expect((await house.call('POST', '/api/erasures', { person: 'subscription-reader' }, { cookie })).status).toBe(200);
  await ask(actor('p-lead', ['officer'], 'housing'), 'items/a', { type: 'claim', text: '' });
  await quiet(house, 'subscriptions/reader');
  expect(received).toHaveLength(1);
  expect(JSON.stringify(await house.engine.events('subscriptions/reader', 0))).not.toContain('reader@');
});

test('SB3 the link of a letter ends it', async () => {
  const house = await open();
  const { ask, actor } = await confirmed(house);
  const lead = actor('p-lead', ['officer'], 'housing');
  await ask(lead, 'items/a', { type: 'claim', text: '' });
  await letters(2);
  const key = /\?key=([0-9a-f]+)/.exec(received[1]?.body ?? '')?.[1] ?? '';
  expect((await post(house, 'reader', { type: 'end', key })).status).toBe(200);
  house.clock.pass(3_601_000);
  await ask(lead, 'items/a', { type: 'note', text: '有进展', files: [] });
  await quiet(house, 'subscriptions/reader');
  expect(received).toHaveLength(2);
});

test('nobody is flooded with questions', async () => {
  const house = await open();
  for (const n of [1, 2, 3, 4, 5]) await post(house, `reader-${n}`, { type: 'ask', to: '', email: 'Reader@example.org', language: 'zh' });
  for (const n of [1, 2, 3, 4, 5]) await quiet(house, `subscriptions/reader-${n}`);
  expect(received.length).toBeLessThanOrEqual(3);
});
