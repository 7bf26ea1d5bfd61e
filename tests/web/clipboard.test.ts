import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClipboard, readDelimited, readHtml, readText, writeHtml, writeTsv } from '#web/lib/checklists/clipboard.ts';
import { readCell, readDay, readDepartment, type Glossary } from '#web/lib/checklists/clipboard-cells.ts';
import { planPaste, type Ground } from '#web/lib/checklists/clipboard-plan.ts';
import { columns } from '#web/lib/checklists/columns.ts';

const cell = fc.oneof(fc.constantFrom('', '"', '""', 'a\tb', '两行\n文字', ' ', ','), fc.string()).map((text) => text.replaceAll('\r', ''));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

describe('tables on a clipboard', () => {
  test('what is written with tabs is read back as it was', () =>
    fc.assert(fc.property(table, (cells) => void expect(readDelimited(writeTsv(cells), '\t')).toEqual(cells))));

  test('what is written as HTML is read back, but for spaces at the edges of a line', () => {
    const calm = fc.array(
      fc.array(
        fc.string().map((text) => text.replaceAll(/\s+/gu, ' ').trim()),
        { minLength: 2, maxLength: 4 },
      ),
      { minLength: 1 },
    );
    fc.assert(fc.property(calm, (cells) => void expect(readHtml(writeHtml(cells, false))).toEqual(cells)));
    expect(readHtml(writeHtml([['一\n二', 'x']], true))).toEqual([['一\n二', 'x']]);
  });

  test('no text at all makes the reader fail or lose a letter', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const letters = (one: string): string => one.replaceAll(/[",\r\n\uFEFF]/gu, '');
        expect(letters(readDelimited(text, ',').flat().join(''))).toBe(letters(text));
      }),
    ));

  test('cells of Excel with several lines, and a quote that is only a quote', () =>
    expect(readDelimited('甲\t"第一行\n第二""行"""\r\n"乙" 说\t丙\r\n', '\t')).toEqual([
      ['甲', '第一行\n第二"行"'],
      ['"乙" 说', '丙'],
    ]));

  test('HTML of Excel and WPS: spans, lines, entities, styles', () => {
    const html = `<html><style>td{a:b}</style><body><table><tr><td rowspan=2>议题</td><td colspan="2">a&amp;b</td></tr>
      <tr><td>一<br>二</td><td>&#20108;&nbsp;x</td></tr><!-- <td>no</td> --></table></body></html>`;
    expect(readHtml(html)).toEqual([
      ['议题', 'a&b', ''],
      ['议题', '一\n二', '二 x'],
    ]);
  });

  test('a sentence is no table; a single column of many cells is one', () => {
    expect(readClipboard('一句话，\n两行', '')).toBeNull();
    expect(readClipboard('x', '<table><tr><td>x</td></tr></table>')).toBeNull();
    expect(readClipboard('a\tb', '')).toEqual([['a', 'b']]);
  });

  test('a file says by its first line what stands between its cells', () => {
    expect(readText('\uFEFF问题;建议\n"a;b";c')).toEqual([
      ['问题', '建议'],
      ['a;b', 'c'],
    ]);
    expect(readText('问题,建议\nx,y')).toEqual([
      ['问题', '建议'],
      ['x', 'y'],
    ]);
  });
});

const departments = [
  { id: 'housing', names: ['江畔区住房和城乡建设局', '住建局'] },
  { id: 'water', names: ['江畔区水务局', '水务局'] },
  { id: 'waterworks', names: ['江畔区自来水公司'] },
];
const glossary: Glossary = {
  departments,
  choices: (field) => (field === 'category' ? [{ value: 'immediate', label: '立即办' }] : [{ value: 'public', label: '全文公开' }]),
  today: '2026-11-23',
  suggestions: ['s-1', 's-2'],
  personOf: (name) => (name === '张桂芬' ? 'p-1' : name),
};

test.each([
  ['2026年12月1日', '2026-12-01'],
  ['2026/12/1', '2026-12-01'],
  ['2026-12-01', '2026-12-01'],
  ['２０２６．１２．１', '2026-12-01'],
  ['20261201', '2026-12-01'],
  ['2026年12月1日前', '2026-12-01'],
  ['2026/12/1 00:00', '2026-12-01'],
  ['12月1日', '2026-12-01'],
  ['3月5号', '2027-03-05'],
  ['2026年12月底', '2026-12-31'],
  ['2027年2月', '2027-02-28'],
  ['今年年底前', '2026-12-31'],
  ['2026年年底', '2026-12-31'],
  ['2026年2月30日', null],
  ['13月1日', null],
  ['尽快', null],
])('the day %s is %s', (said, day) => expect(readDay(said, '2026-11-23')).toBe(day));

test.each([
  ['住建局', 'housing'],
  ['江畔区住房和城乡建设局', 'housing'],
  [' 区住建局 ', 'housing'],
  ['水务局', 'water'],
  ['江畔区', null],
  ['局', null],
  ['教育局', null],
])('the department %s is %s', (said, id) => expect(readDepartment(said, departments)).toBe(id));

test('every kind of cell is read by its own words', () => {
  const read = (list: 'suggestions' | 'responsibilities', field: string, text: string) => {
    const column = columns[list].find((one) => one.field === field);
    if (!column) throw new Error(field);
    return readCell(column, text, glossary);
  };
  expect(read('responsibilities', 'cooperating', '水务局、住建局；水务局')).toEqual({ value: ['water', 'housing'] });
  expect(read('responsibilities', 'suggestions', '建议2、建议 1')).toEqual({ value: ['s-2', 's-1'] });
  expect(read('responsibilities', 'suggestions', '建议 3')).toEqual({ why: 'no-link' });
  expect(read('responsibilities', 'milestones', '公示 2026年12月1日；开工：2027/1/5')).toEqual({
    value: [
      { title: '公示', due: '2026-12-01' },
      { title: '开工', due: '2027-01-05' },
    ],
  });
  expect(read('suggestions', 'category', '立即 办')).toEqual({ why: 'no-choice' });
  expect(read('suggestions', 'category', '立即办')).toEqual({ value: 'immediate' });
  expect(read('suggestions', 'support', '12人')).toEqual({ value: 12 });
  expect(read('suggestions', 'support', '多数')).toEqual({ why: 'no-number' });
  expect(read('suggestions', 'anonymous', '否')).toEqual({ value: false });
  expect(read('suggestions', 'proposer', '张桂芬')).toEqual({ value: 'p-1' });
});

const ground = (differs: Partial<Ground> = {}): Ground => ({
  columns: columns.responsibilities,
  headings: (field) => ({ title: ['事项名称', '事项'], lead: ['主办', '主办单位'], due: ['完成时限'] })[field] ?? [],
  idle: ['序号'],
  rows: [],
  from: null,
  glossary,
  ...differs,
});

describe('where a pasted table goes', () => {
  test('by the names of its columns, in any order; what fits nowhere is listed line by line', () => {
    const plan = planPaste(
      [
        ['序号', '完成时限', '主办单位', '事项', '预算'],
        ['1', '12月1日', '住建局', '换灯', '三万'],
        ['2', '尽快', '环保局', '修路', ''],
      ],
      ground(),
    );
    expect(plan.headed).toBe(true);
    expect(plan.lines).toEqual([
      { row: null, plain: { due: '2026-12-01', lead: 'housing' }, texts: { title: '换灯' } },
      { row: null, plain: {}, texts: { title: '修路' } },
    ]);
    expect(plan.misfits.map(({ line, field, text, why }) => [line, field, text, why])).toEqual([
      [1, null, '三万', 'no-column'],
      [2, 'due', '尽快', 'no-day'],
      [2, 'lead', '环保局', 'no-department'],
    ]);
  });

  test('without names: from the chosen cell to the right and down, new rows where there are none', () => {
    const plan = planPaste(
      [
        ['张三', '0571-1', '2027/1/1'],
        ['李四', '', ''],
      ],
      ground({ from: 'person', rows: ['r-1'] }),
    );
    expect(plan.headed).toBe(false);
    expect(plan.lines).toEqual([
      { row: 'r-1', plain: { person: '张三', phone: '0571-1', due: '2027-01-01' }, texts: {} },
      { row: null, plain: { person: '李四' }, texts: {} },
    ]);
  });

  test('an empty cell empties what it lies on', () =>
    expect(planPaste([['', '2027/1/1']], ground({ from: 'phone', rows: ['r-1'] })).lines).toEqual([
      { row: 'r-1', plain: { phone: '', due: '2027-01-01' }, texts: {} },
    ]));

  test('every cell of every table is placed, empty, or listed', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('', '住建局', '12月1日', 'x', '3'), { maxLength: 16 }), { maxLength: 6 }), (cells) => {
        const { lines, misfits, headed } = planPaste(cells, ground());
        const body = (headed ? cells.slice(1) : cells).flat().filter((text) => text !== '').length;
        const placed = lines.flatMap(({ plain, texts }) => [
          ...Object.values(plain),
          ...Object.values(texts).filter((text) => text !== ''),
        ]);
        expect(placed.length + misfits.length).toBe(body);
      }),
    ));
});
