import { items } from '#shared/items/kind.ts';
import type { State } from '#shared/items/state.ts';
import { house } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { officer, person, start } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';

const item: StreamId = 'items/i1';
const file = `${'a'.repeat(32)}.jpg`;
const housing = officer('officer-housing', 'housing');
const urban = officer('officer-urban', 'urban');
const supervisor = person('supervisor', 'supervisor');
const host = person('host');
const raters = [person('g-1'), person('g-2'), person('g-3')];

const lead = (chance: Chance): Thought['command'] =>
  chance.pick([
    { type: 'claim', text: '马上办' },
    { type: 'claim', text: '马上办' },
    { type: 'askReturn', reason: chance.pick(['not-ours', 'unclear']), text: '不属本单位' },
    { type: 'note', text: '已进场', files: [file] },
    { type: 'askExtension', to: chance.pick(['2027-03-20', '2027-09-01']), reason: '雨季' },
    { type: 'reportDone', text: '已完成', files: [file], class: chance.pick(['A', 'B', 'C']) },
    { type: 'reportDone', text: '已完成', files: chance.pick([[], [file]]), class: 'A' },
    { type: 'close' },
    { type: 'verify', text: '' },
  ]);

const supervising = (chance: Chance): Thought['command'] =>
  chance.pick([
    { type: 'adjudicate', reassignTo: chance.pick([null, 'urban', 'housing']), reason: '职责明确' },
    { type: 'decideExtension', grant: chance.happens(0.5), reason: '情况属实' },
    { type: 'suspend', reason: '管线未迁' },
    { type: 'resume', reason: '条件具备' },
    { type: 'verify', text: '现场看过' },
    { type: 'verify', text: '现场看过' },
    { type: 'sendBack', reason: '还缺一盏' },
    { type: 'redo', reason: '群众不满意' },
    { type: 'close' },
    { type: 'close' },
    { type: 'lookBack', finding: chance.pick(['consolidated', 'rebound']), text: '又坏了', files: [] },
  ]);

/** What goes on with it as it stands, whoever's turn that is; so that lives come far. */
const onward = (chance: Chance, who: string, stage: State['stage']): Thought['command'] | null => {
  if (who === housing.id && stage === 'issued') return { type: 'claim', text: '马上办' };
  if (who === housing.id && stage === 'inProgress') return { type: 'reportDone', text: '已完成', files: [file], class: 'A' };
  if (who === urban.id && stage === 'inProgress') return { type: 'countersign', text: '' };
  if (who === supervisor.id && stage === 'reported') return { type: 'verify', text: '现场看过' };
  if (who === host.id && stage === 'verified') return { type: 'close' };
  if (who === supervisor.id && stage === 'closed')
    return { type: 'lookBack', finding: chance.pick(['consolidated', 'rebound']), text: '去看过了', files: [] };
  return null;
};

/** Two keys: the department's word, and somebody who is not of it. */
const twoKeys: NonNullable<Chapter['law']> = (_stream, state, before, recorded) => {
  const now = state as State;
  if (now.stage !== 'closed' || (before as State).stage === 'closed') return;
  if ((before as State).stage !== 'verified') throw new Error(`LawBroken: closed from ${(before as State).stage}`);
  if (now.report.by === recorded.by || recorded.by === housing.id || recorded.by === urban.id)
    throw new Error('LawBroken: one person closed with both keys');
};

/** One item through every branch, for years. */
export const duty: Chapter = {
  name: 'duty',
  kinds: { items },
  people: [housing, urban, supervisor, host, ...raters],
  streams: [item],
  prelude: () => [
    {
      by: house(start),
      stream: item,
      command: {
        type: 'issue',
        number: '〔2026〕1-1',
        session: 's1',
        checklist: 's1',
        row: 'r1',
        sources: [],
        title: '楼道照明',
        task: '更换灯具',
        criterion: '每层有灯',
        lead: 'housing',
        cooperating: ['urban'],
        due: '2027-03-01',
        milestones: [],
        publicity: 'public',
        issuedAt: start,
        hosts: [host.id],
        raters: raters.map(({ id }) => id),
        contact: { subject: 'contact-1', name: '示例·李某', phone: '13900000000' },
      },
    },
  ],
  think: (chance, who, stateOf) => {
    const next = chance.happens(0.6) ? onward(chance, who.id, (stateOf(item) as State).stage) : null;
    if (next) return { stream: item, command: next };
    if (raters.some(({ id }) => id === who.id))
      return {
        stream: item,
        command: { type: 'rate', attitude: 'satisfied', result: chance.pick(['satisfied', 'basically', 'dissatisfied']), reason: '' },
      };
    if (who.id === urban.id && chance.happens(0.7))
      return {
        stream: item,
        command: chance.pick([
          { type: 'countersign', text: '' },
          { type: 'dissent', text: '线路未改' },
        ]),
      };
    return { stream: item, command: who.department ? lead(chance) : supervising(chance) };
  },
  law: twoKeys,
};
