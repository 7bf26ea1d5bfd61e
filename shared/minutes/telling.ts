/** How a block is said: who speaks, what follows. The same on the screen and on paper. */
import type { Block } from './block.ts';
import type { Attendant, Meeting } from './meeting.ts';
import { numeral, roleNames, sideNames } from './wording.ts';

/** Name of a department by its id; '' = unknown. */
export type DepartmentName = (id: string) => string;

const anonymous = '不具名';
const somebody = '与会人员';

/** In the order in which they are named. */
const rank = ['host', 'officer', 'expert', 'member', 'stakeholder', 'resident', 'recorder', 'observer'] as const;

const roleOf = ({ roles }: Attendant): string => {
  const role = rank.find((one) => roles.includes(one));
  return role === undefined ? somebody : (roleNames[role] ?? somebody);
};

/** 住建局 王五, 群众代表 张三; the role alone where the name is hidden or erased. */
const personSaid = (id: string, { people }: Pick<Meeting, 'people'>, nameOf: DepartmentName): string => {
  if (id === '') return anonymous;
  const person = people[id];
  if (!person) return somebody;
  const office = person.roles.includes('officer') && person.department !== null ? nameOf(person.department) : '';
  return [office || roleOf(person), person.name ?? ''].filter((part) => part !== '').join(' ');
};

type Told = Omit<Block, 'order'>;

const speakers = ({ person, department }: Told, meeting: Pick<Meeting, 'people'>, nameOf: DepartmentName): string => {
  if (person !== null) return personSaid(person, meeting, nameOf);
  return department === null ? '' : nameOf(department);
};

/** What stands before the text, with its colon; '' = nothing. */
export const leadOf = (block: Told, meeting: Pick<Meeting, 'people'>, nameOf: DepartmentName): string => {
  const who = speakers(block, meeting, nameOf);
  const said = (word: string, ...more: readonly string[]): string => {
    const inside = more.filter((part) => part !== '').join('，');
    return `${word}${inside === '' ? '' : `（${inside}）`}：`;
  };
  switch (block.kind) {
    case 'question':
      return said('问', who, block.to === null ? '' : `请${nameOf(block.to) || '有关单位'}答复`);
    case 'answer':
      return said('答', who, block.to === null ? '' : `转${nameOf(block.to) || '有关单位'}办理`);
    case 'turn':
      return said(who || somebody, block.side === null ? '' : (sideNames[block.side] ?? ''));
    case 'commitment':
      return said(who || '有关单位');
    case 'motion':
      return '辩题：';
    case 'stance':
      return '立场变化：';
    case 'absent':
      return '缺席：';
    default:
      return '';
  }
};

/** A turn of which nobody noted anything. */
export const unnoted = '作了发言。';

/** `一、` `（一）` `1.` by row; blocks in the order they are read. Questions count within their section. */
export const numbersOf = (blocks: readonly Pick<Block, 'row' | 'kind' | 'under'>[]): ReadonlyMap<string, string> => {
  let [head, sub, entry] = [0, 0, 0];
  const numbers = new Map<string, string>();
  for (const { row, kind, under } of blocks) {
    if (kind === 'heading') {
      head += 1;
      [sub, entry] = [0, 0];
      numbers.set(row, `${numeral(head)}、`);
    } else if (kind === 'subheading') {
      sub += 1;
      numbers.set(row, `（${numeral(sub)}）`);
    } else if (under === null && ['question', 'commitment', 'decision', 'poll', 'opinion'].includes(kind)) {
      entry += 1;
      numbers.set(row, `${entry}. `);
    }
  }
  return numbers;
};
