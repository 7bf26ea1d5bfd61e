import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { castAfter, drawnWithin, pressedBefore } from '#web/lib/live/paper.ts';
import { memory } from '#tests/live/line.ts';
import { openHall, prepared, stateOf, type Hall, soon } from './hall.ts';
import { phoneOf } from './phone.ts';
import type { Polls } from './polls.ts';

let hall: Hall;
const real = globalThis.fetch;
const sent: { readonly path: string; readonly init: RequestInit }[] = [];
/** What the box does with a request, before or after it arrives; by the path. */
let weather: (send: () => Promise<Response>) => Promise<Response> = (send) => send();

beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.house.close());
let n = 0;
let poll = '';
beforeEach(async () => {
  vi.unstubAllGlobals();
  poll = `p${(n += 1)}`;
  await hall.poll(poll);
  sent.length = 0;
  weather = (send) => send();
  vi.stubGlobal('localStorage', memory());
  vi.stubGlobal('fetch', (path: string | URL, init: RequestInit = {}) => {
    if (typeof path !== 'string' || path.startsWith('http')) return real(path, init);
    sent.push({ path, init });
    return weather(() => real(hall.house.url + path, init));
  });
});

const ballots = async (): Promise<readonly string[]> => Object.values((await stateOf<Polls>(hall.house))[poll]?.ballots ?? {});
const drawn = async (): Promise<number> => Object.keys((await stateOf<Polls>(hall.house))[poll]?.drawn ?? {}).length;
const yes = () => ({ type: 'cast', poll, choice: 'yes' });
const posts = () => sent.filter(({ init }) => init.method === 'POST');

test('a phone draws by itself, casts, and then forgets which ballot it was', async () => {
  const phone = await phoneOf(hall, poll, await hall.house.guest());
  phone.paper.open();
  await phone.until('ready');
  expect(phone.paper.cast(yes())).toBe(true);
  expect(phone.paper.cast(yes())).toBe(false);
  await phone.until('cast');
  expect(await ballots()).toEqual(['yes']);
  const kept = Object.values(JSON.parse(localStorage.getItem('papers') ?? '') as object) as { stage: string; at: number }[];
  // The moment of the cast would be enough to find it in the record.
  expect(kept.map(({ at, ...rest }) => [rest, at % 86_400_000])).toEqual([[{ stage: 'cast' }, 0]]);
});

test('nothing goes along with a ballot that says who it is', async () => {
  const who = await hall.house.guest();
  const phone = await phoneOf(hall, poll, who);
  phone.paper.open();
  await phone.until('ready');
  phone.paper.cast(yes());
  await phone.until('cast');
  expect(sent).toHaveLength(2);
  for (const { init } of sent) expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  const shown = JSON.parse(posts()[0]?.init.body as string) as Record<string, string>;
  expect(Object.keys(shown).sort()).toEqual(['command', 'id', 'paper', 'signature']);
  expect(phone.asked.map(({ id }) => id)).not.toContain(shown['id']);
  expect(phone.asked[0]?.blinded).not.toContain(shown['paper']);
});

test('draw and cast each wait for a while of chance', async () => {
  const waits = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const phone = await phoneOf(hall, poll, await hall.house.guest());
      phone.paper.open();
      await phone.until('ready');
      phone.paper.cast(yes());
      await phone.until('cast');
      return phone.waits;
    }),
  );
  const [draws, casts] = [waits.map(([first]) => first ?? -1), waits.map(([, second]) => second ?? -1)];
  for (const wait of draws) expect(wait).toBeLessThanOrEqual(drawnWithin);
  // A moment passed since the draw.
  for (const wait of casts) expect(wait).toBeGreaterThan(castAfter.least - 2_000);
  for (const wait of casts) expect(wait).toBeLessThanOrEqual(castAfter.most);
  expect(new Set(draws).size).toBeGreaterThan(6);
  expect(new Set(casts).size).toBeGreaterThan(6);
  expect(await ballots()).toHaveLength(12);
});

test('a ballot never leaves in the moment somebody is seen to press', async () => {
  const phone = await phoneOf(hall, poll, await hall.house.guest());
  phone.paper.open();
  await phone.until('ready');
  phone.pass(60_000);
  phone.paper.cast(yes());
  await phone.until('cast');
  expect(phone.waits[1]).toBeGreaterThanOrEqual(pressedBefore.least);
  expect(phone.waits[1]).toBeLessThanOrEqual(pressedBefore.most);
});

test('nothing is asked before the wait is over', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const phone = await phoneOf(hall, poll, await hall.house.guest(), { wait: () => promise });
  phone.paper.open();
  await vi.waitFor(() => expect(phone.waits).toHaveLength(1), soon);
  expect([sent.length, phone.asked.length, phone.paper.stage]).toEqual([0, 0, 'waiting']);
  resolve();
  await phone.until('ready');
});

test('a phone whose answer was lost draws the same paper again, also after a reload', async () => {
  const who = await hall.house.guest();
  let asked = 0;
  const hold = (): Promise<void> => (asked > 1 ? new Promise(() => undefined) : Promise.resolve());
  const first = await phoneOf(hall, poll, who, { told: (_answer, n) => ((asked = n), 'lost'), wait: hold });
  first.paper.open();
  await vi.waitFor(() => expect(first.asked).toHaveLength(2), soon);
  expect(first.asked[0]).toEqual(first.asked[1]);
  const second = await phoneOf(hall, poll, who);
  second.paper.open();
  await second.until('ready');
  expect(second.asked[0]?.blinded).toBe(first.asked[0]?.blinded);
  // What was kept is taken up at once: the time of chance was before.
  expect(second.waits).toEqual([]);
  second.paper.cast(yes());
  await second.until('cast');
  expect([await drawn(), await ballots()]).toEqual([1, ['yes']]);
});

test('a ballot whose answer was lost is asked again with the same id, and counted once', async () => {
  let lost = 0;
  weather = async (send) => {
    const response = await send();
    if (posts().length === 0 || posts().length > 2) return response;
    lost += 1;
    throw new TypeError('network');
  };
  const phone = await phoneOf(hall, poll, await hall.house.guest());
  phone.paper.open();
  await phone.until('ready');
  phone.paper.cast(yes());
  await phone.until('cast');
  expect([lost, new Set(posts().map(({ init }) => init.body)).size]).toEqual([2, 1]);
  expect(await ballots()).toEqual(['yes']);
});

test('a ballot that was filled in leaves after a reload', async () => {
  const who = await hall.house.guest();
  let sealed = false;
  const first = await phoneOf(hall, poll, who, { wait: () => (sealed ? new Promise(() => undefined) : Promise.resolve()) });
  const leave = first.paper.open();
  await first.until('ready');
  sealed = true;
  first.paper.cast(yes());
  expect(first.paper.stage).toBe('sealed');
  leave();
  const second = await phoneOf(hall, poll, who);
  second.paper.open();
  await second.until('cast');
  expect(await ballots()).toEqual(['yes']);
  const third = await phoneOf(hall, poll, who);
  third.paper.open();
  await third.until('cast');
  expect([third.asked, third.paper.cast(yes())]).toEqual([[], false]);
});

test('two people on one browser have a paper each', async () => {
  for (const who of [await hall.house.guest(), await hall.house.guest()]) {
    const phone = await phoneOf(hall, poll, who);
    phone.paper.open();
    await phone.until('ready');
    phone.paper.cast(yes());
    await phone.until('cast');
  }
  expect(await ballots()).toEqual(['yes', 'yes']);
});

test('another key than the one announced draws nothing', async () => {
  const phone = await phoneOf(hall, poll, await hall.house.guest(), { fingerprint: 'somebody-elses' });
  phone.paper.open();
  await phone.until('none');
  expect([phone.paper.problem, phone.asked, await drawn()]).toEqual(['foreign-key', [], 0]);
});

test('a signature with another key is noticed, and never shown', async () => {
  await hall.poll(`${poll}-other`);
  const other = await hall.house.guest();
  const { blinded } = prepared((await hall.key(`${poll}-other`)).read);
  const foreign = await hall.ask('foreign', { type: 'draw', poll: `${poll}-other`, blinded }, other);
  const phone = await phoneOf(hall, poll, await hall.house.guest(), { told: () => foreign });
  phone.paper.open();
  await phone.until('none');
  expect([phone.paper.problem, phone.paper.cast(yes()), posts().length]).toEqual(['bad-signature', false, 0]);
});

test('whoever drew on another phone is told', async () => {
  const who = await hall.house.guest();
  await hall.draw(poll, who);
  const phone = await phoneOf(hall, poll, who);
  phone.paper.open();
  await phone.until('none');
  expect(phone.paper.problem).toEqual({ refused: 'paper-drawn' });
});

test('a ballot that is sent back can be filled in again', async () => {
  const phone = await phoneOf(hall, poll, await hall.house.guest());
  phone.paper.open();
  await phone.until('ready');
  phone.paper.cast({ type: 'cast', poll, choice: 'maybe' } as never);
  await vi.waitFor(() => expect(phone.paper.problem).toMatchObject({ at: 'command.choice' }), soon);
  expect(phone.paper.stage).toBe('ready');
  phone.paper.cast(yes());
  await phone.until('cast');
  expect(await ballots()).toEqual(['yes']);
});

test('where the browser keeps nothing, it works as long as the page is open', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  });
  const phone = await phoneOf(hall, poll, await hall.house.guest());
  phone.paper.open();
  await phone.until('ready');
  phone.paper.cast(yes());
  await phone.until('cast');
  expect(await ballots()).toEqual(['yes']);
});
