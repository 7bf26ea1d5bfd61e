/** 督办: forms, follow-ups, areas, paired leads, letters, the ladder, the board, and what of all that is told outside. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { nobody, type Actor } from '#shared/core/actor.ts';
import { endOfDay, startOfDay } from '#shared/core/calendar.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { rulePack } from '#shared/core/rule-pack.ts';
import { waitsFor } from '#shared/items/clock.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { prints } from '#shared/items/prints.ts';
import { supervisionForms } from '#shared/items/state.ts';
import defaultPack from '#shared/packs/default.json' with { type: 'json' };
import { at, person, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  after,
  ask,
  claimed,
  closed,
  eventsOf,
  helper,
  home,
  host,
  issued,
  lead,
  leader,
  live,
  onDay,
  picture,
  raters,
  report,
  reported,
  stateAfter,
  stranger,
  supervisor,
  told,
  verified,
} from './item.ts';

const government = person('u-government', 'leader');
const cppcc = person('u-cppcc', 'member');
const auditor = person('u-auditor', 'auditor');
const offers = (asks: readonly Ask[]) => items.deadlines!(stateAfter(asks)).map(({ key }) => key);

// ── forms ───────────────────────────────────────────────────────────────────────────────────────

const supervise = (differs: object = {}): Command => ({
  ...{ type: 'supervise', form: 'visit', day: '2026-10-24', place: '三号楼', people: ['u-supervisor', 'u-cppcc'], others: 3 },
  ...{ text: '井道已挖好，材料未到。', files: [picture], taken: {}, followUp: null, follows: null },
  ...differs,
});

test.each(supervisionForms)('I45 it is supervised as: %s', (form) => {
  expect(after(claimed()).when(supervise({ form }), supervisor).outcome).toMatchObject([{ type: 'supervised', n: 1, form, others: 3 }]);
});

test('I45 there is no ninth form', () => {
  expect(supervisionForms).toHaveLength(8);
  expect(parseCommand(items, supervise({ form: 'shouting' }))).toMatchObject({ at: 'form' });
  expect(parseCommand(items, supervise({ text: ' ' }))).toEqual({ malformed: 'empty', at: 'text' });
  expect(parseCommand(items, supervise({ others: -1 }))).toEqual({ malformed: 'number', at: 'others' });
});

const paired = (days = 30): readonly Ask[] => [
  ...claimed(),
  ask({ type: 'pair', government: government.id, cppcc: cppcc.id, days }, supervisor),
];

test.each<[string, Actor, string | null]>([
  ['a supervisor', supervisor, null],
  ['a host', host, null],
  ['a paired lead', cppcc, null],
  ['a paired lead who now belongs to the lead department', { ...government, department: 'housing' }, 'not-allowed'],
  ['a supervisor of the lead department', { ...supervisor, department: 'housing' }, 'own-department'],
  ['the lead department', lead, 'not-allowed'],
  ['the public', nobody(start), 'not-allowed'],
])('I45 %s records it', (_who, actor, refused) => {
  const { outcome } = after(paired()).when(supervise(), actor);
  if (refused === null) expect(outcome).toMatchObject([{ type: 'supervised' }]);
  else expect(outcome).toMatchObject({ refused });
});

test('I45 on its day, not ahead; people once each; at every stage', () => {
  after(claimed())
    .when(supervise({ day: '2026-10-25' }), supervisor)
    .thenRefused('time-ahead');
  after(claimed())
    .when(supervise({ taken: { [`${'c'.repeat(32)}.jpg`]: { takenAt: null, place: null } } }), supervisor)
    .thenRefused('unknown-file');
  expect(after(claimed()).when(supervise({ people: ['a', 'a'] }), supervisor).outcome).toMatchObject([{ people: ['a'] }]);
  for (const asks of [issued(), reported(), verified(), closed()])
    expect(after(asks).when(supervise(), onDay(20, supervisor)).outcome).toHaveLength(1);
});

const followed = [...claimed(), ask(supervise({ followUp: '2026-11-02' }), supervisor)];

test('I46 a follow-up day brings one reminder', () => {
  expect(offers(followed)).toContain('follow-up:1');
  const due = startOfDay('2026-11-02');
  after(followed)
    .when({ type: 'callFollowUp', n: 1 }, at(home, due - 1))
    .thenRefused('not-due');
  const called = [...followed, ask({ type: 'callFollowUp', n: 1 }, at(home, due))];
  expect(live(called).supervisions[0]).toMatchObject({ called: true });
  expect(offers(called)).not.toContain('follow-up:1');
  after(called).when({ type: 'callFollowUp', n: 1 }, at(home, due)).thenRefused('not-due');
  after(followed).when({ type: 'callFollowUp', n: 1 }, at(supervisor, due)).thenRefused('not-allowed');
});

test('I46 unless somebody looked again before', () => {
  const again = [...followed, ask(supervise({ day: '2026-10-30', follows: 1 }), onDay(6, supervisor))];
  expect(offers(again)).not.toContain('follow-up:1');
  expect(live(again).supervisions).toMatchObject([{ followed: true }, { followed: false }]);
  after(claimed())
    .when(supervise({ follows: 1 }), supervisor)
    .thenRefused('unknown-supervision');
  after(claimed())
    .when(supervise({ followUp: '2026-10-24' }), supervisor)
    .thenRefused('day-early');
});

test('I44 an area is assigned, changed and taken back', () => {
  const area = (to: string | null): Command => ({ type: 'assignArea', area: to });
  for (const actor of [supervisor, host, person('u-1', 'admin')])
    after(claimed()).when(area('east'), actor).then({ type: 'areaAssigned', area: 'east' });
  for (const actor of [lead, stranger, raters[0]!]) after(claimed()).when(area('east'), actor).thenRefused('not-allowed');
  after(claimed()).when(area(null), supervisor).thenRefused('unchanged');
  expect(live([...claimed(), ask(area('east'), supervisor), ask(area('west'), host)]).area).toBe('west');
  expect(live([...reported(), ask(area('east'), supervisor), ask({ type: 'verify', text: '' }, onDay(11, host))]).area).toBe('east');
});

// ── paired leads ────────────────────────────────────────────────────────────────────────────────

const act: Command = { type: 'act', text: '现场协调供电。', files: [] };
const endCycle = (cycle: number, pair = 1): Command => ({ type: 'endCycle', pair, cycle });

test('I47 two different people are paired, one pairing at a time, not after closing', () => {
  const pair: Command = { type: 'pair', government: 'u-a', cppcc: 'u-b', days: 30 };
  after(claimed())
    .when(pair, host)
    .then({ type: 'paired', n: 1, government: 'u-a', cppcc: 'u-b', days: 30, endsAt: startOfDay('2026-11-23') });
  after(claimed())
    .when({ ...pair, cppcc: 'u-a' }, supervisor)
    .thenRefused('same-person');
  after(paired()).when(pair, supervisor).thenRefused('already-paired');
  after(closed()).when(pair, supervisor).thenRefused('wrong-stage');
  for (const actor of [lead, government, raters[0]!]) after(claimed()).when(pair, actor).thenRefused('not-allowed');
  expect(parseCommand(items, { ...pair, days: 0 })).toEqual({ malformed: 'number', at: 'days' });
});

test('I48 each lead acts for the own side', () => {
  after(paired()).when(act, cppcc).then({ type: 'acted', side: 'cppcc', cycle: 1, text: '现场协调供电。', files: [] });
  expect(live([...paired(), ask(act, onDay(3, government))]).pair?.acted).toEqual({ government: onDay(3, home).now, cppcc: null });
  for (const actor of [supervisor, lead, nobody(start)]) after(paired()).when(act, actor).thenRefused('not-allowed');
  after(paired())
    .when(act, { ...government, department: 'housing' })
    .thenRefused('own-department');
  after(claimed()).when(act, cppcc).thenRefused('not-paired');
});

const first = startOfDay('2026-11-23');
test.each<[string, readonly Actor[], readonly string[]]>([
  ['both acted', [government, cppcc], []],
  ['one acted twice', [cppcc, cppcc], ['government']],
  ['nobody acted', [], ['government', 'cppcc']],
])('I49 a cycle ends by itself and says who did not act: %s', (_how, actors, missed) => {
  const asks = [...paired(), ...actors.map((actor, n) => ask(act, onDay(n + 1, actor)))];
  after(asks)
    .when(endCycle(1), at(home, first - 1))
    .thenRefused('not-due');
  const ended = [...asks, ask(endCycle(1), at(home, first))];
  expect(eventsOf(ended, 'cycleEnded')).toEqual([{ type: 'cycleEnded', pair: 1, cycle: 1, missed, endsAt: startOfDay('2026-12-23') }]);
  expect(live(ended)).toMatchObject({
    pair: { cycle: 2, from: first, acted: { government: null, cppcc: null } },
    cycles: [{ pair: 1, cycle: 1, from: start, to: first, missed, whole: true }],
  });
  expect(offers(ended)).toContain('pair:1:2');
  after(ended).when(endCycle(1), at(home, first)).thenRefused('not-due');
});

test('I49 the next cycle begins where the last one ended, however late the house comes to it', () => {
  const late = [...paired(), ask(endCycle(1), onDay(100, home)), ask(endCycle(2), onDay(100, home))];
  expect(live(late).cycles.map(({ from, to }) => [from, to])).toEqual([
    [start, first],
    [first, startOfDay('2026-12-23')],
  ]);
});

test('I50 unpairing and closing cut a cycle short, and nobody missed it', () => {
  const unpaired = [...paired(), ask({ type: 'unpair', reason: '分工调整' }, onDay(5, supervisor))];
  const cut = { pair: 1, cycle: 1, from: start, to: onDay(5, home).now, missed: [], whole: false };
  expect(live(unpaired)).toMatchObject({ pair: null, cycles: [cut] });
  expect(offers(unpaired).filter((key) => key.startsWith('pair'))).toEqual([]);
  after(unpaired).when({ type: 'unpair', reason: '再一次' }, supervisor).thenRefused('not-paired');
  const anew: Command = { type: 'pair', government: cppcc.id, cppcc: government.id, days: 7 };
  expect(after(unpaired).when(anew, supervisor).outcome).toMatchObject([{ n: 2 }]);
  const pair: Ask = ask({ type: 'pair', government: government.id, cppcc: cppcc.id, days: 30 }, supervisor);
  const [before, ...rest] = [closed().slice(0, 2), ...closed().slice(2)] as [readonly Ask[], ...Ask[]];
  const over = [...before, pair, ...rest];
  expect(live(over)).toMatchObject({ stage: 'closed', pair: null, cycles: [{ missed: [], whole: false, to: onDay(13, home).now }] });
});

test('I57 paired leads know what the departments know, and nobody who rates', () => {
  const { audience } = items.visibility;
  const state = stateAfter(paired());
  for (const viewer of [government, cppcc]) expect(audience(state, viewer)).toBe('department');
  expect(audience(stateAfter([...paired(), ask({ type: 'unpair', reason: '完' }, supervisor)]), cppcc)).toBe('public');
  expect(audience(state, { ...cppcc, roles: ['supervisor'] })).toBe('supervisor');
});

// ── letters ─────────────────────────────────────────────────────────────────────────────────────

const sendLetter: Command = { type: 'sendLetter', text: '请于十日内报送进展。' };
const answer = (letter = 1): Command => ({ type: 'answerLetter', letter, text: '材料已到，月底开工。', files: [picture] });
const letterSent: readonly Ask[] = [...claimed(), ask(sendLetter, supervisor)];
const answerBy = endOfDay('2026-11-06');

test('I51 a letter has a number and its days by the pack', () => {
  const event = {
    type: 'letterSent',
    n: 1,
    number: '督办函〔2026〕12-1-1号',
    department: 'housing',
    text: '请于十日内报送进展。',
    answerBy,
  } as const;
  for (const actor of [supervisor, host]) after(claimed()).when(sendLetter, actor).then(event);
  for (const actor of [lead, cppcc, nobody(start)]) after(claimed()).when(sendLetter, actor).thenRefused('not-allowed');
  after(claimed())
    .when(sendLetter, { ...supervisor, department: 'housing' })
    .thenRefused('own-department');
  after(closed()).when(sendLetter, supervisor).thenRefused('wrong-stage');
  expect(waitsFor(live(letterSent))).toEqual(['answer', 'work']);
});

test('I52 it is answered once, by whoever signs for the lead department', () => {
  after(letterSent)
    .when(answer(), lead)
    .then({ type: 'letterAnswered', n: 1, text: '材料已到，月底开工。', files: [picture] });
  const answered = [...letterSent, ask(answer(), leader)];
  expect(live(answered).letters).toMatchObject([{ by: 'u-supervisor', answer: { by: 'u-leader' }, overdue: false }]);
  after(answered).when(answer(), lead).thenRefused('already-answered');
  after(letterSent).when(answer(2), lead).thenRefused('unknown-letter');
  for (const actor of [helper, stranger, supervisor]) after(letterSent).when(answer(), actor).thenRefused('not-allowed');
  const routed = [...letterSent, ask({ type: 'route', officer: lead.id, delegated: false, text: '' }, leader)];
  after(routed).when(answer(), lead).thenRefused('not-allowed');
  expect(offers(answered)).not.toContain('letter:1');
});

test('I52 an overdue answer is said once, and still welcome', () => {
  const overdue: Command = { type: 'letterOverdue', n: 1 };
  after(letterSent)
    .when(overdue, at(home, answerBy - 1))
    .thenRefused('not-due');
  const late = [...letterSent, ask(overdue, at(home, answerBy))];
  expect(live(late).letters).toMatchObject([{ overdue: true }]);
  after(late).when(overdue, at(home, answerBy)).thenRefused('not-due');
  expect(after(late).when(answer(), at(lead, answerBy + 1)).outcome).toHaveLength(1);
});

const ground = { documents: {}, beside: {}, rows: { departments: [{ id: 'housing', row: { name: '示例市住房和城乡建设局' } }] } };

test('I62 the last letter is printed for whoever may read it, and no empty one for others', () => {
  const rule = prints['supervision-letter']!;
  const state = stateAfter([...letterSent, ask({ type: 'sendLetter', text: '第二次催报。' }, onDay(3, supervisor))]);
  const printed = rule.print(state, ground, '42');
  expect(printed).toMatchObject({ number: '督办函〔2026〕12-1-2号', title: '关于督促办理“三号楼加装电梯”的函' });
  for (const said of ['示例市住房和城乡建设局：', '第二次催报。', '2026年10月27日']) expect(JSON.stringify(printed)).toContain(said);
  for (const who of ['public', 'rater', 'summary']) expect(rule.print(items.visibility.view(state, who), ground, '42')).toBeNull();
  expect(rule.print(stateAfter(claimed()), ground, '42')).toBeNull();
});

// ── the ladder ──────────────────────────────────────────────────────────────────────────────────

/** Due on Friday 13 November 2026. */
const due = '2026-11-13';
const redAt = startOfDay('2026-11-14');
const overdue: readonly Ask[] = [...claimed({ due }), ask({ type: 'turnLamp', lamp: 'red', clock: 1 }, at(home, redAt))];
const climb = (k: number, clock = 1): Command => ({ type: 'escalate', clock, k });
/** 0, 5, 10 and 20 working days after the due day are over. */
const steps = ['2026-11-14', '2026-11-21', '2026-11-28', '2026-12-12'].map(startOfDay);
const climbed = (upTo: number): readonly Ask[] => [...overdue, ...steps.slice(0, upTo).map((when, k) => ask(climb(k), at(home, when)))];

test('I53 each step comes by itself, so many working days after the due day, once', () => {
  expect(live(overdue).clock.steps).toEqual(steps);
  steps.forEach((when, k) => {
    const before = climbed(k);
    expect(offers(before)).toContain(`ladder:1:${k}`);
    after(before)
      .when(climb(k), at(home, when - 1))
      .thenRefused('not-due');
    const [event] = after(before).when(climb(k), at(home, when)).outcome as readonly object[];
    expect(event).toEqual({ type: 'escalated', k, step: ['urge', 'letter', 'interview', 'circular'][k], department: 'housing' });
    after(climbed(k + 1))
      .when(climb(k), at(home, when))
      .thenRefused('not-due');
  });
  expect(live(climbed(4)).escalation).toEqual({ done: 4, step: 'circular', at: steps[3], count: 4 });
  expect(offers(climbed(4)).filter((key) => key.startsWith('ladder'))).toEqual([]);
  after(overdue).when(climb(0), at(supervisor, redAt)).thenRefused('not-allowed');
});

test('I53 nothing comes before it is red, nor while others have it', () => {
  after(claimed({ due }))
    .when(climb(0), at(home, redAt - 1))
    .thenRefused('not-due');
  const done = [...climbed(1), ask(report(), at(lead, steps[0]! + 1))];
  expect(offers(done).filter((key) => key.startsWith('ladder'))).toEqual([]);
  after(done).when(climb(1), at(home, steps[3]!)).thenRefused('not-due');
});

test('I53 what is long overdue when it comes is not run through at once', () => {
  const late = [...claimed({ due }), ask(climb(0), at(home, steps[3]!))];
  after(late).when(climb(1), at(home, steps[3]!)).thenRefused('not-due');
  const apart = steps[1]! - steps[0]!;
  after(late)
    .when(climb(1), at(home, steps[3]! + apart - 1))
    .thenRefused('not-due');
  expect(after(late).when(climb(1), at(home, steps[3]! + apart)).outcome).toMatchObject([{ step: 'letter' }, { type: 'letterSent' }]);
});

test('I54 what is sent back goes on where it stood: a report does not wipe the ladder', () => {
  const back = [
    ...climbed(2),
    ask(report(), at(lead, steps[1]! + 1)),
    ask({ type: 'sendBack', reason: '不实' }, at(supervisor, steps[1]! + 2)),
  ];
  expect(live(back).escalation).toMatchObject({ done: 2, step: 'letter' });
  expect(offers(back)).toContain('ladder:2:2');
});

test('I54 a due day that moved sets it up anew, and the count goes on', () => {
  const moved = [
    ...climbed(2),
    ask({ type: 'askExtension', to: '2026-12-04', reason: '材料晚到' }, at(lead, steps[1]! + 1)),
    ask({ type: 'decideExtension', grant: true, reason: '' }, at(supervisor, steps[1]! + 2)),
  ];
  expect(live(moved)).toMatchObject({ lamp: 'green', escalation: { done: 0, step: null, at: null, count: 2 } });
  const again = [
    ...moved,
    ask({ type: 'turnLamp', lamp: 'red', clock: 2 }, at(home, startOfDay('2026-12-05'))),
    ask(climb(0, 2), at(home, startOfDay('2026-12-05'))),
  ];
  expect(live(again).escalation).toMatchObject({ done: 1, step: 'urge', count: 3 });
});

test('I55 the step of the letter sends one as the pack words it', () => {
  const [letter] = eventsOf(climbed(2), 'letterSent');
  expect(letter).toMatchObject({ n: 1, number: '督办函〔2026〕12-1-1号', answerBy: endOfDay('2026-12-04') });
  expect(letter?.text).toBe(
    '“三号楼加装电梯”（〔2026〕12-1）应于2026年11月13日前办结，现已逾期。请于2026年12月4日前书面说明办理情况、未办结的原因和下一步安排。',
  );
  expect(live(climbed(2)).letters).toMatchObject([{ by: 'house' }]);
});

test('I55 the step of the talk waits until a talk is on record', () => {
  expect(waitsFor(live(climbed(2)))).not.toContain('interview');
  expect(waitsFor(live(climbed(3)))).toContain('interview');
  const talked = [...climbed(3), ask(supervise({ form: 'interview', day: '2026-11-28' }), at(supervisor, steps[2]! + 1))];
  expect(waitsFor(live(talked))).not.toContain('interview');
});

test('I53 a pack without a ladder brings nothing, one that does not rise is no pack', () => {
  const { ladder: _ladder, ...item } = defaultPack.item;
  expect(v.parse(rulePack, { ...defaultPack, item }).item.ladder).toEqual([]);
  const flat = [
    { step: 'urge', after: 3 },
    { step: 'letter', after: 3 },
  ];
  expect(v.safeParse(rulePack, { ...defaultPack, item: { ...defaultPack.item, ladder: flat } }).success).toBe(false);
});

// ── the board ───────────────────────────────────────────────────────────────────────────────────

const board = items.models!['board']!;
const rowOf = (asks: readonly Ask[]) => board.row(stateAfter(asks), '42')!;

test('I59 the longest overdue first, then the longest stalled, then what others have, then the closed', () => {
  const earlier = '2026-11-06';
  const red = (on: string): readonly Ask[] => [
    ...claimed({ due: on }),
    ask({ type: 'turnLamp', lamp: 'red', clock: 1 }, at(home, startOfDay('2026-12-01'))),
  ];
  const busy = [...claimed(), ask({ type: 'note', text: '在办', files: [], before: null, after: null } as never, onDay(9, lead))];
  const order = [red(earlier), red(due), claimed(), busy, reported(), closed()].map((asks) => board.sort(rowOf(asks)));
  expect(order).toEqual(order.toSorted((a, b) => b - a));
  expect(new Set(order).size).toBe(order.length);
});

test('I59 it is looked up by department, area, lamp, stage, form, step, and what it waits for', () => {
  const row = rowOf([
    ...climbed(2),
    ask(supervise({ form: 'meeting', followUp: '2026-12-20' }), at(supervisor, steps[1]! + 1)),
    ask({ type: 'assignArea', area: 'east' }, at(supervisor, steps[1]! + 1)),
    ask({ type: 'pair', government: government.id, cppcc: cppcc.id, days: 30 }, at(supervisor, steps[1]! + 1)),
  ]);
  const found = (index: string) => board.indexes[index]!(row);
  expect(['department', 'area', 'lamp', 'stage', 'form', 'step'].map(found)).toEqual([
    'housing',
    'east',
    'red',
    'inProgress',
    ['meeting'],
    'letter',
  ]);
  expect([found('paired'), found('host'), found('waitsFor')]).toEqual([[government.id, cppcc.id], ['p-host'], ['answer', 'work']]);
  expect(row).toMatchObject({
    letters: { sent: 1, open: 1, overdue: 0 },
    supervisions: 1,
    followUp: '2026-12-20',
    pair: { waits: ['government', 'cppcc'], missed: 0 },
  });
});

test('I60 the board is for those who supervise', () => {
  const row = rowOf(paired());
  for (const viewer of [supervisor, person('u-1', 'admin'), auditor, host, government, cppcc]) expect(board.sees(row, viewer)).toBe(row);
  for (const viewer of [lead, leader, helper, stranger, raters[0]!, nobody(start), { ...cppcc, department: 'housing' }])
    expect(board.sees(row, viewer)).toBeNull();
  expect(board.sees(rowOf(claimed()), cppcc)).toBeNull();
  expect(board.row(items.initial, '42')).toBeNull();
});

// ── what is told outside ────────────────────────────────────────────────────────────────────────

const { view, see } = items.visibility;
const shown = (asks: readonly Ask[], who: string): string => {
  const state = stateAfter(asks);
  return JSON.stringify([view(state, who), told(asks).map((recorded) => see(recorded, who, state))]);
};

/** Every word and every person carries a mark; the item goes through all of it. */
const marked: readonly Ask[] = [
  ...overdue,
  ask({ type: 'route', officer: 'SECRET-officer', delegated: false, text: 'SECRET-route' }, at(leader, redAt)),
  ask(report({ text: 'SECRET-draft' }), at(lead, redAt)),
  ask({ type: 'sendBackDraft', draft: 1, reason: 'SECRET-back' }, at(leader, redAt)),
  ask(
    supervise({ form: 'inspection', place: 'SECRET-place', people: ['SECRET-person'], text: 'SECRET-finding', followUp: '2026-12-20' }),
    at(supervisor, redAt),
  ),
  ask({ type: 'callFollowUp', n: 1 }, onDay(70, home)),
  ask({ type: 'pair', government: 'SECRET-government', cppcc: 'SECRET-cppcc', days: 7 }, onDay(70, supervisor)),
  ask({ type: 'act', text: 'SECRET-act', files: [] }, { ...onDay(71, cppcc), id: 'SECRET-cppcc' }),
  ask(endCycle(1), onDay(78, home)),
  ask({ type: 'sendLetter', text: 'SECRET-letter' }, onDay(78, supervisor)),
  ask({ type: 'answerLetter', letter: 1, text: 'SECRET-answer', files: [] }, onDay(79, leader)),
  ask(climb(0), onDay(79, home)),
  ask(climb(1), onDay(86, home)),
  ask({ type: 'letterOverdue', n: 2 }, onDay(120, home)),
  ask({ type: 'unpair', reason: 'SECRET-unpair' }, onDay(120, supervisor)),
];

test.each(['rater', 'public', 'summary'])(
  'I56 the %s learns that it was supervised and that a letter was sent, and nothing else',
  (who) => {
    const outside = shown(marked, who);
    expect(outside).not.toContain('SECRET');
    for (const word of [
      'escalated',
      'cycleEnded',
      'paired',
      'routed',
      'reportDrafted',
      'letterAnswered',
      'letterOverdue',
      '现已逾期',
      '督办函',
    ])
      expect(outside, word).not.toContain(`"${word}`);
    expect(view(live(marked), who)).toMatchObject({
      ...{ route: null, draft: null, pair: null, cycles: [], escalation: { done: 0, step: null, count: 0 } },
      supervisions: [{ form: 'inspection', day: '2026-10-24', people: [], others: 0 }],
      letters: [{ at: onDay(78, home).now, text: '', answer: null }, { text: '' }],
    });
    expect(told(marked).flatMap((recorded) => see(recorded, who, live(marked))?.event.type ?? [])).toEqual(
      expect.arrayContaining(['supervised', 'letterSent']),
    );
  },
);

test('I56 who has to do with it knows all of it', () => {
  for (const who of ['department', 'supervisor'])
    for (const mark of ['officer', 'draft', 'back', 'finding', 'person', 'act', 'letter', 'answer', 'cppcc'])
      expect(shown(marked, who), mark).toContain(`SECRET-${mark}`);
});
