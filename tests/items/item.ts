/** Builders of items: who takes part, the item as issued, and the way up to each stage. */
import * as v from 'valibot';
import { house, type Actor } from '#shared/core/actor.ts';
import { dayLength } from '#shared/core/calendar.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Command, CommandOf } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, EventOf, State } from '#shared/items/state.ts';
import { at, fold, occasion, officer, person, sentences, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';

export const lead = officer('u-lead', 'housing');
export const leader: Actor = { ...person('u-leader', 'leader'), department: 'housing' };
export const helper = officer('u-water', 'water');
export const stranger = officer('u-traffic', 'traffic');
export const supervisor = person('u-supervisor', 'supervisor');
export const host = person('p-host');
export const raters = ['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'].map((id) => person(id));
export const home = house(start);

/** Saturday 24 October 2026 plus calendar days. */
export const onDay = (days: number, actor: Actor): Actor => at(actor, start + days * dayLength);

export const picture = `${'a'.repeat(32)}.jpg`;
export const picture2 = `${'b'.repeat(32)}.jpg`;

export const issue = (differs: Partial<CommandOf<'issue'>> = {}): CommandOf<'issue'> => ({
  type: 'issue',
  number: '〔2026〕12-1',
  session: '42',
  checklist: '42',
  row: 'r-1',
  sources: [{ kind: 'commitment', id: 'c-1', at: start }],
  title: '三号楼加装电梯',
  task: '完成设计、公示和安装。',
  criterion: '通过验收并投入使用。',
  lead: 'housing',
  cooperating: [],
  due: '2026-12-31',
  milestones: [],
  publicity: 'public',
  issuedAt: start,
  hosts: ['p-host'],
  raters: raters.map(({ id }) => id),
  proposers: ['p-proposer'],
  contact: { subject: 'contact-42-r-1', name: '示例·李工', phone: '0513-5550101' },
  ...differs,
});

export const ask = (command: Command, actor: Actor): Ask => ({ command, actor });
export const report = (differs: Partial<CommandOf<'reportDone'>> = {}): Command => ({
  type: 'reportDone',
  text: '电梯已通过验收。',
  files: [picture],
  class: 'A',
  ...differs,
});
export const rating = (result: 'satisfied' | 'basically' | 'dissatisfied', reason = ''): Command => ({
  type: 'rate',
  attitude: 'satisfied',
  result,
  reason,
});

/** What these asks bring, one after the other; throws when one is refused. */
export const told = (asks: readonly Ask[]): readonly Recorded<Event>[] => {
  const made: Recorded<Event>[] = [];
  let state = items.initial;
  asks.forEach(({ command, actor }, n) => {
    const outcome = items.decide(v.parse(items.commands, command), state, actor, occasion('items/42', { id: `ask-${n}` }));
    if (isRefusal(outcome)) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    for (const event of outcome) {
      const recorded = { seq: made.length + 1, at: Math.max(actor.now, made.at(-1)?.at ?? 0), by: actor.id, cause: `ask-${n}`, event };
      made.push(recorded);
      state = items.evolve(state, recorded);
    }
  });
  return made;
};

export const stateAfter = (asks: readonly Ask[]): State => fold(items, told(asks));
export const live = (asks: readonly Ask[]) => {
  const state = stateAfter(asks);
  if (state.stage === 'unissued') throw new Error('not issued');
  return state;
};
/** The state, when it is at this stage. */
export const stateAt = <S extends State['stage']>(stage: S, asks: readonly Ask[]): Extract<State, { stage: S }> => {
  const state = stateAfter(asks);
  if (state.stage !== stage) throw new Error(`${state.stage}, not ${stage}`);
  return state as Extract<State, { stage: S }>;
};
export const eventsOf = <T extends Event['type']>(asks: readonly Ask[], type: T): readonly EventOf<T>[] =>
  told(asks)
    .map(({ event }) => event)
    .filter((event): event is EventOf<T> => event.type === type);

const { given } = sentences(items);
export const after = (asks: readonly Ask[]) => given(...told(asks));

export const issued = (differs: Partial<CommandOf<'issue'>> = {}): readonly Ask[] => [ask(issue(differs), home)];
export const claimed = (differs: Partial<CommandOf<'issue'>> = {}): readonly Ask[] => [
  ...issued(differs),
  ask({ type: 'claim', text: '' }, lead),
];
export const reported = (differs: Partial<CommandOf<'issue'>> = {}, how: Partial<CommandOf<'reportDone'>> = {}): readonly Ask[] => [
  ...claimed(differs),
  ask(report(how), onDay(10, lead)),
];
export const verified = (differs: Partial<CommandOf<'issue'>> = {}, how: Partial<CommandOf<'reportDone'>> = {}): readonly Ask[] => [
  ...reported(differs, how),
  ask({ type: 'verify', text: '' }, onDay(11, supervisor)),
];
/** All six rate; the first `dissatisfied` of them are dissatisfied with the result. */
export const rated = (dissatisfied: number, how: Partial<CommandOf<'reportDone'>> = {}): readonly Ask[] => [
  ...verified({}, how),
  ...raters.map((rater, n) =>
    ask(rating(n < dissatisfied ? 'dissatisfied' : 'satisfied', n < dissatisfied ? `理由${n}` : ''), onDay(12, rater)),
  ),
];
export const closed = (how: Partial<CommandOf<'reportDone'>> = {}): readonly Ask[] => [
  ...rated(0, how),
  ask({ type: 'close' }, onDay(13, supervisor)),
];
