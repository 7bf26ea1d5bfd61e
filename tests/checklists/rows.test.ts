import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkResponsibilities, emptyResponsibility } from '#shared/checklists/responsibility.ts';
import { checkSuggestions, emptySuggestion } from '#shared/checklists/suggestion.ts';
import { pack } from '../given/given.ts';
import { responsibility, rows, suggestion } from './checklist.ts';

const against = { suggestions: ['s-1'], today: '2026-10-24', calendar: pack.calendar };
const wrongWith = (cells: Readonly<Record<string, unknown>>) =>
  checkResponsibilities(rows({ r: responsibility(cells) }), against).problems.map(({ field, code }) => `${field} ${code}`);
const wrongAsked = (cells: Readonly<Record<string, unknown>>) =>
  checkSuggestions(rows({ s: suggestion(cells) })).problems.map(({ field, code }) => `${field} ${code}`);

test('C5 a whole row is sound', () => {
  const checked = checkResponsibilities(rows({ 'r-1': responsibility() }), against);
  expect(checked).toMatchObject({ problems: [], advice: [], rows: [{ id: 'r-1', lead: 'housing', due: '2026-12-31' }] });
});

test.each([
  [{ title: '  ' }, 'title missing-title'],
  [{ task: '' }, 'task missing-task'],
  [{ criterion: null }, 'criterion missing-criterion'],
  [{ criterion: undefined }, 'criterion missing-criterion'],
  [{ lead: null }, 'lead missing-lead'],
  [{ lead: '' }, 'lead missing-lead'],
  [{ lead: ['housing', 'water'] }, 'lead malformed'],
  [{ due: null }, 'due missing-due'],
  [{ due: '' }, 'due missing-due'],
  [{ due: '2026-02-30' }, 'due malformed'],
  [{ due: 'next week' }, 'due malformed'],
  [{ due: '2026-10-23' }, 'due due-past'],
  [{ cooperating: ['water', 'housing'] }, 'cooperating lead-cooperates-too'],
  [{ suggestions: ['s-1', 's-9'] }, 'suggestions unknown-suggestion'],
  [{ suggestions: [], sources: [] }, 'suggestions unsourced'],
  [{ sources: [{ kind: 'rumour', id: 'x' }] }, 'sources malformed'],
  [{ milestones: [{ title: '公示', due: '2027-01-01' }] }, 'milestones milestone-late'],
  [{ milestones: [{ title: '公示', due: '' }] }, 'milestones malformed'],
  [{ publicity: 'secret' }, 'publicity malformed'],
  [{ phone: 'call me' }, 'phone malformed-phone'],
  [{ title: '长'.repeat(61) }, 'title too-long'],
])('C5 %j is named: %s', (cells, problem) => expect(wrongWith(cells)).toEqual([problem]));

test('C5 due today is still in time', () => expect(wrongWith({ due: '2026-10-24' })).toEqual([]));

test('C5 a due day on a rest day is mentioned and forbids nothing', () => {
  const checked = checkResponsibilities(rows({ r: responsibility({ due: '2026-12-27' }) }), against);
  expect(checked.problems).toEqual([]);
  expect(checked.advice).toEqual([{ row: 1, id: 'r', field: 'due', code: 'rest-day' }]);
});

test('C5 one suggestion or one source is enough', () => {
  expect(wrongWith({ suggestions: [] })).toEqual([]);
  expect(wrongWith({ sources: [] })).toEqual([]);
});

test.each([
  [{ problem: '' }, 'problem missing-problem'],
  [{ suggestion: '\n' }, 'suggestion missing-suggestion'],
  [{ attitude: 'declined', attitudeReason: '' }, 'attitudeReason missing-reason'],
  [{ attitude: 'maybe' }, 'attitude malformed'],
  [{ support: -1 }, 'support malformed'],
  [{ support: '12' }, 'support malformed'],
])('C6 %j is named: %s', (cells, problem) => expect(wrongAsked(cells)).toEqual([problem]));

test('C6 a suggestion without a source is mentioned and forbids nothing', () => {
  const checked = checkSuggestions(rows({ s: suggestion({ sources: [] }) }));
  expect(checked.problems).toEqual([]);
  expect(checked.advice).toEqual([{ row: 1, id: 's', field: 'sources', code: 'unsourced' }]);
});

test('C7 rows count from 1 in the order people see, whatever order they are kept in', () => {
  const { problems } = checkResponsibilities(
    rows({
      last: responsibility({ order: 'c', lead: null }),
      first: responsibility({ order: 'a' }),
      middle: responsibility({ order: 'b', due: null, title: '' }),
    }),
    against,
  );
  expect(problems).toEqual([
    { row: 2, id: 'middle', field: 'title', code: 'missing-title' },
    { row: 2, id: 'middle', field: 'due', code: 'missing-due' },
    { row: 3, id: 'last', field: 'lead', code: 'missing-lead' },
  ]);
});

test('C7 rows in the same place are told apart by their ids', () => {
  const checked = checkSuggestions(rows({ b: suggestion(), a: suggestion() }));
  expect(checked.rows.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('C7 cells that nobody knows are ignored', () => {
  const [row] = checkSuggestions(rows({ s: suggestion({ colour: 'red' }) })).rows;
  expect(row).not.toHaveProperty('colour');
});

test('C4 only sound rows are handed on', () => {
  const checked = checkResponsibilities(rows({ a: responsibility(), b: responsibility({ order: 'b', lead: null }) }), against);
  expect(checked.rows.map(({ id }) => id)).toEqual(['a']);
});

test('C4 a list has an end', () => {
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`r-${n}`, responsibility()]));
  expect(checkResponsibilities(rows(many), against).problems).toEqual([{ field: 'responsibilities', code: 'too-many' }]);
});

test('C7 a new row has everything but its words', () => {
  expect(checkSuggestions(rows({ s: emptySuggestion('a') })).problems.map(({ code }) => code)).toEqual([
    'missing-problem',
    'missing-suggestion',
  ]);
  const { problems } = checkResponsibilities(rows({ r: emptyResponsibility('a') }), against);
  expect(problems.map(({ code }) => code)).toEqual([
    'missing-title',
    'missing-task',
    'missing-criterion',
    'missing-lead',
    'missing-due',
    'unsourced',
  ]);
});

test('C7 a check that remembers rows says the same as one that sees them for the first time, in any order of edits', () => {
  const cells = [
    responsibility(),
    responsibility({ order: 'b', lead: null }),
    responsibility({ order: 'c', due: '2026-12-27' }),
    suggestion({ order: 'd', problem: '' }),
  ];
  const place = fc.record({ id: fc.constantFrom('r', 's', 't', 'u'), n: fc.nat(cells.length - 1) });
  const afresh = (content: ReturnType<typeof rows>) => structuredClone(content);
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), fc.boolean(), (edits, later) => {
      let now: Parameters<typeof rows>[0] = {};
      for (const { id, n } of edits) {
        now = { ...now, [id]: cells[n] ?? {} };
        const by = { ...against, suggestions: new Set(later ? ['s-9'] : ['s-1']), today: later ? '2027-01-01' : '2026-10-24' };
        expect(checkResponsibilities(rows(now), by)).toEqual(checkResponsibilities(afresh(rows(now)), by));
        expect(checkSuggestions(rows(now))).toEqual(checkSuggestions(afresh(rows(now))));
      }
    }),
  );
});
