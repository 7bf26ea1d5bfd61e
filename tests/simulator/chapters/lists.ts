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

const place = { list: 'suggestions', row: 'v1' };

/** About what is there, and now and then about what is not. */
const noted = (chance: Chance, { margin }: Lists): Thought['command'] => {
  const remark = chance.pick([...margin.remarks.map(({ id }) => id), 'gone']);
  const proposal = chance.pick([...margin.changes.map(({ id }) => id), 'gone']);
  return chance.pick<Thought['command']>([
    { type: 'remark', ...place, field: 'problem', text: '还有两盏' },
    { type: 'reply', remark, text: '是的' },
    { type: 'withdrawRemark', remark },
    { type: 'settleRemark', remark },
    {
      type: 'proposeChange',
      list: 'responsibilities',
      change: { kind: 'set', row: 'r1', field: 'due', before: '2027-03-01', after: chance.pick(['2027-02-01', '2027-01-15']) },
      why: '入冬前要亮',
    },
    { type: 'proposeChange', list: 'suggestions', change: { kind: 'remove', row: 'v1' }, why: '' },
    { type: 'withdrawChange', proposal },
    { type: 'acceptChange', proposal, adapted: chance.happens(0.3) },
    { type: 'acceptChange', proposal, adapted: false },
    { type: 'declineChange', proposal, reason: '工期排不开' },
    { type: 'agree', ...place },
    { type: 'agree', ...place },
    { type: 'unagree', ...place },
  ]);
};

const thoughts = (chance: Chance, state: Lists): Thought['command'] => {
  const { stage } = state;
  // Those who sign or read try the margin too: it is shut then.
  if (stage === 'drafting' ? chance.happens(0.75) : chance.happens(0.1)) return noted(chance, state);
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

const opens = (state: Lists): readonly string[] => [
  ...state.margin.changes.filter(({ stage }) => stage === 'open').map(({ id }) => id),
  ...state.margin.remarks.filter(({ stage }) => stage === 'open').map(({ id }) => id),
];

/** One agreement a person, nothing decided twice, and nothing open lost but by whoever closes it. */
const marginHolds = (state: Lists, before: Lists, type: string): void => {
  const twice = Object.entries(state.margin.agreements).find(([, { n, who }]) => who?.length !== n || new Set(who).size !== n);
  if (twice) throw new Error(`LawBroken: one agreement a person ${JSON.stringify(twice)}`);
  const decided = before.margin.changes.filter(({ stage }) => stage !== 'open');
  const again = decided.find((old) => state.margin.changes.some((one) => one.id === old.id && one.stage !== old.stage));
  if (again) throw new Error(`LawBroken: decided twice ${again.id}`);
  const closing = ['remarkWithdrawn', 'remarkSettled', 'changeWithdrawn', 'changeAccepted', 'changeDeclined'].includes(type);
  const lost = opens(before).filter((id) => !opens(state).includes(id));
  if (lost.length > (closing ? 1 : 0)) throw new Error(`LawBroken: ${type} loses what is open ${lost.join(' ')}`);
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
  think: (chance, _who, stateOf) => ({ stream: lists, command: thoughts(chance, stateOf(lists) as Lists) }),
  law: (stream, state, before, { event }) => {
    if (stream === lists) marginHolds(state as Lists, before as Lists, event.type);
  },
};
