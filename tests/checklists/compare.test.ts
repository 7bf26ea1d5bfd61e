import { expect, test } from 'vitest';
import { compare, inked, pencilled, versionOf } from '#shared/checklists/compare.ts';
import { checklists } from '#shared/checklists/kind.ts';
import type { Lists } from '#shared/checklists/state.ts';
import { fold } from '../given/given.ts';
import { asked, documents, host, proposed, responsibility, rows, suggestion, told } from './checklist.ts';

const listsOf = (on = documents()): Lists => {
  const state = fold(checklists, told(proposed, on));
  if (state.stage !== 'signing') throw new Error(state.stage);
  return state;
};

test('C22 a version and the pencil it was made of say the same', () => {
  const on = {
    suggestions: rows({ 's-1': suggestion({ problem: ' 有空格 ', minority: '' }) }),
    responsibilities: rows({ 'r-1': responsibility({ person: '示例·李工', cooperating: [] }), 'r-2': responsibility({ order: 'b' }) }),
  };
  expect(compare(inked(listsOf(on)), pencilled(on))).toEqual({ suggestions: [], responsibilities: [] });
});

test('C22 two versions are compared row by row and cell by cell', () => {
  const before = documents({ 'r-1': responsibility(), 'r-2': responsibility({ order: 'b', title: '照明' }) });
  const after = documents({ 'r-1': responsibility({ due: '2027-01-31' }), 'r-3': responsibility({ order: 'c', title: '绿化' }) });
  const compared = compare(inked(listsOf(before)), inked(listsOf(after)));
  expect(compared.suggestions).toEqual([]);
  expect(compared.responsibilities).toMatchObject([
    { row: 'r-1', how: 'changed', cells: [{ cell: 'due', before: '2026-12-31', after: '2027-01-31' }] },
    { row: 'r-3', how: 'added', before: null, after: 2 },
    { row: 'r-2', how: 'removed', before: 2, after: null },
  ]);
});

test('C22 what is moved is told as moved, and nothing else of it', () => {
  const before = documents({ 'r-1': responsibility(), 'r-2': responsibility({ order: 'b' }) });
  const after = documents({ 'r-1': responsibility({ order: 'c' }), 'r-2': responsibility({ order: 'b' }) });
  const { responsibilities } = compare(inked(listsOf(before)), inked(listsOf(after)));
  expect(responsibilities.every(({ moved, cells }) => moved && cells.length === 0)).toBe(true);
  expect(responsibilities.map(({ row }) => row)).toContain('r-1');
});

test('C22 names and phone numbers are in no comparison', () => {
  const on = documents({ 'r-1': responsibility({ person: '示例·李工', phone: '0513-5550101' }) });
  expect(JSON.stringify(pencilled(on))).not.toMatch(/李工|5550101/u);
});

test('C22 the number of a version goes on when the oldest are forgotten', () => {
  const often = Array.from({ length: 7 }, () => [asked({ type: 'propose' }, host), asked({ type: 'withdrawProposal' }, host)]).flat();
  expect(versionOf(fold(checklists, told([...proposed, asked({ type: 'withdrawProposal' }, host), ...often])))).toBe(9);
});
