import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readKey } from '#web/lib/live/paper-blinding.ts';
import { localBus } from '#tests/engine/node.ts';
import { memory } from '#tests/gateway/running.ts';
import { freshId, hallIn, openHall, prepared, signedIn, stateOf, stream, type Hall, soon } from './hall.ts';
import type { Polls } from './polls.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
  await hall.poll('a');
  await hall.poll('b');
});
afterAll(() => hall.house.close());

const refused = (code: string) => ({ refused: code });

describe('drawing', () => {
  test('the key is made and announced when the poll opens, and is the same for everybody', async () => {
    const { jwk, read } = await hall.key('a');
    expect(jwk).toEqual({ kty: 'RSA', e: 'AQAB', n: expect.stringMatching(/^[\w-]{342}$/) as string });
    expect(read.bits).toBe(2048);
    expect((await stateOf<Polls>(hall.house))['a']?.fingerprint).toBe(read.fingerprint);
    expect((await hall.key('b')).read.fingerprint).not.toBe(read.fingerprint);
    const asked = await hall.house.call('GET', `/api/papers/${stream}/a`, undefined, await hall.house.person());
    expect(readKey(asked.body as never).fingerprint).toBe(read.fingerprint);
  });

  test('nobody makes a key by asking for one', async () => {
    expect((await hall.house.call('GET', `/api/papers/${stream}/unknown`)).status).toBe(404);
    expect((await hall.house.call('GET', `/api/papers/${stream}/a%23b`)).status).toBe(404);
    expect((await hall.house.call('GET', '/api/papers/boards/1/a')).status).toBe(404);
    expect((await hall.house.call('GET', '/api/papers/unknown/1/a')).body).toEqual(refused('unknown-kind'));
    const unknown = await hall.ask(freshId(), { type: 'draw', poll: 'unknown', blinded: 'ab' }, await hall.house.guest());
    expect(unknown).toEqual(refused('poll-over'));
    expect(await hall.house.store.paperKey(`${stream}#unknown`)).toBeNull();
  });

  test('asked again, with the same id or the same blinded paper, is signed the same; another paper is refused', async () => {
    const who = await hall.house.guest();
    const { read } = await hall.key('a');
    const { blinded, finish } = prepared(read);
    const id = freshId();
    const first = await hall.ask(id, { type: 'draw', poll: 'a', blinded }, who);
    finish(signedIn(first));
    expect(await hall.ask(id, { type: 'draw', poll: 'a', blinded }, who)).toEqual(first);
    expect(signedIn(await hall.ask(freshId(), { type: 'draw', poll: 'a', blinded }, who))).toBe(signedIn(first));
    const other = prepared(read);
    expect(await hall.ask(freshId(), { type: 'draw', poll: 'a', blinded: other.blinded }, who)).toEqual(refused('paper-drawn'));
  });

  test('over the live connection, too', async () => {
    const { cookie } = await hall.house.guest();
    const line = await hall.house.line(cookie);
    const { blinded, finish } = prepared((await hall.key('a')).read);
    const answer = await line.command(stream, freshId(), { type: 'draw', poll: 'a', blinded });
    expect(finish(signedIn(answer)).signature).toMatch(/^[0-9a-f]{512}$/);
  });

  test('what cannot be signed uses no draw up', async () => {
    const who = await hall.house.guest();
    const { read } = await hall.key('a');
    for (const blinded of ['', 'ab', 'ff'.repeat(256), `${read.n.toString(16)}`, `${'0'.repeat(511)}G`, '00'.repeat(257)]) {
      const answer = await hall.ask(freshId(), { type: 'draw', poll: 'a', blinded }, who);
      expect(answer, blinded).toEqual({ malformed: 'blinded', at: 'command.blinded' });
    }
    await hall.draw('a', who);
  });
});

describe('casting', () => {
  test('a paper votes once, as nobody, whatever cookie comes along', async () => {
    const who = await hall.house.guest();
    const drawn = await hall.draw('a', who);
    const before = (await hall.house.engine.open(stream)).seq;
    const id = freshId();
    const answer = await hall.cast('a', drawn, 'yes', { id, headers: { cookie: who.cookie } });
    expect(answer.body).toEqual({ seq: before + 1 });
    const [event] = await hall.house.engine.events(stream, before);
    expect(event?.by).toMatch(/^paper-[0-9a-f]{64}$/);
    expect(JSON.stringify(event)).not.toContain(who.person);
    expect((await hall.cast('a', drawn, 'yes', { id })).body).toEqual({ seq: before + 1 });
    expect((await hall.cast('a', drawn, 'no', { id })).body).toEqual(refused('id-reused'));
    expect((await hall.cast('a', drawn, 'no')).body).toEqual(refused('already-voted'));
  });

  test('the record gets the minute of a ballot and not the moment', async () => {
    await hall.poll('minutes');
    const drawn = await hall.draw('minutes', await hall.house.guest());
    hall.house.clock.pass(10 * 60_000);
    const before = (await hall.house.engine.open(stream)).seq;
    await hall.cast('minutes', drawn);
    const [event] = await hall.house.engine.events(stream, before);
    expect((event?.at ?? 1) % 60_000).toBe(0);
  });

  test('what is forged, altered, of another poll or shown elsewhere is refused', async () => {
    const drawn = await hall.draw('a', await hall.house.guest());
    const altered = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;
    const before = (await hall.house.engine.open(stream)).seq;
    const tries = [
      hall.cast('a', { ...drawn, paper: altered(drawn.paper) }),
      hall.cast('a', { ...drawn, signature: altered(drawn.signature) }),
      hall.cast('a', { ...drawn, signature: '0'.repeat(512) }),
      hall.cast('a', { ...drawn, signature: 'f'.repeat(512) }),
      hall.cast('b', drawn),
    ];
    for (const answer of await Promise.all(tries)) expect([answer.status, answer.body]).toEqual([403, refused('paper-forged')]);
    expect((await hall.cast('b', drawn, 'yes', { to: 'a' })).body).toEqual(refused('paper-needed'));
    expect((await hall.cast('a', drawn, 'yes', { to: 'unknown' })).status).toBe(404);
    expect((await hall.house.engine.open(stream)).seq).toBe(before);
    expect((await hall.cast('a', drawn)).status).toBe(200);
  });

  test('malformed papers are told by their field, and too much is not read', async () => {
    const drawn = await hall.draw('a', await hall.house.guest());
    expect((await hall.cast('a', { ...drawn, paper: 'AB' })).body).toEqual({ malformed: 'hex', at: 'paper' });
    expect((await hall.cast('a', { ...drawn, signature: '' })).body).toEqual({ malformed: 'hex', at: 'signature' });
    expect((await hall.cast('a', drawn, 'maybe')).body).toMatchObject({ at: 'command.choice' });
    const large = { id: 'x', command: { type: 'cast', poll: 'a', choice: 'y'.repeat(80_000) }, ...drawn };
    expect((await hall.house.call('POST', `/api/papers/${stream}/a`, large)).status).toBe(413);
  });

  test('a paper cannot do anything but vote, and a person cannot vote without one', async () => {
    const who = await hall.house.guest();
    const drawn = await hall.draw('a', who);
    const { blinded } = prepared((await hall.key('a')).read);
    const body = { id: freshId(), command: { type: 'draw', poll: 'a', blinded }, ...drawn };
    expect((await hall.house.call('POST', `/api/papers/${stream}/a`, body)).body).toEqual(refused('nobody'));
    expect(await hall.ask(freshId(), { type: 'cast', poll: 'a', choice: 'yes' }, who)).toEqual(refused('paper-needed'));
    expect(await hall.ask(freshId(), { type: 'announce', poll: 'a', fingerprint: 'x' }, who)).toEqual(refused('not-house'));
  });

  test('a page of another site cannot use the box', async () => {
    const drawn = await hall.draw('a', await hall.house.guest());
    const answer = await hall.cast('a', drawn, 'yes', { headers: { origin: 'https://example.org' } });
    expect(answer.body).toEqual(refused('foreign-origin'));
  });
});

test('whoever forges much is stopped, and keeps nobody of the same address from voting', async () => {
  const own = await openHall();
  try {
    await own.poll('a');
    const drawn = await own.draw('a', await own.house.guest());
    const answers = await Promise.all(Array.from({ length: 60 }, () => own.cast('a', { ...drawn, signature: '1'.repeat(512) })));
    const codes = answers.map(({ body }) => body['refused']);
    // One more is let through every two seconds.
    expect(codes.filter((code) => code === 'too-many').length).toBeGreaterThan(0);
    expect(codes.filter((code) => code === 'paper-forged').length).toBeGreaterThanOrEqual(30);
    expect(codes.every((code) => code === 'too-many' || code === 'paper-forged')).toBe(true);
    expect((await own.cast('a', drawn)).status).toBe(200);
  } finally {
    await own.house.close();
  }
});

test('refusals after a good paper stop no other paper', async () => {
  const own = await openHall();
  try {
    await own.poll('a');
    await own.poll('b');
    const drawn = await Promise.all(Array.from({ length: 9 }, async () => own.draw('a', await own.house.guest())));
    // More than strangers may get wrong at one stream.
    const wrong = drawn.slice(1).flatMap((one) => Array.from({ length: 39 }, () => own.cast('b', one, 'yes', { to: 'a' })));
    for (const { body } of await Promise.all(wrong)) expect(body).toEqual(refused('paper-needed'));
    for (const one of drawn) expect((await own.cast('a', one)).status).toBe(200);
  } finally {
    await own.house.close();
  }
});

describe('the end of a poll', () => {
  test('destroys what signs; what checks stays, so that a lost answer is told again', async () => {
    const own = await openHall();
    try {
      await own.poll('a');
      const who = await own.house.guest();
      const { blinded, finish } = prepared((await own.key('a')).read);
      const id = freshId();
      const drawn = finish(signedIn(await own.ask(id, { type: 'draw', poll: 'a', blinded }, who)));
      const cast = freshId();
      const first = await own.cast('a', drawn, 'yes', { id: cast });
      expect(await own.house.store.paperKey(`${stream}#a`)).toMatchObject({ secret: expect.stringContaining('PRIVATE') as string });
      await own.ask(freshId(), { type: 'close', poll: 'a' });
      await vi.waitFor(async () => expect(await own.house.store.paperKey(`${stream}#a`)).toMatchObject({ secret: null }), soon);
      expect(signedIn(await own.ask(id, { type: 'draw', poll: 'a', blinded }, who))).toBeUndefined();
      expect((await own.cast('a', drawn, 'yes', { id: cast })).body).toEqual(first.body);
      expect((await own.cast('a', drawn)).body).toEqual(refused('poll-over'));
      expect(await own.house.store.livePaperKeys()).toEqual([]);
    } finally {
      await own.house.close();
    }
  });

  test('is noticed by a house that was down meanwhile', async () => {
    const store = memory();
    const first = await openHall({ store });
    await first.poll('a');
    await first.poll('b');
    await first.house.app.close();
    await first.house.engine.ask(stream, 'close-a', { type: 'close', poll: 'a' } as never, {
      id: 'house',
      roles: [],
      department: null,
      now: 1,
    });
    await first.house.close();
    // The key of a poll that nobody knows any more.
    await store.putPaperKey('gone/1#x', { modulus: 'AQAB', secret: 'left over' });
    expect(await store.livePaperKeys()).toEqual(['gone/1#x', `${stream}#a`, `${stream}#b`]);
    const second = await openHall({ store });
    try {
      await vi.waitFor(async () => expect(await store.livePaperKeys()).toEqual([`${stream}#b`]), soon);
    } finally {
      await second.house.close();
    }
  });
});

test('a house that died between signing and answering signs the same paper the same', async () => {
  const store = memory();
  const first = await openHall({ store });
  await first.poll('a');
  const who = await first.house.guest();
  const { blinded, finish } = prepared((await first.key('a')).read);
  const id = freshId();
  const told = await first.ask(id, { type: 'draw', poll: 'a', blinded }, who);
  await first.house.close();
  const second = await openHall({ store });
  try {
    expect(await second.ask(id, { type: 'draw', poll: 'a', blinded }, who)).toEqual(told);
    const again = await second.ask(freshId(), { type: 'draw', poll: 'a', blinded }, who);
    expect(signedIn(again)).toBe(signedIn(told));
    expect((await second.cast('a', finish(signedIn(again)))).status).toBe(200);
  } finally {
    await second.house.close();
  }
});

test('nodes that start together announce one key, and sign with it', async () => {
  const store = Object.assign(memory(), { dialect: 'postgres' as const });
  const bus = localBus();
  const [one, other] = [await openHall({ store, bus }), await openHall({ store, bus })];
  try {
    await one.ask('open', { type: 'open', poll: 'a' });
    const [mine, yours] = await Promise.all([one.key('a'), other.key('a')]);
    expect(mine.read.fingerprint).toBe(yours.read.fingerprint);
    const announced = (await store.events(stream, 0)).filter(({ event }) => event.type === 'announced');
    expect(announced).toHaveLength(1);
    const drawn = await one.draw('a', await one.house.guest());
    expect((await hallIn(other.house).cast('a', drawn)).status).toBe(200);
    expect((await one.cast('a', drawn)).body).toEqual(refused('already-voted'));
  } finally {
    await one.house.close();
    await other.house.close();
  }
});
