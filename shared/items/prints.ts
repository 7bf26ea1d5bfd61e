/** What people take away of an item: the last letter it was sent, and the last reply. */
import { dayOf } from '../core/calendar.ts';
import type { Print, PrintGround, PrintRule } from '../core/print.ts';
import type { Letter, Reply } from './handling-state.ts';
import type { Live, State } from './state.ts';
import { longDay } from './wording.ts';

const departmentOn = ({ rows }: PrintGround, id: string): string => {
  const name = rows['departments']?.find((one) => one.id === id)?.row['name'];
  return typeof name === 'string' ? name : '';
};

const about = ({ matter }: Live): Print['blocks'][number] => ({
  sort: 'facts',
  facts: [
    ['事项', `${matter.title}（${matter.number}）`],
    ['具体任务', matter.task],
    ['完成标准', matter.criterion],
    ['完成时限', longDay(matter.due)],
  ],
});

const said = (text: string, lead = ''): Print['blocks'][number] => ({ sort: 'paragraph', lead, text });

const ofItem = (print: (item: Live, on: PrintGround) => Print | null): PrintRule<State> => ({
  documents: () => [],
  beside: () => ({}),
  models: ['departments'],
  print: (state, on) => (state.stage === 'unissued' ? null : print(state, on)),
});

const letterPrint = (item: Live, { number, department, text, answerBy, at }: Letter, on: PrintGround): Print => ({
  file: `督办函${number}`,
  title: `关于督促办理“${item.matter.title}”的函`,
  number,
  draft: '',
  turned: false,
  blocks: [
    said(`${departmentOn(on, department)}：`),
    said(text),
    about(item),
    said(`请于${longDay(dayOf(answerBy))}前书面答复。`),
    { sort: 'signatures', parties: ['督办单位'], day: longDay(dayOf(at)) },
  ],
});

/** Who may not know what it says is not given a paper without words either. */
const letter = ofItem((item, on) => {
  const last = item.letters.at(-1);
  return last && last.text !== '' ? letterPrint(item, last, on) : null;
});

const addressed = { proposer: '提出人', session: '协商会各位参加人', public: '社会公众' } as const;

const replyPrint = (item: Live, { number, department, text, class: result, to, corrects, at }: Reply, on: PrintGround): Print => {
  const corrected = item.replies.find(({ n }) => n === corrects);
  return {
    file: `答复函${number}`,
    title: `关于“${item.matter.title}”办理情况的答复`,
    number,
    draft: '',
    turned: false,
    blocks: [
      said(`${addressed[to]}：`),
      said(text),
      {
        sort: 'facts',
        facts: [
          ['事项', `${item.matter.title}（${item.matter.number}）`],
          ['办理结果', `${result}类`],
          ...(corrected ? [['更正', `本函代替${corrected.number}`] as const] : []),
        ],
      },
      { sort: 'signatures', parties: [departmentOn(on, department)], day: longDay(dayOf(at)) },
    ],
  };
};

const reply = ofItem((item, on) => {
  const last = item.replies.findLast(({ text }) => text !== '');
  return last ? replyPrint(item, last, on) : null;
});

export const prints: Readonly<Record<string, PrintRule<State>>> = { 'supervision-letter': letter, reply };
