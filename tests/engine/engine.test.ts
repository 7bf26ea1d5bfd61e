import { describe, expect, test } from 'vitest';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { person, start } from '#tests/given/given.ts';
import { memoryStore, type MemoryStore } from '#tests/store/memory.ts';
import { localBus, settle, startNode } from './node.ts';
import { tallies, type Tally } from './tallies.ts';

const kinds = { tallies };
const one: StreamId = 'tallies/one';
const anna = person('anna');
const total = (state: unknown): number => (state as Tally).total;

describe('commands', () => {
  test('of one stream are decided in turn, each on what the one before left', async () => {
    const { engine } = await startNode(memoryStore(), kinds);
    const answers = await Promise.all([
      engine.ask(one, 'a', { type: 'add', n: 5 } as AnyCommand, anna),
      engine.ask(one, 'b', { type: 'add', n: -5 } as AnyCommand, anna),
      engine.ask(one, 'c', { type: 'add', n: -1 } as AnyCommand, anna),
    ]);
    expect(answers).toEqual([{ seq: 1 }, { seq: 2 }, { refused: 'negative' }]);
  });

  test('asked twice with one id are done once: together, later, after a restart, and on another node', async () => {
    const store = memoryStore();
    const ask = { type: 'add', n: 1 } as AnyCommand;
    const first = await startNode(store, kinds);
    await Promise.all([first.engine.ask(one, 'a', ask, anna), first.engine.ask(one, 'a', ask, anna)]);
    expect(await first.engine.ask(one, 'a', ask, anna)).toEqual({ seq: 1 });
    const second = await startNode(store, kinds);
    expect(await second.engine.ask(one, 'a', ask, anna)).toEqual({ seq: 1 });
    expect(total((await second.engine.open(one)).state)).toBe(1);
  });

  test('with a used id and other content, or by somebody else, are refused', async () => {
    const { engine } = await startNode(memoryStore(), kinds);
    await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna);
    expect(await engine.ask(one, 'a', { type: 'add', n: 2 } as AnyCommand, anna)).toEqual({ refused: 'id-reused' });
    expect(await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, person('boris'))).toEqual({ refused: 'id-reused' });
  });

  test('that wait together share one commit', async () => {
    const store = memoryStore();
    let commits = 0;
    store.gate = async () => void (commits += 1);
    const { engine } = await startNode(store, kinds);
    await Promise.all(Array.from({ length: 50 }, (_, n) => engine.ask(`tallies/${n}`, 'a', { type: 'add', n: 1 } as AnyCommand, anna)));
    expect(commits).toBe(1);
  });

  test('whose decision has a bug fail alone, with a reference and no inner text', async () => {
    const { engine, log } = await startNode(memoryStore(), kinds);
    const [bad, good] = await Promise.all([
      engine.ask(one, 'a', { type: 'break' }, anna),
      engine.ask(one, 'b', { type: 'add', n: 1 } as AnyCommand, anna),
    ]);
    expect('failed' in bad && bad.failed).toMatch(/^[0-9a-f]{8}$/);
    expect(good).toEqual({ seq: 1 });
    expect(log.said.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('a store that fails', () => {
  test('answers unavailable, keeps nothing, announces nothing; the same id asked again is done', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    const heard: number[] = [];
    engine.onCommit(({ after }) => heard.push(after.seq));
    store.failNextCommits(1);
    expect(await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna)).toEqual({ unavailable: 'store' });
    expect(heard).toEqual([]);
    expect((await engine.open(one)).seq).toBe(0);
    expect(await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna)).toEqual({ seq: 1 });
    expect(heard).toEqual([1]);
  });

  test('and lost only the answer: asked again, it is done once', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    store.loseNextAnswers(1);
    expect(await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna)).toEqual({ unavailable: 'store' });
    expect(await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna)).toEqual({ seq: 1 });
    expect(total((await engine.open(one)).state)).toBe(1);
  });

  test('what is announced says no more than the record: no hash of who asked what', async () => {
    const { engine } = await startNode(memoryStore(), kinds);
    const heard: string[] = [];
    engine.onCommit(({ events }) => heard.push(...events.flatMap((recorded) => Object.keys(recorded))));
    await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna);
    expect(heard.sort()).toEqual(['at', 'by', 'cause', 'event', 'seq']);
  });

  test('announces only after the commit', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    const order: string[] = [];
    store.gate = async () => {
      await settle();
      order.push('commit');
    };
    engine.onCommit(() => order.push('announce'));
    await engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna).then(() => order.push('answer'));
    expect(order).toEqual(['commit', 'announce', 'answer']);
  });
});

describe('reactions', () => {
  test('bring to another stream what an event asks of it, once', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    await engine.ask(one, 'a', { type: 'copyTo', to: 'two', n: 3 } as AnyCommand, anna);
    await settle();
    expect(total((await engine.open('tallies/two')).state)).toBe(3);
    expect(await store.pendingReactions(10)).toEqual([]);
  });

  test('survive a crash between the two steps', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    // The event is kept; from then on this node gets nothing more kept: as if it had died.
    let kept = 0;
    store.gate = () => ((kept += 1) > 1 ? new Promise<void>(() => undefined) : Promise.resolve());
    await engine.ask(one, 'a', { type: 'copyTo', to: 'two', n: 3 } as AnyCommand, anna);
    await settle();
    expect((await store.heads(['tallies/two'])).get('tallies/two')).toBe(0);
    store.gate = null;
    const next = await startNode(store, kinds);
    await settle();
    expect(total((await next.engine.open('tallies/two')).state)).toBe(3);
    expect(await store.pendingReactions(10)).toEqual([]);
  });

  test('from one stream to another keep the order of their events, also when the first one had to wait', async () => {
    const store = memoryStore();
    const { engine, clock } = await startNode(store, kinds);
    await engine.ask(one, 'a', { type: 'copyTo', to: 'two', n: 1 } as AnyCommand, anna);
    store.failNextCommits(1);
    await settle();
    expect((await store.heads(['tallies/two'])).get('tallies/two')).toBe(0);
    await engine.ask(one, 'b', { type: 'copyTo', to: 'two', n: 2 } as AnyCommand, anna);
    clock.advance(10_000);
    await settle();
    expect((await engine.events('tallies/two', 0)).map(({ event }) => (event as unknown as { n: number }).n)).toEqual([1, 2]);
  });

  test('that were delivered, but whose settling was lost, are not done twice', async () => {
    const store = memoryStore();
    const stuck: MemoryStore = { ...store, settle: () => Promise.reject(new Error('died')) };
    const { engine } = await startNode(stuck, kinds);
    await engine.ask('tallies/two', `${one}#1#copy`, { type: 'add', n: 3 } as AnyCommand, { ...person('house') });
    await engine.ask(one, 'a', { type: 'copyTo', to: 'two', n: 3 } as AnyCommand, anna);
    await settle();
    expect(total((await engine.open('tallies/two')).state)).toBe(3);
  });
});

describe('deadlines', () => {
  test('wake by themselves, once', async () => {
    const { engine, clock } = await startNode(memoryStore(), kinds);
    await engine.ask(one, 'a', { type: 'ringAt', at: start + 60_000 } as AnyCommand, anna);
    clock.advance(59_000);
    await settle();
    expect(((await engine.open(one)).state as Tally).rang).toBe(0);
    clock.advance(2_000);
    await settle();
    clock.advance(600_000);
    await settle();
    expect(((await engine.open(one)).state as Tally).rang).toBe(1);
  });

  test('are asked again at an easy pace while the disk is full, and brought when it is not', async () => {
    const store = memoryStore();
    const { engine, clock } = await startNode(store, kinds);
    await engine.ask(one, 'a', { type: 'ringAt', at: start + 1_000 } as AnyCommand, anna);
    let commits = 0;
    store.gate = async () => void (commits += 1);
    store.failNextCommits(1_000_000);
    for (let n = 0; n < 50; n += 1) {
      clock.advance(100);
      await settle(3);
    }
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(6);
    store.failNextCommits(0);
    clock.advance(10_000);
    await settle();
    expect(((await engine.open(one)).state as Tally).rang).toBe(1);
  });

  test('that fell due while nobody ran are brought at start', async () => {
    const store = memoryStore();
    const before = await startNode(store, kinds);
    await before.engine.ask(one, 'a', { type: 'ringAt', at: start - 1 } as AnyCommand, anna);
    await before.engine.close();
    const { engine } = await startNode(store, kinds);
    await settle();
    expect(((await engine.open(one)).state as Tally).rang).toBe(1);
  });
});

describe('several nodes on one store', () => {
  const pair = async (bus = localBus()) => {
    const store: MemoryStore = Object.assign(memoryStore(), { dialect: 'postgres' as const });
    const means = { bus };
    return [await startNode(store, kinds, means), await startNode(store, kinds, { ...means, chance: () => 'b'.repeat(32) })] as const;
  };

  test('never both win: the loser reads and decides again', async () => {
    const [a, b] = await pair();
    await Promise.all([a.engine.open(one), b.engine.open(one)]);
    const answers = await Promise.all([
      a.engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna),
      b.engine.ask(one, 'b', { type: 'add', n: 1 } as AnyCommand, anna),
    ]);
    expect(answers.map((answer) => 'seq' in answer && answer.seq).sort()).toEqual([1, 2]);
    expect(total((await a.engine.open(one)).state)).toBe(2);
    expect(total((await b.engine.open(one)).state)).toBe(2);
  });

  test('tell each other; a follower hears every event once, in order', async () => {
    const [a, b] = await pair();
    b.engine.follow(one);
    const heard: number[] = [];
    b.engine.onCommit(({ events }) => heard.push(...events.map(({ seq }) => seq)));
    await settle();
    for (let n = 0; n < 5; n += 1) await a.engine.ask(one, `a${n}`, { type: 'add', n: 1 } as AnyCommand, anna);
    await settle();
    expect(heard).toEqual([1, 2, 3, 4, 5]);
  });

  test('find what the bus lost by looking at the store', async () => {
    const deaf = { ...localBus(), publish: () => undefined, connected: false };
    const [a, b] = await pair(deaf);
    b.engine.follow(one);
    const heard: number[] = [];
    b.engine.onCommit(({ events }) => heard.push(...events.map(({ seq }) => seq)));
    await settle();
    await a.engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna);
    b.clock.advance(5_000);
    await settle();
    expect(heard).toEqual([1]);
  });
});

describe('documents', () => {
  test("a decision that rests on one gets the server's own copy; with its event the document freezes", async () => {
    const store = memoryStore();
    const { engine, papers } = await startNode(store, kinds);
    papers.rows.set('tallies/one/paper', { r1: {}, r2: {} });
    expect(await engine.ask(one, 'a', { type: 'freeze' }, anna)).toEqual({ seq: 1 });
    expect(((await engine.open(one)).state as Tally).rows).toBe(2);
    expect((await store.document('tallies/one/paper')).frozen).toBe(true);
    expect(papers.reconsidered).toContain(one);
  });

  test('one that moved since it was read is read again', async () => {
    const store = memoryStore();
    await store.appendUpdates([{ name: 'tallies/one/paper', updates: [{ update: new Uint8Array([0, 0]), by: 'x', at: 1 }] }]);
    const { engine, papers } = await startNode(store, kinds);
    let reads = 0;
    const again = {
      ...papers,
      hold: (names: Parameters<typeof papers.hold>[0], work: Parameters<typeof papers.hold>[1]) =>
        work(names.map((name) => ({ name, content: { rows: {} }, head: reads++ === 0 ? 0 : 1 }))),
    };
    const moved = await startNode(store, kinds, { documents: again as typeof papers });
    expect(await moved.engine.ask(one, 'a', { type: 'freeze' }, anna)).toEqual({ seq: 1 });
    expect(reads).toBe(2);
    await engine.close();
  });
});

describe('a long history', () => {
  test('opens from a snapshot and the events after it', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    for (let n = 0; n < 1_100; n += 1) await engine.ask(one, `a${n}`, { type: 'add', n: 1 } as AnyCommand, anna);
    let read = 0;
    const counted: MemoryStore = {
      ...store,
      events: async (...args) => store.events(...args).then((events) => ((read += events.length), events)),
    };
    const next = await startNode(counted, kinds);
    expect(total((await next.engine.open(one)).state)).toBe(1_100);
    expect(read).toBeLessThan(600);
  });

  test('folded by an older version is folded anew, and its rows are made anew', async () => {
    const store = memoryStore();
    const { engine } = await startNode(store, kinds);
    for (let n = 0; n < 600; n += 1) await engine.ask(one, `a${n}`, { type: 'add', n: 1 } as AnyCommand, anna);
    const doubled = {
      ...tallies,
      version: 2,
      evolve: (state: Tally, recorded: Parameters<typeof tallies.evolve>[1]) =>
        recorded.event.type === 'added' ? { ...state, total: state.total + 2 } : tallies.evolve(state, recorded),
    };
    const next = await startNode(store, { tallies: doubled });
    expect(total((await next.engine.open(one)).state)).toBe(1_200);
    expect(await store.row('tallies', 'one')).toMatchObject({ total: 1_200 });
  });
});

test('erasing a person forgets the name in the state, in the rows and for every node; the record stays', async () => {
  const store = memoryStore();
  const { engine } = await startNode(store, kinds);
  await engine.ask(one, 'a', { type: 'name', subject: 'anna', name: '安娜' } as AnyCommand, anna);
  expect(await store.row('tallies', 'one')).toMatchObject({ name: '安娜' });
  expect(await engine.erase('anna')).toBe(1);
  expect(((await engine.open(one)).state as Tally).name).toBeNull();
  expect(await store.row('tallies', 'one')).toBeNull();
  expect(await engine.events(one, 0)).toHaveLength(1);
});

test('closing takes nothing more in and finishes what is under way', async () => {
  const { engine } = await startNode(memoryStore(), kinds);
  const under = engine.ask(one, 'a', { type: 'add', n: 1 } as AnyCommand, anna);
  const closed = engine.close();
  expect(await engine.ask(one, 'b', { type: 'add', n: 1 } as AnyCommand, anna)).toEqual({ unavailable: 'closing' });
  await closed;
  expect(await under).toEqual({ seq: 1 });
});
