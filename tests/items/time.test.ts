import { expect, test } from 'vitest';
import { endOfDay, startOfDay } from '#shared/core/calendar.ts';
import { daysLeft, stalledDays, waitsFor } from '#shared/items/clock.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { clockOf, lampAt } from '#shared/items/terms.ts';
import { at, pack, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  after,
  ask,
  claimed,
  closed,
  home,
  issued,
  lead,
  live,
  onDay,
  rated,
  report,
  reported,
  stateAfter,
  stateAt,
  supervisor,
  verified,
} from './item.ts';

const { calendar } = pack;
const offers = (asks: readonly Ask[]) => items.deadlines!(stateAfter(asks)).map(({ key }) => key);
const yellowAt = startOfDay('2026-12-22');
const redAt = startOfDay('2027-01-01');
const yellow: Command = { type: 'turnLamp', lamp: 'yellow', clock: 1 };
const red: Command = { type: 'turnLamp', lamp: 'red', clock: 1 };

test('I23 yellow with seven working days left, red after the due day, each with a reminder', () => {
  after(claimed())
    .when(yellow, at(home, yellowAt - 1))
    .thenRefused('not-due');
  after(claimed())
    .when(yellow, at(home, yellowAt))
    .then({ type: 'lampTurned', lamp: 'yellow' }, { type: 'reminded', because: 'yellow', department: 'housing' });
  const warned = [...claimed(), ask(yellow, at(home, yellowAt))];
  after(warned)
    .when(red, at(home, redAt))
    .then({ type: 'lampTurned', lamp: 'red' }, { type: 'reminded', because: 'red', department: 'housing' });
  expect(live([...warned, ask(red, at(home, redAt))])).toMatchObject({ lamp: 'red', reminders: 2 });
  after(claimed()).when(yellow, at(supervisor, yellowAt)).thenRefused('not-allowed');
});

test('I23 on its due day it is not overdue', () => {
  const clock = clockOf({ due: '2026-12-31', milestones: [] }, { yellowBefore: 7 }, calendar, 1);
  expect(lampAt(clock, endOfDay('2026-12-31'))).toBe('yellow');
  expect(lampAt(clock, endOfDay('2026-12-31') + 1)).toBe('red');
});

test.each([
  ['2026-12-31', 7, '2026-12-22', 'a working day'],
  ['2026-12-27', 7, '2026-12-16', 'a Sunday: the working days before it count'],
  ['2026-10-10', 7, '2026-09-23', 'a Saturday worked, over the National Day and Mid-autumn'],
  ['2026-12-31', 0, '2026-12-31', 'not before its day'],
])('I23 due %s, yellow %s before: from %s (%s)', (due, yellowBefore, from) => {
  const clock = clockOf({ due, milestones: [] }, { yellowBefore }, calendar, 1);
  expect(clock.yellowAt).toBe(startOfDay(from));
  const left = (now: number): number => daysLeft(calendar, due, now).value;
  expect(left(clock.yellowAt)).toBeLessThanOrEqual(yellowBefore);
  expect(left(clock.yellowAt - 1)).toBeGreaterThan(yellowBefore);
});

const planned = claimed({
  milestones: [
    { title: '公示', due: '2026-11-20' },
    { title: '开工', due: '2026-12-01' },
  ],
});

test('I23 a milestone that was missed turns the lamp yellow', () => {
  expect(live(planned).clock.yellowAt).toBe(startOfDay('2026-11-21'));
});

test('I24 reaching the milestone turns it green again', () => {
  const missed = [...planned, ask(yellow, at(home, startOfDay('2026-11-21')))];
  const reached = [...missed, ask({ type: 'reachMilestone', milestone: 0, text: '', files: [] }, at(lead, startOfDay('2026-11-23')))];
  expect(live(missed).lamp).toBe('yellow');
  expect(live(reached)).toMatchObject({ lamp: 'green', clock: { n: 2, yellowAt: startOfDay('2026-12-02') } });
});

test('I23 the clock stands still while others have the item', () => {
  expect(offers(claimed())).toEqual(['lamp:1:yellow', 'lamp:1:red', 'ladder:1:0']);
  for (const asks of [reported(), rated(0), closed()]) expect(offers(asks).filter((key) => key.startsWith('lamp'))).toEqual([]);
});

test('I23 what is sent back after its due day is red at once', () => {
  const back = [...claimed(), ask(report(), onDay(60, lead)), ask({ type: 'sendBack', reason: '不实' }, onDay(80, supervisor))];
  expect(live(back)).toMatchObject({ lamp: 'red', clock: { n: 2 } });
  expect(offers(back).filter((key) => key.startsWith('lamp'))).toEqual([]);
});

test('I23 an instant that rests on an unpublished year says so', () => {
  expect(live(issued({ due: '2027-03-01' })).clock.known).toBe(false);
  expect(live(issued()).clock.known).toBe(true);
});

test('I3 a claim window that passes brings one reminder', () => {
  const by = endOfDay('2026-10-28');
  after(issued())
    .when({ type: 'claimOverrun', n: 1 }, at(home, by - 1))
    .thenRefused('not-due');
  const late = [...issued(), ask({ type: 'claimOverrun', n: 1 }, at(home, by))];
  expect(stateAt('issued', late)).toMatchObject({ claim: { overrun: true }, reminders: 1 });
  expect(offers(late)).not.toContain('claim:1');
  after(late).when({ type: 'claimOverrun', n: 1 }, at(home, by)).thenRefused('not-due');
  expect(after(late).when({ type: 'claim', text: '' }, at(lead, by + 1)).outcome, 'late, but welcome').toHaveLength(1);
  expect(offers(claimed())).not.toContain('claim:1');
});

test('I6 a return that is not decided in time brings one reminder', () => {
  const asked = [...issued(), ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: null }, lead)];
  expect(offers(asked)).toContain('return:1');
  expect(offers(asked), 'the claim waits').not.toContain('claim:1');
  const late = [...asked, ask({ type: 'adjudicationOverdue', n: 1 }, at(home, endOfDay('2026-10-30')))];
  expect(stateAt('issued', late)).toMatchObject({ returnAsk: { overdue: true }, reminders: 1 });
  expect(offers(late)).not.toContain('return:1');
});

test('I17 I22 look-backs and yearly reviews are called by themselves', () => {
  expect(offers(closed())).toEqual(['look-back:1', 'look-back:2']);
  const due = startOfDay('2027-02-04');
  after(closed())
    .when({ type: 'callLookBack', n: 1 }, at(home, due - 1))
    .thenRefused('not-due');
  const called = [...closed(), ask({ type: 'callLookBack', n: 1 }, at(home, due))];
  expect(offers(called)).toEqual(['look-back:2']);
  expect(waitsFor(live(called))).toEqual(['look-back']);
  const suspended = [...claimed(), ask({ type: 'suspend', reason: '等' }, supervisor)];
  expect(offers(suspended)).toEqual(['review:1']);
  expect(waitsFor(live([...suspended, ask({ type: 'callReview', review: 1 }, onDay(366, home))]))).toEqual(['review']);
});

test('I13 an open round offers its end, an ended one nothing', () => {
  expect(offers(verified())).toEqual(['rating:1']);
  expect(offers(rated(0))).toEqual([]);
});

test('I23 what screens say: days left and days without progress, in working days', () => {
  expect(daysLeft(calendar, '2026-10-30', start)).toEqual({ value: 5, known: true, unknownYears: [] });
  expect(daysLeft(calendar, '2026-10-24', start).value).toBe(0);
  expect(daysLeft(calendar, '2026-10-20', start).value).toBe(-3);
  expect(daysLeft(calendar, '2027-01-04', start).known).toBe(false);
  expect(stalledDays(calendar, live(claimed()), onDay(10, home).now).value).toBe(7);
  expect(stalledDays(calendar, live(reported()), onDay(10, home).now).value).toBe(0);
});

test.each([
  ['claim', issued()],
  ['work', claimed()],
  ['verify', reported()],
  ['rate', verified()],
  ['close', rated(0)],
  ['nothing', closed()],
] as const)('I23 an item says that it waits for: %s', (wait, asks) => expect(waitsFor(live(asks))).toEqual([wait]));
