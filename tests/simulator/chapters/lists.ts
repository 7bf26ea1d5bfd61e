import { checklists } from '#shared/checklists/kind.ts';
import type { State as Lists } from '#shared/checklists/state.ts';
import { items } from '#shared/items/kind.ts';
import { registers } from '#shared/registers/kind.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { person } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';
import { host, housing, opening } from './meeting.ts';

const lists: StreamId = 'checklists/s1';
const resident = person('g-1');

const responsibility = (n: number, complete: boolean) => ({
  order: `a${n}`,
  title: `第 ${n} 项`,
  suggestions: ['v1'],
  sources: [],
  task: '更换楼道灯具',
  criterion: complete ? '每层有灯，夜间照度合格' : '',
  lead: 'housing',
  cooperating: [],
  person: '示例·李某',
  phone: '13900000000',
  due: '2027-03-01',
  milestones: [],
  publicity: 'public',
});

const papers = (chance: Chance): ReadonlyMap<DocumentName, Record<string, Record<string, unknown>>> =>
  new Map([
    [
      'checklists/s1/suggestions',
      {
        v1: {
          order: 'a',
          topic: '楼道照明',
          problem: '灯坏了半年',
          suggestion: '换灯',
          proposer: 'g-1',
          anonymous: false,
          sources: [],
          department: 'housing',
          category: 'immediate',
        },
      },
    ],
    ['checklists/s1/responsibilities', { r1: responsibility(1, chance.happens(0.8)), r2: responsibility(2, true) }],
  ]);

const thoughts = (chance: Chance, stage: Lists['stage']): Thought['command'] => {
  if (stage === 'drafting') return { type: 'propose' };
  if (stage === 'issued')
    return chance.pick([
      { type: 'amend', row: 'r1', field: 'due', value: chance.pick(['2027-04-01', '2027-05-01']), reason: '雨季顺延' },
      { type: 'issue' },
    ]);
  return chance.pick([
    { type: 'signOff', party: 'host' },
    { type: 'signOff', party: 'housing' },
    { type: 'signOff', party: 'housing' },
    { type: 'issue' },
    { type: 'issue' },
    { type: 'refuseSignOff', party: chance.pick(['host', 'housing']), reason: '期限太紧' },
    { type: 'withdrawProposal' },
  ]);
};

/** From pencil to ink: lists proposed, signed, refused, issued, amended; what is issued becomes items. */
export const inking: Chapter = {
  name: 'inking',
  kinds: { sessions, checklists, items, registers },
  people: [host, housing, resident],
  streams: [lists, 'items/s1-1'],
  prelude: () =>
    opening([
      { actor: housing, role: 'officer', department: 'housing' },
      { actor: resident, role: 'resident' },
    ]),
  papers,
  think: (chance, _who, stateOf) => ({ stream: lists, command: thoughts(chance, (stateOf(lists) as Lists).stage) }),
};
