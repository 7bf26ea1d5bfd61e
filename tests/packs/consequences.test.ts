/** What the page of the rules says before something is adopted: the days are those that `decide` would set. */
import { expect, test } from 'vitest';
import { addDays, dayOf, isWorkingDay } from '#shared/core/calendar.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { DeskRow } from '#shared/items/read-model.ts';
import { heldUnder, missingYears, momentsOf } from '#web/lib/rules/consequences.ts';
import { holidaysOf, workingDaysOf } from '#web/lib/rules/calendar.ts';
import { packIn } from '#web/lib/rules/reading.ts';
import { placeOf, valueOf } from '#web/lib/rules/saying.ts';
import { rulePaths } from '#web/lib/words/rules/paths.ts';
import { linesOf } from '#web/lib/rules/lines.ts';
import { restingOn } from '#web/lib/words/calendar.ts';
import { notices } from '../calendar/published.ts';
import { pack, start } from '../given/given.ts';

const changed = (item: Partial<RulePack['item']>): RulePack => ({ ...pack, version: 2, item: { ...pack.item, ...item } });
const dayOfMoment = (of: RulePack, name: string, due = '2026-12-18', now = start): string | undefined =>
  momentsOf(of, now, due).find((moment) => moment.name === name)?.day;

test('RP9 windows and lamps of an item issued today', () => {
  // Saturday 24 October 2026.
  expect(dayOfMoment(pack, 'claim')).toBe('2026-10-28');
  expect(dayOfMoment(pack, 'return')).toBe('2026-10-30');
  expect(dayOfMoment(changed({ claimWithin: 5 }), 'claim')).toBe('2026-10-30');
  expect(dayOfMoment(pack, 'yellow')).toBe('2026-12-09');
  expect(dayOfMoment(changed({ yellowBefore: 2 }), 'yellow')).toBe('2026-12-16');
  expect(dayOfMoment(pack, 'red')).toBe('2026-12-19');
  expect(momentsOf(pack, start, '2026-12-18').filter(({ name }) => name === 'look-back')).toEqual([
    { name: 'look-back', which: '1', day: '2027-01-22', unknown: [] },
    { name: 'look-back', which: '2', day: '2027-10-24', unknown: [] },
  ]);
  const ladder = changed({ ladder: [{ step: 'urge', after: 0 }, { step: 'letter', after: 5 }] }); // prettier-ignore
  expect(momentsOf(ladder, start, '2026-12-18').filter(({ name }) => name === 'step')).toMatchObject([
    { which: 'urge', day: '2026-12-19' },
    { which: 'letter', day: '2026-12-26' },
  ]);
});

test('W4 a day that rests on a year nobody published says which', () => {
  const unknown = Object.fromEntries(momentsOf(pack, start, '2027-02-10').map(({ name, unknown: years }) => [name, years]));
  expect(unknown).toMatchObject({ claim: [], yellow: ['2027'], step: ['2027'] });
  expect(missingYears(pack.calendar, start)).toEqual(['2027']);
  expect(missingYears(pack.calendar, Date.UTC(2026, 7, 1))).toEqual([]);
  expect(missingYears(pack.calendar, Date.UTC(2027, 0, 5))).toEqual(['2027']);
  const said = restingOn('zh', { value: 12, known: false, unknownYears: ['2027'] }, (n) => `还剩 ${n} 个工作日`);
  expect(said).toBe('还剩 12 个工作日（2027 年放假安排未公布，暂按周一至周五计算）');
  expect(restingOn('zh', { value: 2, known: true, unknownYears: [] }, (n) => `还剩 ${n} 个工作日`)).toBe('还剩 2 个工作日');
});

test('RP5 open items only tell how many would have had other days', () => {
  const row = (stage: DeskRow['stage'], due: string): DeskRow => ({ stage, due, issuedAt: start }) as DeskRow;
  const rows = [row('issued', '2026-12-18'), row('inProgress', '2027-01-20'), row('closed', '2026-12-18'), row('suspended', '2026-12-18')];
  expect(heldUnder(rows, pack, pack)).toEqual({ of: 2, claim: 0, yellow: 0, ladder: 0 });
  expect(heldUnder(rows, pack, changed({ claimWithin: 4 }))).toEqual({ of: 2, claim: 2, yellow: 0, ladder: 0 });
  expect(heldUnder(rows, pack, changed({ yellowBefore: 3, ladder: [] }))).toMatchObject({ of: 2, yellow: 2 });
  const year = { off: ['01-13', '01-14'], worked: [], source: 'a notice' };
  expect(heldUnder(rows, pack, { ...pack, calendar: { ...pack.calendar, '2027': year } })).toMatchObject({ claim: 0, yellow: 1 });
});

test('W1 the page tells the holidays of each year as the notice does', () => {
  for (const [year, notice] of Object.entries(notices)) {
    expect(workingDaysOf(pack.calendar, year)).toBe(notice.workingDays);
    for (const [from, to] of notice.off.filter(([first, last]) => !isOnlyWeekend(first, last) && first.startsWith(year))) {
      const told = holidaysOf(pack.calendar, year).find((stretch) => stretch.from <= from && to <= stretch.to);
      expect(told, `${from} … ${to}`).toBeDefined();
    }
  }
});
const isOnlyWeekend = (first: string, last: string): boolean => {
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkingDay({}, day).value) return false;
  return true;
};

test('every value of a pack has a name in both languages', () => {
  for (const code of ['zh', 'en'] as const) {
    const lines = linesOf([], {
      session: { ...pack.session, presets: 'x' },
      item: { ...pack.item, returnReasons: 'x', classes: 'x' },
      numbering: 'x',
    });
    for (const { path } of lines) expect(Object.keys(rulePaths[code]), path.join('.')).toContain(path.join('.'));
    expect(placeOf(code, ['item', 'returnReasons', 'season'])).toBe(`${rulePaths[code]['item.returnReasons']} · season`);
    expect(placeOf(code, ['calendar', '2027'])).toBe(`${rulePaths[code]['calendar.*']} · 2027`);
    expect(placeOf(code, ['nowhere', 'x'])).toBe('nowhere · x');
  }
  expect(valueOf('zh', { zh: '公平', en: 'Fair' })).toBe('公平');
  expect(valueOf('zh', 0.2)).toBe('20%');
  expect(valueOf('zh', [{ step: 'letter', after: 5 }])).toBe('督办函（逾期满 5 个工作日）');
  expect(valueOf('en', [])).toBe('none');
});

test('what was pasted is read, or told to be no JSON', () => {
  expect(packIn('{')).toBeNull();
  expect(packIn('3')).toMatchObject({ problems: [{ path: '' }] });
  expect(packIn(JSON.stringify(pack))).toEqual({ pack });
  expect(dayOf(start)).toBe('2026-10-24');
});
