/**
 * A ledger brought back: each change becomes the command that makes it lawfully. What came from a list is amended in the list, by its host
 * and with a reason; the due day of a department's own item is an extension asked for; an area is assigned. Items of an old ledger are
 * issued by an administrator.
 */
import { hasRole, isSomebody, type Actor } from '../core/actor.ts';
import { isDay, startOfDay } from '../core/calendar.ts';
import type { Cell, Cells, LedgerAsk, LedgerChange, LedgerIntake, LedgerNames, LedgerOutcome, LedgerProblem } from '../core/ledger.ts';
import { streamId } from '../core/recorded.ts';
import { sha256 } from '../core/sha-256.ts';
import { says } from './ledger-words.ts';
import type { DeskRow } from './read-model.ts';

const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);
const listed = (text: string): string[] => text.split(/[、,，;；\n]/u).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));

type Read = { readonly value: unknown } | { readonly code: string };

const departments = (text: string, names: LedgerNames): Read => {
  const ids = listed(text).map((name) => names.find('departments', name));
  return ids.some((id) => id === null) ? { code: 'unknown-department' } : { value: ids };
};

/** `title 2026-12-31；title 2027-01-31` */
const milestonesOf = (text: string): Read => {
  const value = text
    .split(/[;；\n]/u)
    .flatMap((part) => (part.trim() === '' ? [] : [/^(.+?)[\s:：]+(\d{4}-\d{2}-\d{2})$/u.exec(part.trim())]));
  if (value.some((found) => found?.[2] === undefined || !isDay(found[2]))) return { code: 'milestones' };
  return { value: value.map((found) => ({ title: found?.[1] ?? '', due: found?.[2] ?? '' })) };
};

/** The value a command takes for a column. */
const valueOf = (column: string, cell: Cell | undefined, names: LedgerNames): Read => {
  const text = textOf(cell);
  if (column === 'cooperating') return departments(text, names);
  if (column === 'milestones') return milestonesOf(text);
  if (column === 'area') {
    const area = text === '' ? null : names.find('areas', text);
    return text !== '' && area === null ? { code: 'unknown-area' } : { value: area };
  }
  return text === '' ? { code: 'empty' } : { value: text };
};

/** How a row of ours says it. */
export const said = {
  departments: (ids: readonly string[], names: LedgerNames): Cell => ids.map((id) => names.of('departments', id) || id).join('、') || null,
  milestones: (all: readonly { readonly title: string; readonly due: string }[]): Cell =>
    all.map(({ title, due }) => `${title} ${due}`).join('；') || null,
  area: (id: string | null, names: LedgerNames): Cell => (id === null ? null : names.of('areas', id) || id),
};

const tidied = (column: string, cell: Cell, names: LedgerNames): Cell => {
  const read = valueOf(column, cell, names);
  if ('code' in read) return cell;
  if (column === 'cooperating') return said.departments(read.value as string[], names);
  if (column === 'milestones') return said.milestones(read.value as { title: string; due: string }[]);
  return column === 'area' ? said.area(read.value as string | null, names) : cell;
};
const tidy = (cells: Cells, names: LedgerNames): Cells =>
  Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, tidied(column, cell, names)]));

const changeOf = (line: LedgerChange, column: string, value: unknown, viewer: Actor): LedgerAsk | LedgerProblem => {
  const item = line.row as DeskRow;
  const stream = streamId('items', line.id);
  const reason = textOf(line.after['reason']);
  if (column === 'area') return { stream, column, command: { type: 'assignArea', area: value } };
  if (reason === '') return { column: 'reason', code: 'reason-missing' };
  const own = viewer.department === item.lead && !hasRole(viewer, 'admin') && !item.hosts.includes(viewer.id);
  if (own)
    return column === 'due' ? { stream, column, command: { type: 'askExtension', to: value, reason } } : { column, code: 'not-edited' };
  const amended = { type: 'amend', field: column, value, reason };
  return item.checklist === ''
    ? { stream, column, command: amended }
    : { stream: streamId('checklists', item.checklist), column, command: { ...amended, row: item.row } };
};

const change = (line: LedgerChange, viewer: Actor, names: LedgerNames): LedgerOutcome => {
  const made = line.changed.map((column): LedgerAsk | LedgerProblem => {
    const read = valueOf(column, line.after[column], names);
    return 'code' in read ? { column, code: read.code } : changeOf(line, column, read.value, viewer);
  });
  const problems = made.filter((one) => 'code' in one);
  return problems.length > 0 ? { problems } : { asks: made.filter((one) => 'command' in one) };
};

// ── an old ledger ───────────────────────────────────────────────────────────────────────────────

const over = /^(?:已)?(?:办结|销号|完成|办理完毕|结案|解决|closed|done|finished)/iu;

const publicityOf = (cell: Cell | undefined): string => textOf(cell) || 'internal';

const begin = (cells: Cells, viewer: Actor, names: LedgerNames): { readonly id: string; readonly outcome: LedgerOutcome } => {
  const number = textOf(cells['number']);
  const id = `ledger-${sha256(number).slice(0, 24)}`;
  const history = textOf(cells['history']);
  if (cells['stage'] === 'closed' || over.test(history)) return { id, outcome: { skipped: 'finished' } };
  const lead = names.find('departments', textOf(cells['lead']));
  const cooperating = departments(textOf(cells['cooperating']), names);
  const milestones = milestonesOf(textOf(cells['milestones']));
  const area = valueOf('area', cells['area'], names);
  const problems: LedgerProblem[] = [
    ...(lead === null ? [{ column: 'lead', code: 'unknown-department' }] : []),
    ...('code' in cooperating ? [{ column: 'cooperating', code: cooperating.code }] : []),
    ...('code' in milestones ? [{ column: 'milestones', code: milestones.code }] : []),
    ...('code' in area ? [{ column: 'area', code: area.code }] : []),
  ];
  if (problems.length > 0 || 'code' in cooperating || 'code' in milestones || 'code' in area) return { id, outcome: { problems } };
  const title = textOf(cells['title']);
  const task = textOf(cells['task']) || title;
  const issued = textOf(cells['issued']);
  const command = {
    ...{ type: 'issue', number, title, lead, cooperating: cooperating.value, milestones: milestones.value, area: area.value },
    task: history === '' ? task : `${task}\n\n〔旧台账〕${history}`,
    criterion: textOf(cells['criterion']) || task,
    due: textOf(cells['due']),
    publicity: publicityOf(cells['publicity']),
    ...(issued === '' ? {} : { issuedAt: startOfDay(issued) }),
    hosts: [viewer.id],
  };
  return { id, outcome: { asks: [{ stream: streamId('items', id), command, column: 'number' }] } };
};

export const intake: LedgerIntake = {
  key: 'ref',
  may: (viewer) => isSomebody(viewer) && hasRole(viewer, 'admin', 'supervisor', 'convener', 'officer', 'leader'),
  tidy,
  change,
  begin,
  needed: ['number', 'title', 'lead', 'due'],
  says,
};
