import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Outbox as OutboxType } from '#web/lib/live/outbox.svelte.ts';
import type { Stream as StreamType } from '#web/lib/live/stream.svelte.ts';
import { pack, person } from '#tests/given/given.ts';
import { added, counting, type Command, type Event, type State } from './counting.ts';
import { Line, memory } from './line.ts';
import { load, openModules } from './modules.ts';

let vite: ViteDevServer;
let Outbox: typeof OutboxType;
let Stream: typeof StreamType;
beforeAll(async () => {
  vite = await openModules();
  ({ Outbox } = await load<{ Outbox: typeof OutboxType }>(vite, 'outbox.svelte.ts'));
  ({ Stream } = await load<{ Stream: typeof StreamType }>(vite, 'stream.svelte.ts'));
});
afterAll(() => vite.close());
beforeEach(() => vi.stubGlobal('localStorage', memory()));

const first = { seq: 2, audience: 'members', state: { total: 10, by: [] } };
const open = (line: Line) => {
  const outbox = new Outbox(line as never, 'me');
  outbox.open();
  const live = { viewer: person('me'), connection: line, outbox };
  const stream: StreamType<State, Command, Event, 'too-much'> = new Stream(live as never, counting, '1', { first, pack });
  return { stream, outbox, leave: stream.open() };
};
const caughtUp = { seq: 2, audience: 'members', events: [] };

test('the page’s own state is shown at once, and followed from there', () => {
  const line = new Line();
  const { stream } = open(line);
  expect(stream).toMatchObject({ ready: true, seq: 2, state: { total: 10 } });
  expect(line.places).toEqual([{ since: 2, audience: 'members' }]);
});

test('what comes before the answer to follow waits for it', () => {
  const line = new Line();
  const { stream } = open(line);
  line.follower?.events([added(4, 2)]);
  expect(stream.seq).toBe(2);
  line.follower?.followed({ seq: 3, audience: 'members', events: [added(3, 1)] });
  expect(stream).toMatchObject({ seq: 4, confirmed: { total: 13 } });
});

test('a gap is asked for again and not folded over', () => {
  const line = new Line();
  const { stream } = open(line);
  line.follower?.followed(caughtUp);
  line.follower?.events([added(5, 1)]);
  expect(stream.seq).toBe(2);
  expect(line.places).toHaveLength(2);
  line.follower?.followed({ seq: 5, audience: 'members', events: [added(3, 1), added(4, 1), added(5, 1)] });
  expect(stream).toMatchObject({ seq: 5, confirmed: { total: 13 } });
});

test('a "no" that this screen knows is told without asking', async () => {
  const line = new Line();
  const { stream } = open(line);
  await expect(stream.ask({ type: 'add', n: 95 })).resolves.toMatchObject({ refused: 'too-much' });
  expect(line.asked).toEqual([]);
  expect(stream.wouldRefuse({ type: 'add', n: 95 })).toBe('too-much');
  expect(stream.wouldRefuse({ type: 'add', n: 5 })).toBeNull();
});

test('an ask is pending until its event, and answered once', async () => {
  const line = new Line();
  const { stream } = open(line);
  line.follower?.followed(caughtUp);
  const answer = stream.ask({ type: 'add', n: 5 }, { id: 'mine' });
  expect(stream.isPending('mine')).toBe(true);
  await vi.waitFor(() => expect(line.asked).toHaveLength(1));
  line.asked[0]?.answer({ seq: 3 });
  await expect(answer).resolves.toEqual({ seq: 3 });
  expect(stream.isPending('mine')).toBe(true);
  line.follower?.events([added(3, 5, 'mine')]);
  expect(stream.isPending('mine')).toBe(false);
  expect(stream.confirmed.total).toBe(15);
});

test('a refusal takes the ask off the screen', async () => {
  const line = new Line();
  const { stream } = open(line);
  const answer = stream.ask({ type: 'add', n: 5 }, { id: 'mine' });
  await vi.waitFor(() => expect(line.asked).toHaveLength(1));
  line.asked[0]?.answer({ refused: 'too-much' });
  await expect(answer).resolves.toEqual({ refused: 'too-much' });
  expect(stream.pending).toEqual([]);
  expect(stream.unwanted).toEqual([]);
});

test('after a reload the ask is still pending, not shown twice, and a late refusal is kept to be told', async () => {
  const away = new Line();
  away.online = false;
  void open(away).stream.ask({ type: 'add', n: 5 }, { id: 'mine' });
  const line = new Line();
  const { stream } = open(line);
  expect(stream.isPending('mine')).toBe(true);
  expect(stream.state.total).toBe(10);
  await vi.waitFor(() => expect(line.asked).toHaveLength(1));
  line.asked[0]?.answer({ refused: 'too-much' });
  await vi.waitFor(() => expect(stream.unwanted).toMatchObject([{ id: 'mine', answer: { refused: 'too-much' } }]));
});

test('a closed door is told, and after leaving nothing is asked any more', () => {
  const line = new Line();
  const { stream, leave } = open(line);
  line.follower?.followed({ refused: 'not-yours' });
  expect(stream.problem).toEqual({ refused: 'not-yours' });
  leave();
  expect(line.follower).toBeNull();
});

test('what only this viewer is told may come by itself, and what is older than what is known changes nothing', () => {
  const line = new Line();
  const { stream } = open(line);
  line.follower?.followed({ ...caughtUp, own: { mine: 1 } });
  line.follower?.signal({ own: { seq: 5, told: { mine: 2 } } });
  expect(stream).toMatchObject({ own: { mine: 2 }, ownSeq: 5, signal: {} });
  line.follower?.signal({ present: 3, own: { seq: 4, told: { mine: 1 } } });
  expect(stream).toMatchObject({ own: { mine: 2 }, signal: { present: 3 } });
});
