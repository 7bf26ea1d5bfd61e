import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Flaw, Manifest, Seal, Taking } from '#shared/core/archive.ts';
import type { AnyEvent, StreamId } from '#shared/core/recorded.ts';
import { kinds } from '#shared/kinds.ts';
import { openPostgres } from '#server/store/postgres/store.ts';
import { openSqlite } from '#server/store/sqlite/store.ts';
import type { Store } from '#server/store/store.ts';
import type { Caller, House } from '#tests/gateway/running.ts';
import { memoryStore } from '#tests/store/memory.ts';
import { database } from '#tests/services/shared.ts';
import { ballots, begun, checklist, contentIn, held, openWith, options, session, settled, type Told } from './room.ts';
import { words } from './lists.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const at = async (store: Store): Promise<House> => {
  const house = await openWith(store);
  closing.push(
    () => store.close(),
    () => house.close(),
  );
  return house;
};
const sqlite = async (): Promise<Store> => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-test-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return openSqlite(folder);
};
const stores: Readonly<Record<string, () => Promise<Store>>> = {
  SQLite: sqlite,
  PostgreSQL: async () => openPostgres(await database()),
};

const exported = async (house: House, from: Caller, query = ''): Promise<string> => {
  const response = await fetch(`${house.url}/api/${session}/archive${query}`, { headers: { cookie: from.cookie } });
  const text = await response.text();
  expect(response.status, text.slice(0, 200)).toBe(200);
  return text;
};
const taken = async (house: House, file: string | Uint8Array, keep = true): Promise<Taking> => {
  const { cookie } = await house.person('admin');
  const headers = { cookie, 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${house.url}/api/archives?keep=${keep ? 'yes' : 'no'}`, {
    method: 'POST',
    headers,
    body: file as BodyInit,
  });
  const lines = (await response.text()).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '') as Taking;
};
const linesOf = (file: string): Record<string, unknown>[] =>
  file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const manifestOf = (file: string): Manifest => linesOf(file)[0] as unknown as Manifest;
const eventsOf = (file: string, stream: StreamId): AnyEvent[] =>
  linesOf(file).flatMap((line) => (line['stream'] === stream ? [(line['recorded'] as { event: AnyEvent }).event] : []));
const stateIn = async (house: House, stream: StreamId): Promise<unknown> =>
  JSON.parse(JSON.stringify((await house.engine.open(stream)).state)) as unknown;
/** Everything anybody may be shown of the votes. */
const figures = (state: unknown): unknown => {
  const { counting: _, statements, ...rest } = state as { counting: unknown; statements: readonly { by: string }[] };
  const summary = kinds['ballots']?.visibility.summary?.(state, 'room');
  return { ...rest, statements: statements.map((one) => ({ ...one, by: '' })), summary };
};

describe.each(Object.keys(stores))('an archive out of and into %s', (name) => {
  const fresh = stores[name] as () => Promise<Store>;

  test('brings the same session, lists and figures into another house, and the same file twice changes nothing', async () => {
    const here = await at(await fresh());
    const { host } = await held(here);
    const file = await exported(here, host, '?names=yes');
    const there = await at(await fresh());

    expect(await taken(there, file, false)).toMatchObject({ done: false, fresh: 0 });
    expect((await there.engine.open(session)).seq).toBe(0);
    expect(await taken(there, file)).toMatchObject({ done: true, manifest: { of: session } });

    for (const stream of [session, checklist]) {
      const [was, is] = [await stateIn(here, stream), await stateIn(there, stream)];
      expect(nobodysStances(is)).toEqual(nobodysStances(was));
    }
    expect(figures(await stateIn(there, ballots))).toEqual(figures(await stateIn(here, ballots)));
    for (const part of ['suggestions', 'responsibilities'] as const)
      expect(await contentIn(there.store, `${checklist}/${part}`)).toEqual(await contentIn(here.store, `${checklist}/${part}`));
    expect(JSON.stringify(await contentIn(there.store, `${checklist}/suggestions`))).toContain(words);
    expect((await there.store.rows({ model: 'sessions' })).rows).toHaveLength(1);

    const [before, heads] = [await there.store.events(ballots, 0), await there.store.heads([session, checklist, ballots])];
    expect(await taken(there, file)).toMatchObject({ done: true, fresh: 0 });
    expect(await there.store.heads([session, checklist, ballots])).toEqual(heads);
    expect(await there.store.events(ballots, 0)).toEqual(before);
  });
});

/** Where people stood leaves as nobody's; the figures stay. */
const nobodysStances = (state: unknown): unknown =>
  JSON.parse(
    JSON.stringify(state, (key, value: unknown) =>
      key === 'stances'
        ? Object.values(value as object)
            .map((one) => JSON.stringify(one))
            .sort()
        : value,
    ),
  );

describe('what leaves', () => {
  const room = async (): Promise<Told> => held(await at(memoryStore()));

  test('no vote, mark, second or mood under the name of anybody who sat there, and not the same name in two polls', async () => {
    const { house, host, guests } = await room();
    const file = await exported(house, host, '?names=yes');
    const secret = eventsOf(file, ballots).filter(({ type }) =>
      ['marked', 'ballotCast', 'moodShown', 'paperDrawn', 'seconded'].includes(type),
    );
    expect(secret).toHaveLength(20);
    const people = [host, ...guests].map(({ person }) => person);
    for (const line of linesOf(file).filter(({ stream }) => stream === ballots)) {
      const recorded = line['recorded'] as { event: AnyEvent; by: string; cause: string; at: number };
      if (!secret.some((event) => JSON.stringify(event) === JSON.stringify(recorded.event))) continue;
      for (const person of people) expect(JSON.stringify(recorded)).not.toContain(`"${person}"`);
      expect(recorded.cause).not.toMatch(/^asked-/);
    }
    const names = (type: string): Set<unknown> =>
      new Set(
        secret
          .filter((event) => event.type === type)
          .map((event) => (event as { person?: string; voter?: string }).person ?? (event as { voter?: string }).voter),
      );
    expect(names('marked').size).toBe(7);
    expect(names('seconded').size).toBe(3);
    expect(JSON.stringify(eventsOf(file, ballots).filter(({ type }) => type === 'questionTold'))).toContain('"asker":""');
    expect(names('ballotCast').size).toBe(7);
    expect([...names('ballotCast')].filter((one) => names('marked').has(one))).toEqual([]);
    // The one expert would be found by the role alone.
    expect(secret.filter((event) => JSON.stringify(event).includes('expert'))).toEqual([]);
  });

  test('not even what a named poll announced to the room', async () => {
    const { house, host, guests, ask } = await begun(await at(memoryStore()));
    const named = { type: 'openPoll', title: '记名表决', method: 'single', options: [...options], form: 'named' };
    await ask(host, ballots, named, 'named-1');
    for (const guest of guests)
      await ask(guest, ballots, { type: 'castBallot', poll: 'named-1', choice: { method: 'single', option: 'yes' } });
    await ask(host, session, { type: 'close' });
    await settled(house);
    const closed = (await house.engine.events(ballots, 0)).find(({ event }) => event.type === 'pollClosed');
    expect(JSON.stringify(closed)).toContain(`"${guests[0]?.person}"`);
    const told = eventsOf(await exported(house, host, '?names=yes'), ballots).find(({ type }) => type === 'pollClosed');
    expect(told).toMatchObject({ result: { tally: { ballots: 7, options: { yes: 7 } }, ballots: {} } });
  });

  test('another archive of the same session has other names, in another order, and the same seals', async () => {
    const { house, host } = await room();
    const [one, other] = [await exported(house, host), await exported(house, host)];
    const voters = (file: string): unknown[] => eventsOf(file, ballots).flatMap((event) => ('voter' in event ? [event.voter] : []));
    expect(voters(one).filter((voter) => voters(other).includes(voter))).toEqual([]);
    expect(manifestOf(one).seals).toEqual(manifestOf(other).seals);
  });

  test('without names no name is in it, and the lists stand as they stand', async () => {
    const { house, host } = await room();
    const file = await exported(house, host);
    const whole = await exported(house, host, '?names=yes');
    for (const name of ['李明', '王芳', '周主任']) expect([name, file.includes(name), whole.includes(name)]).toEqual([name, false, true]);
    const there = await at(memoryStore());
    expect(await taken(there, file)).toMatchObject({ done: true });
    const content = JSON.stringify(await contentIn(there.store, `${checklist}/suggestions`));
    expect(content).toContain(words);
    expect(content).not.toContain('李明');
    expect(await taken(there, file)).toMatchObject({ done: true, fresh: 0 });
  });

  test('the seals of the record page are those of the archive, also later and after an erasure', async () => {
    const { house, host, guests } = await room();
    const { seals, made } = manifestOf(await exported(house, host));
    const shown = async (query = ''): Promise<readonly Seal[]> =>
      (await house.call('GET', `/api/${session}/seal${query}`)).body['seals'] as readonly Seal[];
    expect(await shown()).toEqual(seals);
    await house.engine.erase(guests[0]?.person ?? '');
    expect(await shown()).toEqual(seals);
    expect(await shown(`?at=${made}`)).toEqual(seals);
    expect((await shown(`?at=${made - 60_000}`)).find(({ stream }) => stream === session)?.head).not.toBe(
      seals.find(({ stream }) => stream === session)?.head,
    );
  });

  test('packed it is the same', async () => {
    const { house, host } = await room();
    const response = await fetch(`${house.url}/api/${session}/archive?gzip=yes`, { headers: { cookie: host.cookie } });
    const packed = new Uint8Array(await response.arrayBuffer());
    expect(manifestOf(gunzipSync(packed).toString('utf8')).of).toBe(session);
    expect(await taken(await at(memoryStore()), packed)).toMatchObject({ done: true });
  });
});

describe('who may', () => {
  test('take an archive: whoever runs the session, once it is over', async () => {
    const house = await at(memoryStore());
    const told = await held(house);
    const asked = (cookie?: string) => house.call('GET', `/api/${session}/archive`, undefined, { cookie });
    expect((await asked()).body).toEqual({ refused: 'not-signed-in' });
    expect((await asked(told.guests[0]?.cookie)).body).toEqual({ refused: 'not-yours' });
    await told.ask(told.host, 'sessions/43', {
      type: 'convene',
      title: '下一场',
      topics: [],
      place: '街道',
      startsAt: house.clock.now(),
      preset: 'questions-answers-debate',
    });
    const { body } = await house.call('GET', '/api/sessions/43/archive', undefined, { cookie: told.host.cookie });
    expect(body).toEqual({ refused: 'not-over' });
    expect((await house.call('GET', '/api/sessions/43/seal', undefined, { cookie: told.host.cookie })).body).toEqual({
      refused: 'not-over',
    });
  });

  test('bring one in: administrators', async () => {
    const house = await at(memoryStore());
    const member = await house.person('convener');
    expect((await house.call('POST', '/api/archives', 'x', { cookie: member.cookie })).body).toEqual({ refused: 'not-yours' });
  });
});

describe('bringing in', () => {
  const flawsOf = (taking: Taking): readonly Flaw[] => ('flaws' in taking ? taking.flaws : []);

  test('refuses what is here already and different, by name, and keeps nothing of it', async () => {
    const here = await at(memoryStore());
    const file = await exported(here, (await held(here)).host);
    const there = await at(memoryStore());
    await held(there);
    const before = await there.store.heads([session, checklist, ballots]);
    const flaws = flawsOf(await taken(there, file));
    expect(flaws.map(({ code }) => code)).toContain('exists');
    expect(new Set(flaws.map(({ stream }) => stream))).toContain(session);
    expect(await there.store.heads([session, checklist, ballots])).toEqual(before);
  });

  test('into its own house changes nothing, whatever name the votes came under', async () => {
    const house = await at(memoryStore());
    const file = await exported(house, (await held(house)).host, '?names=yes');
    expect(await taken(house, file)).toMatchObject({ done: true, fresh: 0 });
  });

  test('goes on where it was stopped', async () => {
    const here = await at(memoryStore());
    const file = await exported(here, (await held(here)).host, '?names=yes');
    const there = await at(memoryStore());
    // As if the machine had gone down after the first events.
    const first = linesOf(file).flatMap((line) => (line['stream'] === session ? [line['recorded'] as never] : []));
    await there.engine.adopt(session, first.slice(0, 5));
    expect(await taken(there, file)).toMatchObject({ done: true });
    expect(nobodysStances(await stateIn(there, session))).toEqual(nobodysStances(await stateIn(here, session)));
  });

  test('takes nothing that does not belong to a session', async () => {
    const here = await at(memoryStore());
    const file = await exported(here, (await held(here)).host);
    const forged = file.replaceAll('"stream":"ballots/42"', '"stream":"people/root"').replace('"of":"sessions/42"', '"of":"people/root"');
    const flaws = flawsOf(await taken(await at(memoryStore()), forged));
    expect(flaws[0]).toMatchObject({ line: 1 });
  });

  test('asks nothing of the other house: no reaction, no row of anything else', async () => {
    const here = await at(memoryStore());
    const file = await exported(here, (await held(here)).host);
    const there = await at(memoryStore());
    await taken(there, file);
    expect(await there.store.pendingReactions(10)).toEqual([]);
    expect((await there.store.streams('registers', '', 10)).length).toBe(0);
  });
});
