/** What the server tells of then: figures ten seconds apart, and lists as they stood at an instant. */
import { afterEach, describe, expect, test } from 'vitest';
import type { SummaryAt } from '#shared/core/wire.ts';
import type { Summary } from '#shared/ballots/state.ts';
import { ballots, checklist, held, openWith } from '#tests/archive/room.ts';
import { words } from '#tests/archive/lists.ts';
import type { House } from '#tests/gateway/running.ts';
import { memoryStore } from '#tests/store/memory.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const room = async () => {
  const store = memoryStore();
  const house = await openWith(store);
  closing.push(
    () => store.close(),
    () => house.close(),
  );
  return { house, told: await held(house) };
};
const summaries = async (house: House, cookie?: string): Promise<readonly SummaryAt[]> => {
  const { body } = await house.call('GET', `/api/${ballots}/summaries`, undefined, { cookie });
  return (body as { summaries: readonly SummaryAt[] }).summaries;
};

describe('figures of then', () => {
  test('are at least ten seconds apart, end as they ended, and name nobody', async () => {
    const { house, told } = await room();
    const all = await summaries(house, told.guests[0]?.cookie);
    expect(all.length).toBeGreaterThan(2);
    all.forEach(({ at }, n) => {
      expect(at % 10_000).toBe(0);
      expect(at - (all[n - 1]?.at ?? at - 10_000)).toBeGreaterThanOrEqual(10_000);
    });
    expect((all.at(-1)?.summary as Summary).marks).toEqual({ 'statement-1': { agree: 4, disagree: 2, pass: 1 } });
    for (const { person } of [told.host, ...told.guests]) expect(JSON.stringify(all)).not.toContain(`"${person}"`);
    const running = all.map(({ summary }) => (summary as Summary).polls['poll-1']?.tally?.ballots ?? 0);
    expect(Math.max(...running)).toBeGreaterThan(0);
  });

  test('of a poll whose figures were not announced tell how many voted, and never what', async () => {
    const { house, told } = await room();
    const session2 = 'sessions/44';
    await told.ask(told.host, session2, {
      type: 'convene',
      title: '第二场',
      topics: [],
      place: '街道',
      startsAt: house.clock.now(),
      preset: 'questions-answers-debate',
    });
    for (const guest of told.guests.slice(0, 3))
      await told.ask(told.host, session2, { type: 'seatPerson', person: guest.person, name: '甲', roles: ['resident'] });
    await told.ask(told.host, session2, { type: 'open' });
    for (let tries = 0; tries < 500 && (await house.engine.open('ballots/44')).seq === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const options = [
      { id: 'yes', text: '同意' },
      { id: 'no', text: '不同意' },
    ];
    await told.ask(
      told.host,
      'ballots/44',
      { type: 'openPoll', title: '暗着数', method: 'single', options, form: 'counted', running: false },
      'dark',
    );
    for (const guest of told.guests.slice(0, 3))
      await told.ask(guest, 'ballots/44', { type: 'castBallot', poll: 'dark', choice: { method: 'single', option: 'yes' } });
    house.clock.pass(20_000);
    const { body } = await house.call('GET', '/api/ballots/44/summaries', undefined, { cookie: told.host.cookie });
    const last = (body as { summaries: SummaryAt[] }).summaries.at(-1)?.summary as Summary;
    expect(last.polls['dark']).toMatchObject({ ballots: 3, tally: null });
  });
});

describe('lists of then', () => {
  test('are told by the instant, letter for letter, to whoever may read them', async () => {
    const { house, told } = await room();
    const name = `${checklist}/suggestions` as const;
    const log = await house.store.documentLog(name, 0, 1_000, 1_000);
    const at = async (instant: number): Promise<string> => {
      const { body } = await house.call('GET', `/api/documents/${name}/history/content?at=${instant}`, undefined, {
        cookie: told.guests[0]?.cookie,
      });
      return (body as { rows: Record<string, { suggestion: string }> }).rows['row-1']?.suggestion ?? '';
    };
    const instant = (seq: number): number => log[seq - 1]?.at ?? 0;
    for (const letters of [0, 1, 5, words.length]) expect(await at(instant(letters + 1))).toBe(words.slice(0, letters));
    expect(await at(instant(1) - 1)).toBe('');
    expect(await at(instant(log.length) + 1_000_000)).toBe(words);
    const { body } = await house.call('GET', `/api/documents/${name}/history/content?at=${instant(3)}`);
    expect(body).toEqual({ refused: 'not-signed-in' });
  });
});
