/** 协商纪要 as a paper: head, what was said, where it is signed. */
import { dayOf } from '../core/calendar.ts';
import type { Print, PrintBlock } from '../core/print.ts';
import type { IssuedBlock } from './ink.ts';
import type { Meeting } from './meeting.ts';
import { leadOf, numbersOf, unnoted, type DepartmentName } from './telling.ts';
import { longDay, roleNames, timeSpan } from './wording.ts';

export type Fact = readonly [label: string, text: string];

const listed = (meeting: Meeting, role: string, nameOf: DepartmentName): string => {
  const people = Object.values(meeting.people).filter(({ roles }) => roles.includes(role));
  const named = people.flatMap(({ name, department }) => {
    const office = role === 'officer' && department !== null ? nameOf(department) : '';
    const said = [office, name ?? ''].filter((part) => part !== '').join(' ');
    return said === '' ? [] : [said];
  });
  const unnamed = people.length - named.length;
  return [...named, ...(unnamed > 0 ? [`${named.length > 0 ? '另有' : ''}${unnamed}人`] : [])].join('、');
};

/** Attendance by role: names where this viewer may know them, else how many there were. */
export const attendanceOf = (meeting: Meeting, nameOf: DepartmentName): readonly Fact[] =>
  Object.entries(roleNames).flatMap(([role, label]): Fact[] => {
    const people = listed(meeting, role, nameOf);
    return people === '' ? [] : [[label, people]];
  });

/** The opening part. `absent` is what people wrote; '' = nobody was. */
export const headFacts = (meeting: Meeting, nameOf: DepartmentName, absent: string): readonly Fact[] => {
  const topics = meeting.topics.map((topic, n) => (meeting.topics.length > 1 ? `${n + 1}. ${topic}` : topic)).join('；');
  return [
    ['时间', timeSpan(meeting.openedAt ?? meeting.startsAt, meeting.closedAt)],
    ['地点', meeting.place],
    ...attendanceOf(meeting, nameOf),
    ...(absent === '' ? [] : [['缺席', absent] as const]),
    ...(topics === '' ? [] : [['议题', topics] as const]),
    ['议程', meeting.agenda.join('、')],
  ];
};

export const titleOf = ({ title }: Pick<Meeting, 'title'>): string => {
  if (/纪要$/u.test(title)) return title;
  return /协商会/u.test(title) ? `${title}纪要` : `“${title}”协商会纪要`;
};

/** 〔2026〕12号 */
export const numberOf = ({ number }: Pick<Meeting, 'number'>): string => (number ? `〔${number.year}〕${number.number}号` : '');

const paragraphs = (blocks: readonly IssuedBlock[], meeting: Meeting, nameOf: DepartmentName): readonly PrintBlock[] => {
  const numbers = numbersOf(blocks);
  return blocks.flatMap((block): PrintBlock[] => {
    const number = numbers.get(block.row) ?? '';
    if (block.kind === 'absent') return [];
    if (block.kind === 'heading') return [{ sort: 'heading', level: 1, text: `${number}${block.text}` }];
    if (block.kind === 'subheading') return [{ sort: 'heading', level: 2, text: `${number}${block.text}` }];
    const text = block.text === '' && block.kind === 'turn' ? unnoted : block.text;
    return text === '' ? [] : [{ sort: 'paragraph', lead: `${number}${leadOf(block, meeting, nameOf)}`, text }];
  });
};

/** `issuedAt` null: it is a draft. */
export const minutesPrint = (blocks: readonly IssuedBlock[], meeting: Meeting, nameOf: DepartmentName, issuedAt: number | null): Print => {
  const absent = blocks.filter(({ kind }) => kind === 'absent').map(({ text }) => text);
  const title = titleOf(meeting);
  return {
    file: title.replaceAll(/[“”]/gu, ''),
    title,
    number: numberOf(meeting),
    draft: issuedAt === null ? '草稿' : '',
    turned: false,
    blocks: [
      { sort: 'facts', facts: headFacts(meeting, nameOf, absent.filter((text) => text !== '').join('、')) },
      ...paragraphs(blocks, meeting, nameOf),
      { sort: 'signatures', parties: ['主持人', '记录员'], day: longDay(dayOf(issuedAt ?? meeting.closedAt ?? meeting.startsAt)) },
    ],
  };
};
