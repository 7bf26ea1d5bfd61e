/** A session as it happens, with people, questions, a debate, marks, polls and lists, told to a house by its commands. */
import * as Y from 'yjs';
import { house as theHouse, nobody, type Actor } from '#shared/core/actor.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { kinds } from '#shared/kinds.ts';
import { contentOf } from '#server/documents/content.ts';
import type { Store } from '#server/store/store.ts';
import { openHouse, type Caller, type House } from '#tests/gateway/running.ts';
import { listsOfTheRoom } from './lists.ts';

export const id = '42';
export const session: StreamId = `sessions/${id}`;
export const checklist: StreamId = `checklists/${id}`;
export const ballots: StreamId = `ballots/${id}`;

export const openWith = (store: Store): Promise<House> => openHouse({ kinds, store });

/** Resolves when nothing that was asked has anything left to bring. */
export const settled = async (house: House): Promise<void> => {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if ((await house.store.pendingReactions(1)).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('reactions never came to an end');
};

/** The map of opinions is made beside the event loop, and kept once the session is closed. */
const mapped = async ({ engine }: House): Promise<void> => {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if ((await engine.events(ballots, 0)).some(({ event }) => event.type === 'mapKept')) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the map was never kept');
};

export interface Told {
  readonly house: House;
  readonly host: Caller;
  readonly guests: readonly Caller[];
  ask(who: Caller | null, stream: StreamId, command: AnyCommand & Record<string, unknown>, id?: string): Promise<void>;
}

const seven = ['李明', '王芳', '张伟', '刘洋', '陈静', '杨帆', '赵磊'] as const;

/** Opens a session with a host and seven guests. */
export const begun = async (house: House): Promise<Told> => {
  const host = await house.person('admin', 'convener');
  const guests = await Promise.all(seven.map(() => house.guest()));
  let asked = 0;
  const actor = (who: Caller | null): Actor =>
    who === null
      ? theHouse(house.clock.now())
      : { ...nobody(house.clock.now()), id: who.person, roles: who === host ? ['admin', 'convener'] : [] };
  const ask: Told['ask'] = async (who, stream, command, named) => {
    asked += 1;
    house.clock.pass(1_700);
    const answer = await house.engine.ask(stream, named ?? `asked-${asked}`, command, actor(who));
    if (!('seq' in answer)) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
  };
  const startsAt = house.clock.now();
  await ask(host, session, {
    type: 'convene',
    title: '加装电梯',
    topics: [],
    place: '街道',
    startsAt,
    preset: 'questions-answers-debate',
    name: '周主任',
  });
  for (const [n, guest] of guests.entries())
    await ask(host, session, {
      type: 'seatPerson',
      person: guest.person,
      name: seven[n] ?? '',
      roles: n === 6 ? ['expert'] : ['resident'],
    });
  await ask(host, session, { type: 'open' });
  await settled(house);
  return { house, host, guests, ask };
};

const talk = async ({ ask, host, guests, house }: Told): Promise<void> => {
  await ask(host, session, { type: 'nextSegment' });
  await ask(guests[0] ?? host, session, { type: 'ask', text: '什么时候开工？', anonymous: true }, 'question-1');
  await settled(house);
  for (const guest of guests.slice(1, 4)) await ask(guest, ballots, { type: 'second', question: 'question-1' });
  await ask(host, session, { type: 'raiseQuestion', question: 'question-1' });
  await ask(host, session, { type: 'answerQuestion', kind: 'on-the-spot', question: 'question-1', text: '年内开工。' }, 'answer-1');
  await ask(
    host,
    session,
    { type: 'captureCommitment', question: 'question-1', department: 'housing', what: '年内开工', due: '2026-12-31' },
    'promise-1',
  );
  await ask(host, session, { type: 'setMotion', text: '一楼该不该出钱' });
  for (const [n, guest] of guests.entries()) await ask(guest, session, { type: 'setStance', phase: 'before', value: (n * 17) % 101 });
  for (const [n, guest] of guests.entries()) await ask(guest, session, { type: 'setStance', phase: 'after', value: (n * 31) % 101 });
};

export const options = [
  { id: 'yes', text: '同意' },
  { id: 'no', text: '不同意' },
] as const;

const vote = async ({ ask, host, guests, house }: Told): Promise<void> => {
  await ask(host, ballots, { type: 'openMarking' });
  await ask(guests[1] ?? host, ballots, { type: 'makeStatement', text: '费用应按楼层分摊' }, 'statement-1');
  for (const [n, guest] of guests.entries())
    await ask(guest, ballots, { type: 'mark', statement: 'statement-1', mark: n % 3 === 0 ? 'disagree' : 'agree' });
  await ask(guests[0] ?? host, ballots, { type: 'mark', statement: 'statement-1', mark: 'pass' });
  await ask(
    host,
    ballots,
    { type: 'openPoll', title: '同意方案吗', method: 'single', options: [...options], form: 'counted', running: true },
    'poll-1',
  );
  const choose = (option: string) => ({ type: 'castBallot', poll: 'poll-1', choice: { method: 'single', option } });
  for (const [n, guest] of guests.entries()) await ask(guest, ballots, choose(n < 4 ? 'yes' : 'no'));
  await ask(guests[0] ?? host, ballots, choose('no'));
  await ask(host, ballots, { type: 'closePoll', poll: 'poll-1' });
  await ask(guests[2] ?? host, ballots, { type: 'showMood', mood: 'clear' });
  await settled(house);
};

/** All of it, to the close. */
export const held = async (house: House): Promise<Told> => {
  const told = await begun(house);
  await talk(told);
  await vote(told);
  await settled(house);
  await house.store.appendUpdates(listsOfTheRoom(checklist, house.clock.now()));
  await told.ask(told.host, session, { type: 'settleQuestion', question: 'question-1' });
  await told.ask(told.host, session, { type: 'close' });
  await settled(house);
  await mapped(house);
  return told;
};

/** What stands in a document, whole. */
export const contentIn = async (store: Store, name: `${string}/${string}/${string}`): Promise<unknown> => {
  const { base, tail } = await store.document(name);
  const doc = new Y.Doc();
  for (const update of [...(base ? [base] : []), ...tail.map((one) => one.update)]) Y.applyUpdate(doc, update);
  return contentOf(doc);
};
