/** A cell in words, as it stands in a spreadsheet, and back. */
import { addDays, isDay, type Day } from '#shared/core/calendar.ts';
import type { Column } from './columns.ts';
import { plain } from './view.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the words of a cell are read by. */
export interface Glossary {
  /** `names`: all that people call it. */
  readonly departments: readonly { readonly id: string; readonly names: readonly string[] }[];
  /** Choices of a field, each with what it is called; several may mean the same value. */
  choices(field: string): readonly Choice[];
  readonly today: Day;
  /** Ids of the suggestions, top to bottom. */
  readonly suggestions: readonly string[];
  personOf(name: string): string;
}

export type Why = 'no-day' | 'no-department' | 'no-choice' | 'no-number' | 'no-link' | 'no-source' | 'no-milestone';
export type Reading = { readonly value: unknown } | { readonly why: Why };

const separators = /[、,，;；\n]+/u;
const parts = (text: string): readonly string[] =>
  text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const two = (n: string | number): string => String(n).padStart(2, '0');
const dayIn = (year: string | number, month: string, date: string): Day | null => {
  const day = `${year}-${two(month)}-${two(date)}`;
  return isDay(day) ? day : null;
};
const endOfMonth = (year: number, month: number): Day => addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);

/** 2026年12月1日, 2026/12/1, 2026.12.1, 20261201, 12月1日 (the next one to come), 2026年12月底, 2026年底; `前` and the like behind it are dropped. */
export const readDay = (given: string, today: Day): Day | null => {
  const text = given
    .normalize('NFKC')
    .replaceAll(/\s+/gu, '')
    .replace(/(?:\(.*\)|之前|以前|前|之内|以内|内|完成)+$/u, '')
    .replace(/(?:周|星期)[一二三四五六日天]$/u, '')
    .replace(/(?:\d{1,2}:\d{2}(?::\d{2})?)$/u, '');
  const whole = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/u.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (whole) return dayIn(whole[1] ?? '', whole[2] ?? '', whole[3] ?? '');
  const short = /^(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/u.exec(text);
  const year = Number(today.slice(0, 4));
  if (short) {
    const [, month = '', date = ''] = short;
    const thisYear = dayIn(year, month, date);
    return thisYear !== null && thisYear >= today ? thisYear : dayIn(year + 1, month, date);
  }
  const month = /^(?:(\d{4})年)?(\d{1,2})月(?:底|末)?$/u.exec(text);
  if (month) {
    const [, said, number = '0'] = month;
    if (Number(number) < 1 || Number(number) > 12) return null;
    const end = endOfMonth(Number(said ?? year), Number(number));
    return said === undefined && end < today ? endOfMonth(year + 1, Number(number)) : end;
  }
  const end = /^(?:(\d{4})年|今年)(?:年?底|年?末)$/u.exec(text);
  return end ? `${end[1] ?? year}-12-31` : null;
};

/** By name or short name; else the only one that the words contain, or that contains the words. */
export const readDepartment = (text: string, departments: Glossary['departments']): string | null => {
  const said = plain(text).replaceAll(' ', '');
  if (said.length < 2) return null;
  const names = departments.map(({ id, names: called }) => ({ id, called: called.map((name) => plain(name).replaceAll(' ', '')) }));
  const exact = names.filter(({ called }) => called.includes(said));
  const near =
    exact.length > 0
      ? exact
      : names.filter(({ called }) => called.some((name) => name.length > 1 && (said.includes(name) || name.includes(said))));
  return near.length === 1 ? (near[0]?.id ?? null) : null;
};

const readDepartments = (text: string, { departments }: Glossary): Reading => {
  const ids = parts(text).map((part) => readDepartment(part, departments));
  return ids.every((id) => id !== null) ? { value: [...new Set(ids)] } : { why: 'no-department' };
};

const readLinks = (text: string, { suggestions }: Glossary): Reading => {
  const ids = parts(text).map((part) => suggestions[Number(/\d+/u.exec(part.normalize('NFKC'))?.[0] ?? 0) - 1]);
  return ids.every((id) => id !== undefined) ? { value: [...new Set(ids)] } : { why: 'no-link' };
};

const readMilestones = (text: string, { today }: Glossary): Reading => {
  const all = text.split(/[;；\n]+/u).filter((part) => part.trim() !== '');
  const read = all.map((part) => {
    const [, title = '', said = ''] = /^(.*?)[\s:：,，]+(\S+)$/u.exec(part.trim()) ?? [];
    const due = readDay(said, today);
    return title !== '' && due !== null ? { title: title.trim(), due } : null;
  });
  return read.every((one) => one !== null) ? { value: read } : { why: 'no-milestone' };
};

const no = new Set(['', '否', '不', '无', 'no', 'n', 'false', '0', '×', '✗']);

/** What the words mean in this column. Nothing but spaces means empty; the caller knows what that is. */
export const readCell = ({ kind, field }: Column, text: string, glossary: Glossary): Reading => {
  const said = text.replaceAll(/\r\n?/gu, '\n').trim();
  switch (kind) {
    case 'text':
      return { value: said };
    case 'line':
      return { value: said.replaceAll(/\s+/gu, ' ') };
    case 'person':
      return { value: glossary.personOf(said) };
    case 'department': {
      const id = readDepartment(said, glossary.departments);
      return id === null ? { why: 'no-department' } : { value: id };
    }
    case 'departments':
      return readDepartments(said, glossary);
    case 'choice': {
      const found = glossary.choices(field).find(({ label }) => plain(label) === plain(said));
      return found ? { value: found.value } : { why: 'no-choice' };
    }
    case 'date': {
      const day = readDay(said, glossary.today);
      return day === null ? { why: 'no-day' } : { value: day };
    }
    case 'number': {
      const number = /^(\d{1,9})(?:人|票|位)?$/u.exec(said.normalize('NFKC').replaceAll(/[\s,]/gu, ''))?.[1];
      return number === undefined ? { why: 'no-number' } : { value: Number(number) };
    }
    case 'flag':
      return { value: !no.has(plain(said)) };
    case 'links':
      return readLinks(said, glossary);
    case 'milestones':
      return readMilestones(said, glossary);
    case 'sources':
      return { why: 'no-source' };
  }
};
