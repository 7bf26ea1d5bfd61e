/** Builders of lists: sound rows, a seated room, and the way up to each stage. */
import * as v from 'valibot';
import type { Command } from '#shared/checklists/commands.ts';
import { checklists } from '#shared/checklists/kind.ts';
import type { Event, SeatRole } from '#shared/checklists/state.ts';
import { house, type Actor } from '#shared/core/actor.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { occasion, officer, person, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';

type Cells = Readonly<Record<string, unknown>>;

export const suggestion = (differs: Cells = {}): Cells => ({
  order: 'a',
  topic: '加装电梯',
  problem: '六层楼没有电梯，老人下楼难。',
  suggestion: '年内完成两个单元的加装。',
  proposer: '',
  anonymous: false,
  sources: [{ kind: 'question', id: 'q-1' }],
  support: 12,
  reserve: 1,
  oppose: 0,
  minority: '',
  department: 'housing',
  category: 'immediate',
  attitude: 'promised',
  attitudeReason: '',
  ...differs,
});

export const responsibility = (differs: Cells = {}): Cells => ({
  order: 'a',
  title: '三号楼加装电梯',
  suggestions: ['s-1'],
  sources: [{ kind: 'commitment', id: 'c-1', at: start }],
  task: '完成设计、公示和安装。',
  criterion: '通过验收并投入使用。',
  lead: 'housing',
  cooperating: [],
  person: '',
  phone: '',
  due: '2026-12-31',
  milestones: [],
  publicity: 'public',
  ...differs,
});

export const rows = (given: Readonly<Record<string, Cells>>): DocumentContent => ({ rows: given });

export const documents = (responsibilities: Readonly<Record<string, Cells>> = { 'r-1': responsibility() }) => ({
  suggestions: rows({ 's-1': suggestion() }),
  responsibilities: rows(responsibilities),
});

export const host = person('p-host');
export const recorder = person('p-recorder');
export const convener = person('p-convener');
export const resident = person('p-resident');
export const expert = person('p-expert');
export const housing = officer('u-housing', 'housing');
export const water = officer('u-water', 'water');
export const home = house(start);

const seat = (who: string, ...roles: SeatRole[]): Ask => ({
  actor: home,
  command: { type: 'seat', person: who, roles, department: null } as Command,
});

export const asked = (command: Command, actor: Actor): Ask => ({ command, actor });

/** Everybody takes a seat, the session opens and gets its number: what most tests begin with. */
export const opened: readonly Ask[] = [
  seat('p-host', 'host'),
  seat('p-recorder', 'recorder'),
  seat('p-convener', 'convener'),
  seat('p-resident', 'resident'),
  seat('p-stakeholder', 'stakeholder'),
  seat('p-expert', 'expert'),
  asked({ type: 'prepare', session: '42', title: '老旧小区改造' }, home),
  asked({ type: 'number', year: 2026, number: 12 }, home),
];

/** What these asks bring, one after the other, with these documents on the table; throws when one is refused. */
export const told = (asks: readonly Ask[], on: Readonly<Record<string, DocumentContent>> = documents()): readonly Recorded<Event>[] => {
  const made: Recorded<Event>[] = [];
  let state = checklists.initial;
  for (const { command, actor } of asks) {
    const outcome = checklists.decide(v.parse(checklists.commands, command), state, actor, occasion('checklists/42', { documents: on }));
    if (isRefusal(outcome)) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    for (const event of outcome) {
      const recorded = { seq: made.length + 1, at: actor.now, by: actor.id, cause: `cause-${made.length}`, event };
      made.push(recorded);
      state = checklists.evolve(state, recorded);
    }
  }
  return made;
};

export const proposed: readonly Ask[] = [...opened, asked({ type: 'propose' }, host)];
export const signed: readonly Ask[] = [
  ...proposed,
  asked({ type: 'signOff', party: 'host' }, host),
  asked({ type: 'signOff', party: 'housing' }, housing),
];
export const issued: readonly Ask[] = [...signed, asked({ type: 'issue' }, host)];
