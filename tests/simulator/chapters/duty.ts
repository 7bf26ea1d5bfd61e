import { items } from '#shared/items/kind.ts';
import type { Event, State } from '#shared/items/state.ts';
import { house } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { officer, person, start } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';

const item: StreamId = 'items/i1';
const file = `${'a'.repeat(32)}.jpg`;
const housing = officer('officer-housing', 'housing');
const urban = officer('officer-urban', 'urban');
const leader = { ...person('leader-housing', 'leader'), department: 'housing' };
const supervisor = person('supervisor', 'supervisor');
const host = person('host');
const raters = [person('g-1'), person('g-2'), person('g-3')];

const lead = (chance: Chance): Thought['command'] =>
  chance.pick([
    { type: 'claim', text: '马上办' },
    { type: 'claim', text: '马上办' },
    { type: 'askReturn', reason: chance.pick(['not-ours', 'unclear']), text: '不属本单位' },
    { type: 'note', text: '已进场', files: [file] },
    { type: 'askExtension', to: chance.pick(['2026-12-21', '2027-09-01']), reason: '雨季' },
    { type: 'reportDone', text: '已完成', files: [file], class: chance.pick(['A', 'B', 'C']) },
    { type: 'reportDone', text: '已完成', files: chance.pick([[], [file]]), class: 'A' },
    { type: 'close' },
    { type: 'verify', text: '' },
    { type: 'reply', text: '已安排', class: 'B', to: chance.pick(['public', 'session', 'proposer']), corrects: chance.pick([null, 1]) },
    { type: 'answerLetter', letter: chance.pick([1, 2]), text: '在办' },
  ]);

const leading = (chance: Chance, draft: number): Thought['command'] =>
  chance.pick([
    { type: 'route', officer: housing.id, delegated: chance.happens(0.3) },
    { type: 'route', officer: null },
    { type: 'signReport', draft },
    { type: 'signReport', draft },
    { type: 'sendBackDraft', draft, reason: '缺照片' },
    { type: 'answerLetter', letter: chance.pick([1, 2]), text: '已督促' },
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
    {
      ...{ type: 'supervise', form: chance.pick(['visit', 'interview']), day: '2026-10-24', people: [host.id], text: '现场看过' },
      ...{ followUp: chance.pick([null, '2027-01-08', '2027-06-01']), follows: chance.pick([null, 1]) },
    },
    { type: 'pair', government: host.id, cppcc: supervisor.id, days: chance.pick([7, 30]) },
    { type: 'act', text: '到场协调' },
    { type: 'unpair', reason: '分工调整' },
    { type: 'sendLetter', text: '请报进展' },
    { type: 'assignArea', area: chance.pick(['east', 'west', null]) },
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
  if (now.report.by === recorded.by || [housing.id, leader.id, urban.id].includes(recorded.by))
    throw new Error('LawBroken: one person closed with both keys');
};

/** The ladder is climbed step by step, and a cycle ends where the next one begins. */
const inOrder: NonNullable<Chapter['law']> = (_stream, state, before, { event }) => {
  const [was, now] = [before as State, state as State];
  if (was.stage === 'unissued' || now.stage === 'unissued') return;
  const told = event as Event;
  if (told.type === 'escalated' && told.k !== was.escalation.done)
    throw new Error(`LawBroken: step ${told.k} after ${was.escalation.done}`);
  if (told.type === 'cycleEnded' && (was.pair?.cycle !== told.cycle || now.pair?.from !== was.pair.endsAt))
    throw new Error(`LawBroken: cycle ${told.cycle} ended out of turn`);
  if (told.type === 'reportedDone' && was.route && told.by !== leader.id && !(was.route.delegated && told.by === was.route.officer))
    throw new Error('LawBroken: signed without delegation');
};

/** One item through every branch, for years. */
export const duty: Chapter = {
  name: 'duty',
  kinds: { items },
  people: [housing, leader, urban, supervisor, host, ...raters],
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
        due: '2026-11-30',
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
    const state = stateOf(item) as State;
    const next = chance.happens(0.6) ? onward(chance, who.id, state.stage) : null;
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
    if (who.id === leader.id && chance.happens(0.7))
      return { stream: item, command: leading(chance, state.stage === 'unissued' ? 1 : (state.draft?.n ?? 1)) };
    return { stream: item, command: who.department ? lead(chance) : supervising(chance) };
  },
  law: (...told) => {
    twoKeys(...told);
    inOrder(...told);
  },
};
