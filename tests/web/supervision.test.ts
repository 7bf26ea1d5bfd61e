/** What the screens of supervision work out by themselves: lamps, filters, the ladder, what is needed, cycles, letters, visits. */
import { expect, test, vi } from 'vitest';
import type { Sums } from '#shared/core/wire.ts';
import { board } from '#shared/items/board.ts';
import type { BoardRow } from '#shared/items/board.ts';
import type { Live, Reported, State, Verified } from '#shared/items/state.ts';
import { claimed, ask, helper, home, issued, lead, live, onDay, rated, reported, stateAt, supervisor } from '../items/item.ts';
import { pack, start } from '../given/given.ts';
import { everything, holds, queryOf, readSaved, withSaved, type Ground } from '#web/lib/supervision/board/filter.ts';
import { lampLine, worstFirst } from '#web/lib/supervision/board/lamps.ts';
import { askMany, letterWords, type ManyResult } from '#web/lib/supervision/board/many.ts';
import { recordOf, sidesOf } from '#web/lib/supervision/item/cycle.ts';
import { ladderOf } from '#web/lib/supervision/item/ladder.ts';
import { keysOf, toVerify } from '#web/lib/supervision/item/needed.ts';
import { targetsOf } from '#web/lib/supervision/visits/due.ts';
import { blank, commandOf, isWhole, visitOf } from '#web/lib/supervision/visits/visit.ts';

const rowOf = (state: State, differs: Partial<BoardRow> = {}): BoardRow => {
  const row = board.row(state, '42') as BoardRow | null;
  if (!row) throw new Error('no row');
  return { ...row, ...differs };
};
const ground: Ground = { calendar: pack.calendar, now: start, committees: { economy: ['housing', 'water'] } };

// ── lamps ───────────────────────────────────────────────────────────────────────────────────────

const sums: Sums = {
  'department:housing': { 'stage:issued': 2, 'stage:inProgress': 3, 'lamp:red': 1, 'lamp:yellow': 1, 'stage:reported': 4 },
  'department:water': { 'stage:inProgress': 2, 'lamp:red': 2, 'stage:closed': 7 },
};

test('lamps of a group: what is under way is red, yellow or green, and nothing is counted twice', () => {
  expect(lampLine('housing', '住建局', sums, ['department:housing'])).toEqual({
    ...{ id: 'housing', name: '住建局', red: 1, yellow: 1, green: 3, resting: 4, closed: 0 },
  });
});

test('a committee is the sum of its departments, and a group nobody counted is empty', () => {
  expect(lampLine('c', 'c', sums, ['department:housing', 'department:water'])).toMatchObject({ red: 3, yellow: 1, green: 3, closed: 7 });
  expect(worstFirst([lampLine('x', 'x', sums, ['department:nowhere'])])).toEqual([]);
});

test('most overdue stands first', () => {
  const lines = ['housing', 'water'].map((id) => lampLine(id, id, sums, [`department:${id}`]));
  expect(worstFirst(lines).map(({ id }) => id)).toEqual(['water', 'housing']);
});

// ── filters ─────────────────────────────────────────────────────────────────────────────────────

test('a filter holds what stands in its pile, department, area and committee', () => {
  const row = rowOf(live(claimed()), { lamp: 'red', area: 'east' });
  expect(holds({ ...everything, pile: 'red', department: 'housing', area: 'east', committee: 'economy' }, row, ground)).toBe(true);
  expect(holds({ ...everything, pile: 'soon' }, row, ground)).toBe(false);
  expect(holds({ ...everything, area: 'west' }, row, ground)).toBe(false);
  expect(holds({ ...everything, committee: 'unknown' }, row, ground)).toBe(false);
});

test('stalled is what a department has and has not moved for twenty working days', () => {
  const row = rowOf(live(claimed()));
  const days = (n: number): Ground => ({ ...ground, now: onDay(n, home).now });
  expect(holds({ ...everything, pile: 'stalled' }, row, days(20))).toBe(false);
  expect(holds({ ...everything, pile: 'stalled' }, row, days(40))).toBe(true);
  expect(holds({ ...everything, pile: 'stalled' }, rowOf(live(reported())), days(60))).toBe(false);
});

test('a follow-up counts from its day on', () => {
  const row = rowOf(live(claimed()), { followUp: '2026-10-25' });
  expect(holds({ ...everything, pile: 'followUp' }, row, ground)).toBe(false);
  expect(holds({ ...everything, pile: 'followUp' }, row, { ...ground, now: onDay(1, home).now })).toBe(true);
});

test('the house is asked for the narrowest part it has an index for', () => {
  expect(queryOf(everything)).toEqual({ limit: 200 });
  expect(queryOf({ ...everything, pile: 'verify' })).toEqual({ index: 'waitsFor', value: 'verify', limit: 200 });
  expect(queryOf({ ...everything, pile: 'verify', department: 'housing' })).toMatchObject({ index: 'department', value: 'housing' });
  expect(queryOf({ ...everything, department: 'housing', text: ' 电梯 ' })).toEqual({ text: '电梯', limit: 200 });
});

test('saved filters are read back, the same name once, and rubbish is passed over', () => {
  const one = { name: '我的', filter: { ...everything, pile: 'red' } as const };
  const all = withSaved(withSaved([], one), { ...one, filter: everything });
  expect(readSaved(JSON.stringify(all))).toEqual([{ name: '我的', filter: everything }]);
  vi.spyOn(console, 'debug').mockImplementation(() => undefined);
  for (const rubbish of ['', '{', '7', '[{"name":1}]', '[{"name":"a","filter":{"pile":"none"}}]']) expect(readSaved(rubbish)).toEqual([]);
});

// ── many at once ────────────────────────────────────────────────────────────────────────────────

test('a "no" to one does not keep the others from being asked, and each says how it went', async () => {
  const results: ManyResult[] = [];
  const lines = ['1', '2', '3'].map((id) => ({ id, row: rowOf(live(claimed()), { number: id }) }));
  const answer = (item: string) => Promise.resolve(item === '2' ? { refused: 'wrong-stage' } : { seq: 1 });
  await askMany(
    lines,
    () => ({ type: 'sendLetter', text: '请速办' }),
    answer,
    (result) => results.push(result),
  );
  expect(results.map(({ number, no }) => [number, no])).toEqual([
    ['1', null],
    ['2', { refused: 'wrong-stage' }],
    ['3', null],
  ]);
});

test('a letter says what the pack says, with the item’s own name, number and days', () => {
  const words = letterWords('“{title}”（{item}）{due} {answerBy} {other}', rowOf(live(claimed())), pack, start);
  expect(words).toBe('“三号楼加装电梯”（〔2026〕12-1）2026年12月31日 2026年11月6日 {other}');
});

// ── on an item ──────────────────────────────────────────────────────────────────────────────────

test('the ladder: none came before the due day, and the next one has its day', () => {
  const steps = ladderOf(live(claimed()));
  expect(steps.length).toBe(pack.item.ladder.length);
  expect(steps.map(({ state }) => state)).toEqual(['next', ...steps.slice(1).map(() => 'ahead')]);
  expect(steps[0]?.at).toBeGreaterThan(start);
});

test('the ladder: what came stays, the one after it is next', () => {
  const item = live(claimed());
  const climbed: Live = { ...item, escalation: { done: 1, step: 'urge', at: 5, count: 1 } };
  expect(
    ladderOf(climbed)
      .map(({ state }) => state)
      .slice(0, 2),
  ).toEqual(['done', 'next']);
  expect(ladderOf(climbed)[0]?.at).toBe(5);
});

test('the ladder: come to late, its steps are still as far apart as the rules set them', () => {
  const item = live(claimed());
  const late = onDay(200, home).now;
  const days = ladderOf({ ...item, escalation: { done: 1, step: 'urge', at: late, count: 1 } }).map(({ at }) => at ?? 0);
  const planned = item.clock.steps ?? [];
  expect(days[0]).toBe(late);
  for (const [k, day] of days.entries()) if (k > 0) expect(day - (days[k - 1] ?? 0)).toBe((planned[k] ?? 0) - (planned[k - 1] ?? 0));
});

test('the ladder stands still while others have the item', () => {
  expect(ladderOf(live(reported())).every(({ at }) => at === null)).toBe(true);
});

const pointsOf = (item: Reported, viewer = supervisor) =>
  Object.fromEntries(toVerify(item, viewer).map(({ name, state }) => [name, state]));

test('before verifying: what is there, what is missing, what is to be weighed', () => {
  const item = stateAt('reported', reported());
  expect(pointsOf(item)).toEqual({ text: 'yes', files: 'yes', placed: 'look', other: 'yes' });
  expect(pointsOf({ ...item, report: { ...item.report, files: [], text: '' } })).toMatchObject({ text: 'no', files: 'no' });
  expect(pointsOf(item, lead)).toMatchObject({ other: 'no' });
});

test('before verifying: a dissent is shown, and a missing opinion too', () => {
  const item = stateAt('reported', [
    ...claimed({ cooperating: ['water'] }),
    ask({ type: 'dissent', text: '水压不够' }, helper),
    ...reported().slice(-1),
  ]);
  expect(pointsOf(item)).toMatchObject({ opinions: 'yes', dissents: 'look' });
  expect(pointsOf({ ...item, opinions: {} })).toMatchObject({ opinions: 'no' });
});

test('two keys: the second waits until the round has ended', () => {
  const open = stateAt('verified', [...reported(), ask({ type: 'verify', text: '' }, onDay(11, supervisor))]);
  const turned = (item: Verified) => keysOf(item).map((key) => key.turned);
  expect(turned(open)).toEqual([true, true, false, false]);
  expect(turned(stateAt('verified', rated(0)))).toEqual([true, true, true, false]);
});

test('of two leads it says who has acted, and how many cycles each missed', () => {
  const pair = ask({ type: 'pair', government: 'p-mayor', cppcc: 'p-chair', days: 30 }, supervisor);
  const item = live([...claimed(), pair, ask({ type: 'act', text: '现场协调', files: [] }, { ...supervisor, id: 'p-mayor', roles: [] })]);
  if (!item.pair) throw new Error('not paired');
  expect(sidesOf(item.pair).map(({ side, actedAt }) => [side, actedAt !== null])).toEqual([
    ['government', true],
    ['cppcc', false],
  ]);
  const cycle = (n: number, missed: readonly ('government' | 'cppcc')[], whole: boolean) => ({
    pair: 1,
    cycle: n,
    from: 0,
    to: 1,
    missed,
    whole,
  });
  const cycles = [cycle(1, ['cppcc'], true), cycle(2, [], true), cycle(3, ['government'], false)];
  expect(recordOf({ cycles }, 1)).toEqual({ over: 2, missed: { government: 0, cppcc: 1 } });
});

// ── visits ──────────────────────────────────────────────────────────────────────────────────────

test('to be visited: look-backs first, then follow-ups by their day, then what is overdue; each once', () => {
  const state = live(issued());
  const lines = [
    { id: 'late', row: rowOf(state, { lamp: 'red' }) },
    { id: 'far', row: rowOf(state, { followUp: '2027-01-01' }) },
    { id: 'soon', row: rowOf(state, { followUp: '2026-11-01' }) },
    { id: 'today', row: rowOf(state, { followUp: '2026-10-24' }) },
    { id: 'back', row: rowOf(state, { stage: 'closed', waitsFor: ['look-back'] }) },
    { id: 'back', row: rowOf(state, { stage: 'closed', waitsFor: ['look-back'] }) },
  ];
  expect(targetsOf(lines, '2026-10-24').map(({ id }) => id)).toEqual(['back', 'today', 'soon', 'late']);
});

test('a visit becomes the command the rules know, and is the same again when it is opened later', () => {
  const visit = { ...blank('visit', '2026-10-24'), text: ' 路灯亮 ', people: ['p-1'], others: 2, place: '东门', followUp: '2026-11-01' };
  expect(commandOf(visit)).toMatchObject({ type: 'supervise', form: 'visit', day: '2026-10-24', text: '路灯亮', followUp: '2026-11-01' });
  expect(visitOf(commandOf(visit), '2026-12-01')).toEqual({ ...visit, text: '路灯亮' });
  const back = { ...blank('lookBack', '2026-10-24'), finding: 'rebound', text: '又坏了', people: ['p-2'] } as const;
  expect(commandOf(back)).toEqual({ type: 'lookBack', finding: 'rebound', text: '又坏了', visitors: ['p-2'] });
  expect(visitOf(commandOf(back), '2026-10-24')).toEqual(back);
});

test('a look-back is whole with a finding, a visit with words', () => {
  expect(isWhole({ ...blank('lookBack', '2026-10-24'), text: '亮' })).toBe(false);
  expect(isWhole({ ...blank('lookBack', '2026-10-24'), text: '亮', finding: 'consolidated' })).toBe(true);
  expect(isWhole({ ...blank('visit', '2026-10-24'), text: ' ' })).toBe(false);
});
