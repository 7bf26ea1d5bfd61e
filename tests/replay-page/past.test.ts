/** The past speaks as the server does: a stream that follows it cannot tell the difference, and nobody can ask it for anything. */
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { pastOf as PastOf } from '#web/lib/replay/past.svelte.ts';
import type { Track as TrackType } from '#web/lib/replay/track.ts';
import type { Stream as StreamType } from '#web/lib/live/stream.svelte.ts';
import type { Sent } from '#shared/core/wire.ts';
import { added, counting, type Command, type Event, type State } from '#tests/live/counting.ts';
import { openModules } from '#tests/live/modules.ts';

let vite: ViteDevServer;
let pastOf: typeof PastOf;
let Track: typeof TrackType;
let Stream: typeof StreamType;
beforeAll(async () => {
  vite = await openModules();
  ({ pastOf } = (await vite.ssrLoadModule('/web/src/lib/replay/past.svelte.ts')) as { pastOf: typeof PastOf });
  ({ Track } = (await vite.ssrLoadModule('/web/src/lib/replay/track.ts')) as { Track: typeof TrackType });
  ({ Stream } = (await vite.ssrLoadModule('/web/src/lib/live/stream.svelte.ts')) as { Stream: typeof StreamType });
});
afterAll(() => vite.close());

const sent: readonly Sent[] = [added(1, 5), added(2, 7), { seq: 3 }, added(4, 1)].map((one, n) => ({
  ...one,
  ...('event' in one ? { at: (n + 1) * 1_000 } : {}),
}));

test('a window follows the needle forth and back, with the figures of then', async () => {
  const track = new Track(counting, sent);
  const summaries = [{ at: 2_000, summary: { count: 9 } }];
  const past = pastOf([{ stream: 'counting/1', audience: 'members', track: track, summaries }]);
  past.move(0);
  const stream: StreamType<State, Command, Event, 'too-much'> = new Stream(past.live, counting, '1');
  const leave = stream.open();
  for (const at of [0, 1_500, 4_500, 500, 2_000, 9_000]) {
    past.move(at);
    expect([at, stream.state]).toEqual([at, track.at(at).state]);
    expect(stream.signal.summary ?? null).toEqual(at < 2_000 ? null : { count: 9 });
    expect(past.live.clock.ticking).toBe(Math.floor(at / 1_000) * 1_000);
  }
  leave();
  past.move(0);
  expect(stream.state).toEqual(track.end.state);
});

test('what is not in it is not to be followed, and nothing can be asked', async () => {
  const past = pastOf([]);
  const stream = new Stream(past.live, counting, '1');
  stream.open();
  expect(stream.problem).toEqual({ refused: 'not-yours' });
  expect(await past.live.ask('counting/1', { type: 'add' })).toEqual({ refused: 'not-yours' });
});
