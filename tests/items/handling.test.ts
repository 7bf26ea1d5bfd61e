import { expect, test } from 'vitest';
import { endOfDay, startOfDay } from '#shared/core/calendar.ts';
import type { Actor } from '#shared/core/actor.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { openOpinions } from '#shared/items/clock.ts';
import { pack, person, start } from '../given/given.ts';
import {
  after,
  ask,
  claimed,
  closed,
  eventsOf,
  helper,
  home,
  host,
  issue,
  issued,
  lead,
  leader,
  live,
  onDay,
  picture,
  picture2,
  report,
  reported,
  stateAfter,
  stateAt,
  stranger,
  supervisor,
} from './item.ts';

const claim: Command = { type: 'claim', text: '' };

test('I1 an item is issued with the windows of the pack at hand', () => {
  const [event] = eventsOf(issued(), 'issued');
  expect(event).toMatchObject({
    matter: { number: '〔2026〕12-1', lead: 'housing', due: '2026-12-31' },
    rules: { pack: 'default', version: 1, claimWithin: 3, annual: ['C'] },
    claimBy: endOfDay('2026-10-28'),
    returnUntil: endOfDay('2026-10-30'),
    clock: { n: 1, yellowAt: startOfDay('2026-12-22'), redAt: startOfDay('2027-01-01'), known: true },
    personal: { subject: 'contact-42-r-1', facts: { name: '示例·李工', phone: '0513-5550101' } },
  });
  expect(JSON.stringify({ ...event, personal: null })).not.toMatch(/李工|5550101/);
});

test('I1 a later pack changes nothing that is under way', () => {
  const slower = { ...pack, version: 2, item: { ...pack.item, extension: { times: 0, days: 0 } } };
  const asked = after(claimed()).when({ type: 'askExtension', to: '2027-01-08', reason: '材料晚到' }, lead, { pack: slower });
  asked.then({ type: 'extensionAsked', to: '2027-01-08', reason: '材料晚到' });
});

test('I1 the house issues, and only once', () => {
  after([]).when(issue(), person('u-1', 'supervisor')).thenRefused('not-allowed');
  after(issued())
    .when(issue({ title: '另一个' }), home)
    .then();
  after([]).when(claim, lead).thenRefused('wrong-stage');
});

test('I1 an item without a contact lives as well as one whose contact was erased', () => {
  expect(live(issued({ contact: null })).contact).toBeNull();
  expect(live(issued({ contact: { subject: 'x', name: null, phone: null } })).contact).toBeNull();
  const [event] = eventsOf(issued(), 'issued');
  const erased = items.evolve(items.initial, {
    seq: 1,
    at: start,
    by: 'house',
    cause: 'c',
    event: { ...event!, personal: { subject: 'x', facts: null } },
  });
  expect(erased).toMatchObject({ contact: { subject: 'x', name: null, phone: null } });
});

test.each<[string, Actor, string | null]>([
  ['an officer of the lead department', lead, null],
  ['its leader', leader, null],
  ['an officer of another department', stranger, 'not-allowed'],
  ['a supervisor', supervisor, 'not-allowed'],
  ['the host', host, 'not-allowed'],
  ['a member who belongs to the department without an office', { ...person('u-5', 'member'), department: 'housing' }, 'not-allowed'],
])('I2 %s claims', (_who, actor, refused) => {
  const said = after(issued()).when(claim, actor);
  if (refused === null) said.then({ type: 'claimed', department: 'housing', text: '' });
  else expect(said.outcome).toMatchObject({ refused });
});

test('I2 an item is claimed once', () => after(claimed()).when(claim, leader).thenRefused('wrong-stage'));

const askReturn = (differs: object = {}): Command => ({
  type: 'askReturn',
  reason: 'not-ours',
  text: '不属本单位',
  suggests: 'traffic',
  ...differs,
});

test('I2 nobody claims while the return is being decided', () =>
  after([...issued(), ask(askReturn(), lead)])
    .when(claim, lead)
    .thenRefused('return-open'));

test('I4 a return is asked for within its window, before and after the claim', () => {
  const asked = {
    type: 'returnAsked',
    department: 'housing',
    reason: 'not-ours',
    text: '不属本单位',
    suggests: 'traffic',
    answerBy: endOfDay('2026-10-30'),
  } as const;
  after(issued()).when(askReturn(), lead).then(asked);
  after(claimed()).when(askReturn(), lead).then(asked);
  expect(after(issued()).when(askReturn(), onDay(6, lead)).outcome, 'last day').toHaveLength(1);
  after(issued()).when(askReturn(), onDay(7, lead)).thenRefused('window-passed');
  after(claimed()).when(askReturn(), onDay(7, lead)).thenRefused('window-passed');
});

test('I4 with a reason of the pack, one at a time, by the lead, before done is reported', () => {
  after(issued())
    .when(askReturn({ reason: 'no-mood' }), lead)
    .thenRefused('unknown-reason');
  after(issued())
    .when(askReturn({ suggests: 'housing' }), lead)
    .thenRefused('same-department');
  after(issued()).when(askReturn(), stranger).thenRefused('not-allowed');
  after([...issued(), ask(askReturn(), lead)])
    .when(askReturn(), lead)
    .thenRefused('already-asked');
  after([...claimed(), ask(report(), lead)])
    .when(askReturn(), lead)
    .thenRefused('wrong-stage');
  after([...claimed(), ask(askReturn(), lead)])
    .when(report(), lead)
    .thenRefused('return-open');
});

const note: Command = { type: 'note', text: '脚手架已搭好。', files: [picture], before: picture2, after: picture };

test('I7 lead and cooperating departments note progress', () => {
  after(claimed())
    .when(note, lead)
    .then({ type: 'noted', department: 'housing', text: '脚手架已搭好。', files: [picture], before: picture2, after: picture });
  expect(after(claimed({ cooperating: ['water'] })).when(note, helper).outcome).toMatchObject([{ department: 'water' }]);
  after(claimed()).when(note, helper).thenRefused('not-allowed');
  after(claimed()).when(note, supervisor).thenRefused('not-allowed');
  after(issued()).when(note, lead).thenRefused('wrong-stage');
  after(reported()).when(note, lead).thenRefused('wrong-stage');
  const suspended = [...claimed(), ask({ type: 'suspend', reason: '管线未迁' }, supervisor)];
  expect(after(suspended).when(note, lead).outcome).toHaveLength(1);
});

test('I7 pictures before and after are kept, and the act counts as progress', () => {
  const state = live([
    ...claimed(),
    ask(note, onDay(3, lead)),
    ask({ type: 'note', text: '又', files: [], before: null, after: picture2 }, onDay(5, lead)),
  ]);
  expect(state.pictures).toEqual({ before: picture2, after: picture2 });
  expect(state.lastActAt).toBe(onDay(5, lead).now);
});

test('I8 done is reported with evidence and a class', () => {
  after(claimed())
    .when(report(), lead)
    .then({ type: 'reportedDone', text: '电梯已通过验收。', files: [picture], class: 'A', by: 'u-lead' });
  after(claimed())
    .when(report({ files: [] }), lead)
    .thenRefused('evidence-missing');
  after(claimed())
    .when(report({ text: ' ' }), lead)
    .thenRefused('evidence-missing');
  after(claimed())
    .when(report({ class: 'Z' }), lead)
    .thenRefused('unknown-class');
  after(claimed()).when(report(), supervisor).thenRefused('not-allowed');
  after(claimed({ cooperating: ['water'] }))
    .when(report(), helper)
    .thenRefused('not-allowed');
  after(issued()).when(report(), lead).thenRefused('wrong-stage');
  after(reported()).when(report(), lead).thenRefused('wrong-stage');
});

const together = claimed({ cooperating: ['water', 'traffic'] });

test('I9 done waits for every cooperating department', () => {
  after(together)
    .when(report(), lead)
    .thenRefused('cooperation-open', { details: { open: 2 } });
  const one = [...together, ask({ type: 'countersign', text: '' }, helper)];
  after(one)
    .when(report(), lead)
    .thenRefused('cooperation-open', { details: { open: 1 } });
  expect(after([...one, ask({ type: 'dissent', text: '管线还没迁' }, stranger)]).when(report(), lead).outcome).toHaveLength(1);
  expect(openOpinions(live(one))).toEqual(['traffic']);
});

test('I9 only a cooperating department has an opinion, and may change it while work goes on', () => {
  after(together).when({ type: 'countersign', text: '' }, lead).thenRefused('not-allowed');
  after(together).when({ type: 'countersign', text: '' }, supervisor).thenRefused('not-allowed');
  const dissented = [...together, ask({ type: 'dissent', text: '不行' }, helper)];
  expect(after(dissented).when({ type: 'countersign', text: '' }, helper).outcome).toHaveLength(1);
  after(dissented).when({ type: 'dissent', text: '不行' }, helper).thenRefused('unchanged');
});

test('I9 opinions on earlier work do not count for later work', () => {
  const sentBack = [
    ...claimed({ cooperating: ['water'] }),
    ask({ type: 'countersign', text: '' }, helper),
    ask(report(), lead),
    ask({ type: 'sendBack', reason: '照片不清' }, supervisor),
  ];
  after(sentBack)
    .when(report(), lead)
    .thenRefused('cooperation-open', { details: { open: 1 } });
});

const askExtension = (to: string): Command => ({ type: 'askExtension', to, reason: '材料晚到' });

test('I20 an extension is asked for by the lead, for a later day, not too long, one at a time', () => {
  after(claimed()).when(askExtension('2027-01-29'), lead).then({ type: 'extensionAsked', to: '2027-01-29', reason: '材料晚到' });
  after(claimed()).when(askExtension('2027-01-29'), supervisor).thenRefused('not-allowed');
  after(claimed()).when(askExtension('2026-12-31'), lead).thenRefused('day-early');
  after(claimed()).when(askExtension('2027-01-29'), onDay(120, lead)).thenRefused('day-early');
  after(claimed())
    .when(askExtension('2027-02-15'), lead)
    .thenRefused('extension-long', { details: { days: 30 } });
  expect(after(claimed()).when(askExtension('2027-02-11'), lead).outcome, '30 working days').toHaveLength(1);
  after(issued()).when(askExtension('2027-01-29'), lead).thenRefused('wrong-stage');
  after([...claimed(), ask(askExtension('2027-01-08'), lead)])
    .when(askExtension('2027-01-15'), lead)
    .thenRefused('already-asked');
});

test('I20 extensions are used up, refused ones are not', () => {
  const granted = (to: string) => [ask(askExtension(to), lead), ask({ type: 'decideExtension', grant: true, reason: '' }, supervisor)];
  const refused = [ask(askExtension('2027-01-04'), lead), ask({ type: 'decideExtension', grant: false, reason: '无正当理由' }, supervisor)];
  const twice = [...claimed(), ...refused, ...granted('2027-01-08'), ...granted('2027-01-15')];
  expect(live(twice)).toMatchObject({ extensions: 2, matter: { due: '2027-01-15' } });
  after(twice)
    .when(askExtension('2027-01-22'), lead)
    .thenRefused('extensions-used', { details: { times: 2 } });
});

test('I24 a milestone is reached once', () => {
  const planned = claimed({ milestones: [{ title: '公示', due: '2026-11-20' }] });
  const reach: Command = { type: 'reachMilestone', milestone: 0, text: '', files: [] };
  const [event] = after(planned).when(reach, lead).outcome as readonly unknown[];
  expect(event).toMatchObject({ type: 'milestoneReached', milestone: 0, clock: { n: 2, yellowAt: startOfDay('2026-12-22') } });
  expect(live([...planned, ask(reach, lead)]).matter.milestones).toEqual([{ title: '公示', due: '2026-11-20', reachedAt: start }]);
  after([...planned, ask(reach, lead)])
    .when(reach, lead)
    .thenRefused('already-reached');
  after(planned)
    .when({ ...reach, milestone: 1 }, lead)
    .thenRefused('unknown-milestone');
  after(planned).when(reach, supervisor).thenRefused('not-allowed');
});

test('I25 an amendment changes the item and says what it was before', () => {
  const amend = (change: object): Command => ({ type: 'amend', reason: '写错了', ...change }) as Command;
  after(issued())
    .when(amend({ field: 'title', value: '四号楼加装电梯' }), home)
    .then({
      type: 'amended',
      field: 'title',
      value: '四号楼加装电梯',
      before: '三号楼加装电梯',
      reason: '写错了',
      clock: null,
    });
  after(issued())
    .when(amend({ field: 'title', value: '三号楼加装电梯' }), home)
    .then();
  after(issued())
    .when(amend({ field: 'title', value: '别的' }), supervisor)
    .thenRefused('not-allowed');
  const later = live([...issued(), ask(amend({ field: 'due', value: '2027-01-15' }), home)]);
  expect(later).toMatchObject({ matter: { due: '2027-01-15' }, clock: { n: 2, redAt: startOfDay('2027-01-16') } });
  expect(live([...closed(), ask(amend({ field: 'due', value: '2027-01-15' }), home)]), 'no clock runs any more').toMatchObject({
    clock: { n: 1 },
  });
  const helped = live([...issued(), ask(amend({ field: 'cooperating', value: ['housing', 'water', 'water'] }), home)]);
  expect(helped.matter.cooperating).toEqual(['water']);
});

test('I25 amended milestones keep what was reached', () => {
  const planned = [
    ...claimed({ milestones: [{ title: '公示', due: '2026-11-20' }] }),
    ask({ type: 'reachMilestone', milestone: 0, text: '', files: [] }, lead),
    ask(
      {
        type: 'amend',
        field: 'milestones',
        value: [
          { title: '公示', due: '2026-11-25' },
          { title: '开工', due: '2026-12-01' },
        ],
        reason: '细化',
      },
      home,
    ),
  ];
  expect(live(planned).matter.milestones.map(({ reachedAt }) => reachedAt)).toEqual([start, null]);
});

test('I8 what was reported is kept, and who did it', () => {
  expect(stateAt('reported', reported())).toMatchObject({ report: { by: 'u-lead', class: 'A', at: onDay(10, lead).now } });
  expect(stateAfter(claimed()).stage).toBe('inProgress');
});
