/** What people take away of a session: the minutes, as draft and as issued, and the two lists once they are signed or issued. */
import { dayOf } from '../core/calendar.ts';
import type { Print, PrintGround, PrintRule } from '../core/print.ts';
import { checkMinutes } from '../minutes/ink.ts';
import { isMeeting, type Meeting } from '../minutes/meeting.ts';
import { minutesPrint } from '../minutes/print.ts';
import { longDay } from '../minutes/wording.ts';
import type { FrozenResponsibility, FrozenSuggestion, Issued, Signing, State } from './state.ts';

const departmentsOn =
  ({ rows }: PrintGround) =>
  (id: string): string => {
    const row = rows['departments']?.find((one) => one.id === id)?.row;
    const [short, name] = [row?.['shortName'], row?.['name']];
    return typeof short === 'string' && short !== '' ? short : typeof name === 'string' ? name : '';
  };

const meetingOn = ({ beside }: PrintGround): Meeting | null => {
  const told = beside['session'];
  return isMeeting(told) ? told : null;
};

const minutes: PrintRule<State> = {
  documents: (state) => (state.minutes.issued ? [] : ['minutes']),
  beside: (_, id) => ({ session: `sessions/${id}` }),
  models: ['departments'],
  print(state, on) {
    const meeting = meetingOn(on);
    const { issued } = state.minutes;
    const pencil = on.documents['minutes'];
    if (!meeting || (!issued && !pencil)) return null;
    const blocks = issued ? issued.blocks : pencil ? checkMinutes(pencil).blocks : [];
    return minutesPrint(blocks, meeting, departmentsOn(on), issued?.at ?? null);
  },
};

// ── the two lists ───────────────────────────────────────────────────────────────────────────────

const categories = { immediate: '立即办', planned: '计划办', policy: '政策建议', explain: '解释说明' } as const;
const attitudes = { promised: '当场答应', later: '会后答复', declined: '不采纳' } as const;

type Inked = Signing | Issued;
const inkedOf = (state: State): Inked | null => (state.stage === 'signing' || state.stage === 'issued' ? state : null);

const numbered = (state: State): string => (state.number ? `〔${state.number.year}〕${state.number.number}号` : '');

const listPrint = (state: Inked, name: string, table: Extract<Print['blocks'][number], { sort: 'table' }>, on: PrintGround): Print => {
  const nameOf = departmentsOn(on);
  const parties = state.parties.map((party) => (party === 'host' ? '主持人' : nameOf(party) || '主办单位'));
  const day = longDay(dayOf(state.stage === 'issued' ? state.issuedAt : state.proposedAt));
  return {
    file: `${state.title}${name}`,
    title: `“${state.title}”${name}`,
    number: numbered(state),
    draft: state.stage === 'issued' ? '' : '签认稿',
    turned: true,
    blocks: [table, { sort: 'signatures', parties, day }],
  };
};

const list = (print: (state: Inked, on: PrintGround) => Print): PrintRule<State> => ({
  documents: () => [],
  beside: (_, id) => ({ session: `sessions/${id}` }),
  models: ['departments'],
  print(state, on) {
    const inked = inkedOf(state);
    return inked && print(inked, on);
  },
});

const proposerOf = (row: FrozenSuggestion, state: Inked, on: PrintGround): string => {
  if (row.anonymous) return '不具名';
  const seated = row.proposer === null ? null : meetingOn(on)?.people[row.proposer]?.name;
  return seated ?? state.proposers[row.id]?.name ?? '';
};

const votesOf = ({ support, reserve, oppose }: FrozenSuggestion): string =>
  support === null && reserve === null && oppose === null ? '' : [support, reserve, oppose].map((count) => count ?? 0).join('/');

const suggestions = list((state, on) => {
  const nameOf = departmentsOn(on);
  const rows = state.suggestions.map((row, n) => [
    String(n + 1),
    row.topic,
    row.problem,
    [row.suggestion, row.minority === '' ? '' : `少数意见：${row.minority}`].filter((text) => text !== '').join('\n'),
    proposerOf(row, state, on),
    votesOf(row),
    row.department === null ? '' : nameOf(row.department),
    row.category === null ? '' : categories[row.category],
    row.attitude === null ? '' : [attitudes[row.attitude], row.attitudeReason].filter((text) => text !== '').join('：'),
  ]);
  const columns = [
    ['序号', 3],
    ['议题', 7],
    ['问题表述', 12],
    ['建议内容', 16],
    ['提出人', 5],
    ['支持/保留/反对', 6],
    ['建议采纳单位', 6],
    ['类型', 5],
    ['部门态度', 8],
  ] as const;
  const table = { sort: 'table', columns: columns.map(([title, width]) => ({ title, width })), rows } as const;
  return listPrint(state, '协商建议清单', table, on);
});

const shareOf = (row: FrozenResponsibility, state: Inked): string =>
  row.suggestions.flatMap((id) => state.suggestions.findIndex((one) => one.id === id) + 1 || []).join('、');

const responsibilities = list((state, on) => {
  const nameOf = departmentsOn(on);
  const rows = state.responsibilities.map((row) => [
    row.number === '' ? String(row.n) : row.number,
    row.title,
    shareOf(row, state),
    row.task,
    row.criterion,
    nameOf(row.lead),
    row.cooperating.map(nameOf).join('、'),
    state.contacts[row.id]?.name ?? '',
    longDay(row.due),
  ]);
  const columns = [
    ['编号', 6],
    ['事项名称', 8],
    ['来源建议', 4],
    ['具体任务', 14],
    ['完成标准', 11],
    ['主办', 5],
    ['会办', 5],
    ['责任人', 5],
    ['完成时限', 6],
  ] as const;
  const table = { sort: 'table', columns: columns.map(([title, width]) => ({ title, width })), rows } as const;
  return listPrint(state, '责任落实清单', table, on);
});

export const prints: Readonly<Record<string, PrintRule<State>>> = { minutes, suggestions, responsibilities };
