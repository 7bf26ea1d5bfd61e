import { expect, test } from 'vitest';
import type { Actor } from '#shared/core/actor.ts';
import { endOfDay, startOfDay } from '#shared/core/calendar.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { at, officer, person, start } from '../given/given.ts';
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
  live,
  onDay,
  picture,
  rated,
  raters,
  rating,
  report,
  reported,
  stateAt,
  stranger,
  supervisor,
  verified,
} from './item.ts';

const verify: Command = { type: 'verify', text: '' };
const close: Command = { type: 'close' };
const returned = (from = issued()) => [
  ...from,
  ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: 'traffic' }, lead),
];
const adjudicate = (reassignTo: string | null): Command => ({ type: 'adjudicate', reassignTo, reason: '按职责分工' });

const own: Actor = { ...person('u-own', 'supervisor'), department: 'housing' };
const judges: readonly (readonly [string, Actor, string | null])[] = [
  ['a supervisor', supervisor, null],
  ['a host of the session', host, null],
  ['a supervisor of the lead department', own, 'own-department'],
  ['a host who is an officer of the lead department', { ...officer('p-host', 'housing') }, 'own-department'],
  ['the lead department', lead, 'not-allowed'],
  ['a cooperating department', helper, 'not-allowed'],
  ['an administrator', person('u-admin', 'admin'), 'not-allowed'],
  ['a rater', raters[0]!, 'not-allowed'],
  ['nobody', person(''), 'not-allowed'],
];

test.each(judges)('I10 %s verifies or sends back', (_who, actor, refused) => {
  const said = [verify, { type: 'sendBack', reason: '照片不清' } as Command].map(
    (command) => after(reported({ cooperating: [] })).when(command, actor).outcome,
  );
  for (const outcome of said) {
    if (refused === null) expect(outcome).toHaveLength(1);
    else expect(outcome).toMatchObject({ refused });
  }
});

test('I10 what was sent back is worked on again, with its reason', () => {
  const back = [...reported(), ask({ type: 'sendBack', reason: '照片不清' }, onDay(11, host))];
  expect(stateAt('inProgress', back)).toMatchObject({ again: { because: 'sentBack', text: '照片不清' }, redos: 0, clock: { n: 2 } });
  after(claimed()).when(verify, supervisor).thenRefused('wrong-stage');
  after(verified()).when(verify, supervisor).thenRefused('wrong-stage');
});

test('I5 a return is upheld: the department keeps it, gets a new claim window and can’t ask again', () => {
  const upheld = [...returned(), ask(adjudicate(null), onDay(4, supervisor))];
  expect(stateAt('issued', upheld)).toMatchObject({
    matter: { lead: 'housing' },
    claim: { n: 2, by: endOfDay('2026-11-02'), overrun: false },
    returnAsk: null,
  });
  after(upheld)
    .when({ type: 'askReturn', reason: 'not-ours', text: '还是不属', suggests: null }, onDay(4, lead))
    .thenRefused('window-passed');
  expect(after(upheld).when({ type: 'claim', text: '' }, lead).outcome).toHaveLength(1);
});

test('I5 upheld after the claim, work goes on', () => {
  const upheld = [...returned(claimed()), ask(adjudicate(null), supervisor)];
  expect(stateAt('inProgress', upheld)).toMatchObject({ returnAsk: null, returnUntil: 0 });
  expect(eventsOf(upheld, 'returnUpheld')[0]?.claimBy).toBeNull();
});

test('I5 reassigned: another lead, new windows, nothing of the old contact', () => {
  const moved = [...returned(claimed({ cooperating: ['traffic', 'water'] })), ask(adjudicate('traffic'), onDay(4, supervisor))];
  expect(stateAt('issued', moved)).toMatchObject({
    matter: { lead: 'traffic', cooperating: ['water'] },
    contact: null,
    claim: { n: 2, by: endOfDay('2026-11-02') },
    returnUntil: endOfDay('2026-11-04'),
    reassignments: 1,
  });
  after(moved).when({ type: 'claim', text: '' }, lead).thenRefused('not-allowed');
  expect(after(moved).when({ type: 'claim', text: '' }, stranger).outcome).toHaveLength(1);
});

test.each(judges)('I5 %s decides a return', (_who, actor, refused) => {
  const { outcome } = after(returned()).when(adjudicate('traffic'), actor);
  if (refused === null) expect(outcome).toHaveLength(1);
  else expect(outcome).toMatchObject({ refused });
});

test('I5 a return is decided once asked, and leads elsewhere', () => {
  after(issued()).when(adjudicate(null), supervisor).thenRefused('no-return-asked');
  after(returned()).when(adjudicate('housing'), supervisor).thenRefused('same-department');
});

test('I6 ping-pong is counted', () => {
  const there = [...returned(), ask(adjudicate('traffic'), supervisor)];
  const back = [
    ...there,
    ask({ type: 'askReturn', reason: 'wrong-lead', text: '主办应为住建', suggests: 'housing' }, stranger),
    ask(adjudicate('housing'), supervisor),
  ];
  expect(live(back)).toMatchObject({ reassignments: 2, matter: { lead: 'housing' }, claimWindows: 3, returnAsks: 2 });
});

const extending = [...claimed(), ask({ type: 'askExtension', to: '2027-01-15', reason: '材料晚到' }, lead)];

test('I21 granted: the due day moves, and a yellow lamp turns green again', () => {
  const near = [...extending, ask({ type: 'turnLamp', lamp: 'yellow', clock: 1 }, at(home, startOfDay('2026-12-22')))];
  const granted = [...near, ask({ type: 'decideExtension', grant: true, reason: '同意' }, at(supervisor, startOfDay('2026-12-23')))];
  expect(stateAt('inProgress', granted)).toMatchObject({ matter: { due: '2027-01-15' }, lamp: 'green', extensions: 1, extensionAsk: null });
  expect(eventsOf(granted, 'extended')[0]).toMatchObject({
    from: '2026-12-31',
    to: '2027-01-15',
    clock: { n: 2, redAt: startOfDay('2027-01-16'), known: false },
  });
});

test('I21 refused, or too late to help: the due day stays', () => {
  after(extending)
    .when({ type: 'decideExtension', grant: false, reason: '无正当理由' }, host)
    .then({ type: 'extensionRefused', reason: '无正当理由' });
  after(extending).when({ type: 'decideExtension', grant: true, reason: '' }, onDay(120, host)).thenRefused('day-early');
  after(extending).when({ type: 'decideExtension', grant: true, reason: '' }, lead).thenRefused('not-allowed');
  after(extending).when({ type: 'decideExtension', grant: true, reason: '' }, own).thenRefused('own-department');
  after(claimed()).when({ type: 'decideExtension', grant: true, reason: '' }, host).thenRefused('no-extension-asked');
});

const suspended = [...claimed(), ask({ type: 'suspend', reason: '管线未迁' }, onDay(2, supervisor))];

test('I22 suspended, looked at after a year, kept or resumed', () => {
  const reviewAt = startOfDay('2027-10-26');
  expect(stateAt('suspended', suspended)).toMatchObject({ reason: '管线未迁', reviewAt, reviewCalled: false });
  after(suspended).when({ type: 'keepSuspended', reason: '仍未迁' }, supervisor).thenRefused('not-due');
  const called = [...suspended, ask({ type: 'callReview', review: 1 }, at(home, reviewAt))];
  const kept = [...called, ask({ type: 'keepSuspended', reason: '仍未迁' }, at(supervisor, reviewAt))];
  expect(stateAt('suspended', kept)).toMatchObject({
    reason: '仍未迁',
    reviewAt: startOfDay('2028-10-25'),
    reviewCalled: false,
    review: 2,
  });
  after(claimed()).when({ type: 'resume', reason: '可以' }, supervisor).thenRefused('wrong-stage');
  after(issued()).when({ type: 'suspend', reason: '可以' }, supervisor).thenRefused('wrong-stage');
  after(claimed()).when({ type: 'suspend', reason: '可以' }, lead).thenRefused('not-allowed');
  after(returned(claimed())).when({ type: 'suspend', reason: '可以' }, supervisor).thenRefused('return-open');
});

test('I22 the clock stood still: as many working days are left as there were', () => {
  const resumed = [...suspended, ask({ type: 'resume', reason: '已迁' }, onDay(16, supervisor))];
  // Monday 26 October to Monday 9 November: ten working days; the due day moves on by ten, over New Year's Day off by Monday to Friday of 2027.
  expect(stateAt('inProgress', resumed)).toMatchObject({ matter: { due: '2027-01-14' }, clock: { n: 2 } });
});

test('I22 what was overdue when it was suspended stays overdue', () => {
  const late = [
    ...claimed({ due: '2026-10-30' }),
    ask({ type: 'turnLamp', lamp: 'red', clock: 1 }, onDay(8, home)),
    ask({ type: 'suspend', reason: '等' }, onDay(10, supervisor)),
  ];
  expect(stateAt('inProgress', [...late, ask({ type: 'resume', reason: '好' }, onDay(40, supervisor))])).toMatchObject({
    matter: { due: '2026-10-30' },
    lamp: 'red',
  });
});

test('I16 closing takes the report, verification, a round that ended, and the second key', () => {
  for (const stage of [issued(), claimed(), suspended, reported(), closed()])
    after(stage).when(close, supervisor).thenRefused('wrong-stage');
  after(verified()).when(close, supervisor).thenRefused('rating-open');
  expect(after(rated(0)).when(close, supervisor).outcome).toMatchObject([{ type: 'closed', class: 'A' }]);
});

test.each(judges)('I16 %s turns the second key', (_who, actor, refused) => {
  const { outcome } = after(rated(0)).when(close, actor);
  if (refused === null) expect(outcome).toHaveLength(1);
  else expect(outcome).toMatchObject({ refused });
});

test('I16 who reported does not turn the second key, even having changed sides since', () => {
  const moved = person('u-lead', 'supervisor');
  after(reported()).when(verify, moved).thenRefused('own-report');
  after(rated(0)).when(close, moved).thenRefused('own-report');
});

test('I17 closing schedules look-backs', () => {
  expect(stateAt('closed', closed())).toMatchObject({
    closedAt: onDay(13, home).now,
    lookBacks: [
      { n: 1, at: startOfDay('2027-02-04'), called: false },
      { n: 2, at: startOfDay('2027-11-06'), called: false },
    ],
    retired: false,
  });
});

const lookBack = (finding: 'consolidated' | 'rebound' | 'redo', due: string | null = null): Command => ({
  type: 'lookBack',
  finding,
  text: '现场看过',
  files: [picture],
  visitors: ['u-supervisor'],
  taken: {},
  due,
});
const first = at(home, startOfDay('2027-02-04'));
const second = at(home, startOfDay('2027-11-06'));
const called = (n: number, when: Actor) => ask({ type: 'callLookBack', n }, when);

test('I18 consolidated: it stays closed, and the next look-back stands', () => {
  const looked = [...closed(), called(1, first), ask(lookBack('consolidated'), at(supervisor, first.now))];
  expect(stateAt('closed', looked).lookBacks.map(({ n }) => n)).toEqual([2]);
  const early = [...closed(), ask(lookBack('consolidated'), onDay(30, host))];
  expect(stateAt('closed', early).lookBacks, 'one between them leaves both').toHaveLength(2);
});

test.each(['rebound', 'redo'] as const)('I18 %s opens it again', (finding) => {
  const again = [...closed(), called(1, first), ask(lookBack(finding), at(supervisor, first.now))];
  expect(stateAt('inProgress', again)).toMatchObject({ redos: 1, again: { because: finding, text: '现场看过' }, lamp: 'green' });
  after(closed()).when(lookBack(finding), lead).thenRefused('not-allowed');
  after(closed()).when(lookBack(finding), own).thenRefused('own-department');
  after(rated(0)).when(lookBack(finding), supervisor).thenRefused('wrong-stage');
});

test('I17 a yearly class comes back every year, until it is retired', () => {
  const limited = closed({ class: 'C' });
  expect(stateAt('closed', limited).lookBacks.map(({ n }) => n)).toEqual([1, 2]);
  const year = [
    ...limited,
    called(1, first),
    ask(lookBack('consolidated'), at(supervisor, first.now)),
    called(2, second),
    ask(lookBack('consolidated'), at(supervisor, second.now)),
  ];
  expect(stateAt('closed', year).lookBacks).toEqual([{ n: 3, at: startOfDay('2028-11-05'), because: ['annual'], called: false }]);
  const retired = [...year, ask({ type: 'retire', reason: '已纳入规划' }, at(supervisor, second.now))];
  expect(stateAt('closed', retired)).toMatchObject({ lookBacks: [], retired: true });
  after(retired).when({ type: 'retire', reason: '再一次' }, at(supervisor, second.now)).thenRefused('unchanged');
  after(closed()).when({ type: 'retire', reason: '不必' }, supervisor).thenRefused('unchanged');
});

test('I17 what comes back and is solved comes back no more', () => {
  const once = [
    ...closed(),
    called(1, first),
    ask(lookBack('consolidated'), at(supervisor, first.now)),
    called(2, second),
    ask(lookBack('consolidated'), at(supervisor, second.now)),
  ];
  expect(stateAt('closed', once).lookBacks).toEqual([]);
});

test('I15 after the round it can be done again with a reason, and not before', () => {
  const redo: Command = { type: 'redo', reason: '三户仍不满意', due: null };
  const again = [...rated(3), ask(redo, onDay(13, supervisor))];
  expect(stateAt('inProgress', again)).toMatchObject({ redos: 1, again: { because: 'redo', text: '三户仍不满意' }, opinions: {} });
  after(verified()).when(redo, supervisor).thenRefused('rating-open');
  after(reported()).when(redo, supervisor).thenRefused('wrong-stage');
  after(rated(3)).when(redo, lead).thenRefused('not-allowed');
});

test('I19 opened again it has the days of its longest extension, or longer, or the day that was named', () => {
  const redo = (due: string | null): Command => ({ type: 'redo', reason: '再办', due });
  const due = (differs: object, command: Command): string => {
    const asks = [
      ...verified(differs),
      ...raters.map((rater) => ask(rating('basically'), onDay(12, rater))),
      ask(command, onDay(13, supervisor)),
    ];
    return stateAt('inProgress', asks).matter.due;
  };
  expect(due({ due: '2026-11-10' }, redo(null)), '30 working days after 6 November').toBe('2026-12-18');
  expect(due({ due: '2027-03-01' }, redo(null))).toBe('2027-03-01');
  expect(due({ due: '2027-03-01' }, redo('2026-12-01'))).toBe('2026-12-01');
  after(rated(3)).when(redo('2026-11-06'), onDay(13, supervisor)).thenRefused('day-early');
  expect(parseCommand(items, redo('2026-11-31')), 'no such day').toMatchObject({ malformed: 'day', at: 'due' });
});

test('I19 a second time through all of it ends like the first', () => {
  const again = [
    ...rated(3),
    ask({ type: 'redo', reason: '再办', due: null }, onDay(13, supervisor)),
    ask(report({ class: 'B' }), onDay(20, lead)),
    ask(verify, onDay(21, host)),
    ...raters.map((rater) => ask(rating('satisfied'), onDay(22, rater))),
    ask(close, onDay(23, host)),
  ];
  expect(stateAt('closed', again)).toMatchObject({ redos: 1, rounds: 2, report: { class: 'B' }, round: { n: 2, outcome: { rated: 6 } } });
  expect(start).toBeLessThan(live(again).lastActAt);
});
