/** Topics side by side, their reactions delivered in turn: merging is a matter between streams. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { house, type Actor } from '#shared/core/actor.ts';
import type { AnyCommand, Reaction } from '#shared/core/kind.ts';
import { idOf, streamId } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Command } from '#shared/topics/commands.ts';
import { everybodyBehind } from '#shared/topics/endorsers.ts';
import { topics } from '#shared/topics/kind.ts';
import type { State, Topic } from '#shared/topics/state.ts';
import { occasion, person, sentences, start } from '../given/given.ts';
import { joined, submit, submitted } from './topic.ts';

const convener = person('u-1', 'convener');
const keeper = house(start);
const ids = ['a', 'b', 'c', 'd'];

/** A small house with only topics in it. `pick` chooses which waiting reaction comes next; each pair of topics keeps its order. */
const neighbourhood = (pick: (waiting: number) => number = () => 0) => {
  const states = new Map<string, State>();
  const seqs = new Map<string, number>();
  const waiting: { from: string; reaction: Extract<Reaction, { stream: string }> }[] = [];
  const ask = (id: string, command: Command | AnyCommand, actor: Actor): string | null => {
    const stream = streamId('topics', id);
    let state = states.get(id) ?? topics.initial;
    const outcome = topics.decide(v.parse(topics.commands, command), state, actor, occasion(stream));
    if (isRefusal(outcome)) return outcome.refused;
    for (const event of outcome) {
      const recorded = { seq: (seqs.get(id) ?? 0) + 1, at: start, by: actor.id, cause: 'c', event };
      seqs.set(id, recorded.seq);
      state = topics.evolve(state, recorded);
      states.set(id, state);
      for (const reaction of topics.reactions!(recorded, state, stream)) if ('stream' in reaction) waiting.push({ from: id, reaction });
    }
    return null;
  };
  const deliverOne = (): boolean => {
    if (waiting.length === 0) return false;
    const chosen = waiting[pick(waiting.length) % waiting.length]!;
    const first = waiting.findIndex((one) => one.from === chosen.from && one.reaction.stream === chosen.reaction.stream);
    const [{ reaction }] = waiting.splice(first, 1) as [(typeof waiting)[number]];
    ask(idOf(reaction.stream), reaction.command, keeper);
    return true;
  };
  const settle = (): void => {
    let turns = 0;
    while (deliverOne()) if ((turns += 1) > 2000) throw new Error('reactions never end');
  };
  const topic = (id: string): Topic => states.get(id) as Topic;
  return { ask, deliverOne, settle, topic };
};

const settled = (...present: string[]) => {
  const here = neighbourhood();
  for (const id of present) {
    here.ask(id, { ...submit, title: `议题 ${id}` }, person(`by-${id}`));
    here.ask(id, { type: 'endorse' }, person(`for-${id}`));
    here.ask(id, { type: 'endorse' }, person('for-all'));
  }
  return here;
};

test('T7 a merge keeps submitters and endorsers, each person once', () => {
  const here = settled('a', 'b');
  expect(here.ask('a', { type: 'mergeInto', into: 'b' }, convener)).toBeNull();
  here.settle();
  expect(here.topic('a')).toMatchObject({ stage: 'merged', into: 'b' });
  expect(here.topic('b')).toMatchObject({ endorsements: 3, joined: { a: { submitter: 'by-a', endorsers: ['for-a', 'for-all'] } } });
  expect(here.topic('b').joined['a']!.receipt).toBe(here.topic('a').receipt);
});

test('T8 a merge taken back leaves both as they were', () => {
  const here = settled('a', 'b');
  const before = [here.topic('a'), here.topic('b')];
  here.ask('a', { type: 'screen' }, convener);
  here.ask('a', { type: 'mergeInto', into: 'b' }, convener);
  here.settle();
  expect(here.ask('a', { type: 'unmerge' }, convener)).toBeNull();
  here.settle();
  expect(here.topic('a')).toEqual({ ...before[0], stage: 'screened', listed: true });
  expect(here.topic('b')).toEqual(before[1]);
  expect(here.ask('a', { type: 'unmerge' }, convener)).toBe('wrong-stage');
});

test('T9 whatever the order of merging, the last of a chain holds everybody', () => {
  for (const order of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const here = settled('a', 'b', 'c');
    for (const id of order) here.ask(id, { type: 'mergeInto', into: id === 'a' ? 'b' : 'c' }, convener);
    here.settle();
    expect(Object.keys(here.topic('c').joined).sort()).toEqual(['a', 'b']);
    expect(here.topic('c').endorsements).toBe(4);
    here.ask('a', { type: 'unmerge' }, convener);
    here.settle();
    expect(Object.keys(here.topic('c').joined)).toEqual(['b']);
    expect(here.topic('c').endorsements).toBe(3);
  }
});

test('T10 a topic comes back from where nothing takes it in', () => {
  const here = settled('a', 'b');
  expect(here.ask('a', { type: 'mergeInto', into: 'a' }, convener)).toBe('itself');
  here.ask('a', { type: 'mergeInto', into: 'nowhere' }, convener);
  here.settle();
  expect(here.topic('a').stage).toBe('collected');
  here.ask('b', { type: 'decline', reason: 'court', note: '' }, convener);
  here.ask('a', { type: 'nestUnder', under: 'b' }, convener);
  here.settle();
  expect(here.topic('a').stage).toBe('collected');
});

test('T10 what is handed on to a declined topic comes back the way it went', () => {
  const here = settled('a', 'b', 'c');
  here.ask('b', { type: 'mergeInto', into: 'c' }, convener);
  here.settle();
  here.ask('c', { type: 'decline', reason: 'court', note: '' }, convener);
  here.ask('a', { type: 'mergeInto', into: 'b' }, convener);
  here.settle();
  expect(here.topic('a').stage).toBe('collected');
  expect(here.topic('b')).toMatchObject({ stage: 'merged', joined: {} });
});

test('T10 nested under each other, at least one of the two comes back', () => {
  const here = settled('a', 'b');
  here.ask('a', { type: 'nestUnder', under: 'b' }, convener);
  here.ask('b', { type: 'nestUnder', under: 'a' }, convener);
  here.settle();
  expect([here.topic('a').stage, here.topic('b').stage]).toContain('collected');
});

test('T10 merged into each other, at least one of the two comes back', () => {
  const here = settled('a', 'b');
  here.ask('a', { type: 'mergeInto', into: 'b' }, convener);
  here.ask('b', { type: 'mergeInto', into: 'a' }, convener);
  here.settle();
  expect([here.topic('a').stage, here.topic('b').stage]).toContain('collected');
});

test('T11 a nested topic is counted apart', () => {
  const here = settled('a', 'b');
  here.ask('a', { type: 'nestUnder', under: 'b' }, convener);
  here.settle();
  expect(here.topic('a')).toMatchObject({ stage: 'nested', into: 'b', endorsements: 2 });
  expect(here.topic('b')).toMatchObject({ endorsements: 2, joined: { a: { as: 'nested', title: '议题 a' } } });
});

test('T8 what comes twice or late does no harm', () => {
  const { given } = sentences(topics);
  given(submitted(), { type: 'absorbed', from: 'b', joined: joined(), endorsements: 0 })
    .when({ type: 'absorb', from: 'b', joined: { ...joined(), endorsers: [] } }, keeper)
    .then();
  given(submitted()).when({ type: 'release', from: 'b' }, keeper).then();
  given(submitted()).when({ type: 'comeBack', topic: '42', from: 'b' }, keeper).then();
  given(submitted())
    .when({ type: 'absorb', from: 'b', joined: { ...joined(), endorsers: [] } }, convener)
    .thenRefused('not-allowed');
});

const step = fc.oneof(
  fc.record({
    do: fc.constantFrom('mergeInto', 'unmerge', 'nestUnder', 'endorse', 'decline'),
    topic: fc.constantFrom(...ids),
    other: fc.constantFrom(...ids),
  }),
  fc.record({ do: fc.constant('deliver'), topic: fc.constant(''), other: fc.constant('') }),
);

test('T9 T10 after any mergers in any order every topic lives on somewhere with everybody behind it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 }), (steps, choices) => {
      let turn = 0;
      const here = neighbourhood(() => choices[(turn += 1) % choices.length]!);
      for (const id of ids) here.ask(id, submit, person(`by-${id}`));
      steps.forEach(({ do: what, topic, other }, n) => {
        if (what === 'deliver') here.deliverOne();
        else if (what === 'mergeInto') here.ask(topic, { type: 'mergeInto', into: other }, convener);
        else if (what === 'nestUnder') here.ask(topic, { type: 'nestUnder', under: other }, convener);
        else if (what === 'decline') here.ask(topic, { type: 'decline', reason: 'court', note: '' }, convener);
        else here.ask(topic, { type: what }, what === 'endorse' ? person(`g-${n % 5}`) : convener);
      });
      here.settle();
      for (const id of ids) expectHome(here.topic, id);
    }),
    { numRuns: 1500 },
  );
});

/** Following `into` never goes round, and the topic that merging ends at holds this one's endorsers. */
const expectHome = (topic: (id: string) => Topic, id: string): void => {
  const way = [id];
  for (let here = topic(id); 'into' in here; here = topic(here.into)) {
    expect(way, 'joined in a circle').not.toContain(here.into);
    way.push(here.into);
  }
  const path = [id];
  for (let here = topic(id); here.stage === 'merged'; here = topic(here.into)) path.push(here.into);
  const home = topic(path.at(-1)!);
  expect(everybodyBehind(home).size).toBe(home.endorsements);
  for (const endorser of topic(id).endorsers) expect([...everybodyBehind(home)], `${id} in ${path.join(' → ')}`).toContain(endorser);
  for (const [from, one] of Object.entries(home.joined))
    if (one.as === 'merged') expect(topic(from).stage, `${from} held by ${path.at(-1)}`).toBe('merged');
};
