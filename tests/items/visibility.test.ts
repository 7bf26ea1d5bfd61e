import { expect, test } from 'vitest';
import { nobody, type Actor } from '#shared/core/actor.ts';
import type { Kind } from '#shared/core/kind.ts';
import { items } from '#shared/items/kind.ts';
import { officer, person, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  ask,
  claimed,
  closed,
  helper,
  host,
  issued,
  lead,
  live,
  onDay,
  rated,
  raters,
  rating,
  stateAfter,
  stranger,
  supervisor,
  told,
  verified,
} from './item.ts';

const { audience, view, see } = items.visibility;

test.each<[string, Actor, string | null]>([
  ['a supervisor', supervisor, 'supervisor'],
  ['a host', host, 'supervisor'],
  ['an administrator', person('u-1', 'admin'), 'supervisor'],
  ['an auditor', person('u-1', 'auditor'), 'supervisor'],
  ['the lead department', lead, 'department'],
  ['a cooperating department', helper, 'department'],
  ['a supervisor who belongs to the lead department', { ...supervisor, department: 'housing' }, 'department'],
  ['a host who belongs to a cooperating one', officer('p-host', 'water'), 'department'],
  ['a rater', raters[0]!, 'rater'],
  ['a rater who belongs to the lead department', officer('p-1', 'housing'), 'department'],
  ['another department', stranger, 'public'],
  ['the public', nobody(start), 'public'],
])('I26 %s', (_who, viewer, expected) => expect(audience(stateAfter(issued({ cooperating: ['water'] })), viewer)).toBe(expected));

test('I27 by publicity: all, a summary, nothing; who rates it sees it anyway', () => {
  expect(audience(stateAfter(issued({ publicity: 'summary' })), nobody(start))).toBe('summary');
  expect(audience(stateAfter(issued({ publicity: 'internal' })), nobody(start))).toBeNull();
  expect(audience(stateAfter(issued({ publicity: 'internal' })), raters[0]!)).toBe('rater');
  expect(audience(items.initial, supervisor)).toBeNull();
});

/** All that an audience ever gets. */
const shown = (asks: readonly Ask[], who: string): string => {
  const state = stateAfter(asks);
  return JSON.stringify([view(state, who), told(asks).map((recorded) => see(recorded, who, state))]);
};

const ids = raters.map(({ id }) => id);

test('I26 nobody but supervisors learns who rated, not even from who ended the round', () => {
  for (const who of ['department', 'public', 'summary', 'rater'])
    for (const asks of [
      verified(),
      [...verified(), ask(rating('dissatisfied', '没修好'), onDay(12, raters[0]!))],
      rated(2),
      rated(5),
      closed(),
    ])
      for (const id of ids) expect(shown(asks, who)).not.toContain(id);
  for (const id of ids) expect(shown(rated(2), 'supervisor')).toContain(id);
});

test('I26 nor by which command: the ask that ended the round is not named', () => {
  const last = told(rated(5));
  const ended = last.filter(({ event }) => ['ratingEnded', 'reopened', 'lampTurned'].includes(event.type));
  expect(ended.length).toBeGreaterThan(1);
  for (const recorded of ended) expect(see(recorded, 'department', stateAfter(rated(5)))).toMatchObject({ by: '', cause: '' });
});

test('I26 while the round is open there are no figures for the department', () => {
  const open = [...verified(), ...raters.slice(0, 5).map((rater) => ask(rating('dissatisfied', '没修好'), onDay(12, rater)))];
  expect(view(live(open), 'department')).toMatchObject({ raters: null, round: { ratings: {}, outcome: null, asked: 6 } });
  expect(shown(open, 'department')).not.toContain('没修好');
});

test('I26 figures come out after the round, when enough rated', () => {
  expect(view(live(rated(2)), 'department')).toMatchObject({
    round: { outcome: { rated: 6, asked: 6, result: { satisfied: 4, basically: 0, dissatisfied: 2 }, reasons: ['理由0', '理由1'] } },
  });
  expect(view(live(rated(2)), 'public')).toMatchObject({ round: { outcome: { rated: 6, result: { dissatisfied: 2 }, reasons: [] } } });
  const few = [
    ...verified({ raters: ['p-1', 'p-2'] }),
    ask(rating('dissatisfied', '没修好'), onDay(12, raters[0]!)),
    ask(rating('satisfied'), onDay(12, raters[1]!)),
  ];
  for (const who of ['department', 'public']) {
    expect(view(live(few), who)).toMatchObject({ round: { outcome: { rated: 2, asked: 2, attitude: null, result: null, reasons: [] } } });
    expect(shown(few, who)).not.toContain('没修好');
  }
  expect(view(live(few), 'supervisor')).toMatchObject({ round: { outcome: { result: { dissatisfied: 1 } } } });
});

test('I27 the public sees no person and no phone, the department its own contact', () => {
  for (const secret of ['李工', '5550101', 'p-host', 'u-lead', 'u-supervisor']) {
    expect(shown(closed(), 'public')).not.toContain(secret);
    expect(shown(closed(), 'summary')).not.toContain(secret);
  }
  for (const open of ['李工', '5550101']) expect(shown(closed(), 'department')).toContain(open);
  expect(shown(closed(), 'public')).toContain('电梯已通过验收。');
});

test('I27 of a summary: title, lead, due day and state', () => {
  const asks = [
    ...claimed({ publicity: 'summary', milestones: [{ title: '公示', due: '2026-11-20' }] }),
    ask({ type: 'note', text: '脚手架已搭好。', files: [], before: null, after: null }, lead),
    ask({ type: 'askExtension', to: '2027-01-08', reason: '材料晚到' }, lead),
    ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: null }, lead),
  ];
  for (const secret of ['完成设计', '通过验收', '公示', '脚手架', '材料晚到', '不属本单位', 'c-1'])
    expect(shown(asks, 'summary')).not.toContain(secret);
  for (const open of ['三号楼加装电梯', 'housing', '2026-12-31', 'inProgress']) expect(shown(asks, 'summary')).toContain(open);
});

// ── rows ────────────────────────────────────────────────────────────────────────────────────────

const models = (items as Kind<never, never, never, never>).models!;
const row = (model: string, asks: readonly Ask[]) => models[model]!.row(stateAfter(asks) as never, '42');

test('I26 the desk is seen by its departments, hosts and supervisors', () => {
  const desk = models['desk']!;
  const one = row('desk', claimed({ cooperating: ['water'] }))!;
  for (const viewer of [lead, helper, supervisor, host]) expect(desk.sees(one, viewer)).toMatchObject({ number: '〔2026〕12-1' });
  for (const viewer of [stranger, nobody(start), raters[0]!]) expect(desk.sees(one, viewer)).toBeNull();
  expect(desk.indexes['leadStage']!(one)).toBe('housing|inProgress');
  expect(desk.indexes['department']!(one)).toEqual(['housing', 'water']);
  expect(desk.indexes['opinion']!(one)).toEqual(['water']);
  expect(JSON.stringify(row('desk', rated(2)))).not.toContain('p-1');
});

test('I23 the most urgent comes first: by lamp, then by due day', () => {
  const sort = (asks: readonly Ask[]): number => models['desk']!.sort(row('desk', asks)!);
  const yellow = [...claimed(), ask({ type: 'turnLamp', lamp: 'yellow', clock: 1 }, { ...onDay(61, person('house')), id: 'house' })];
  expect(sort(yellow)).toBeGreaterThan(sort(claimed({ due: '2026-11-01' })));
  expect(sort(claimed({ due: '2026-11-01' }))).toBeGreaterThan(sort(claimed()));
  expect(sort(claimed())).toBeGreaterThan(sort(closed()));
});

test('I27 the public ledger has no internal item, no person and no small figure', () => {
  expect(row('items-public', claimed({ publicity: 'internal' }))).toBeNull();
  expect(row('items-public', closed())).toMatchObject({
    stage: 'closed',
    class: 'A',
    lamp: 'none',
    rating: { rated: 6, result: { satisfied: 6 } },
  });
  const few = [...verified({ raters: ['p-1'] }), ask(rating('satisfied'), onDay(12, raters[0]!))];
  expect(row('items-public', few)).toMatchObject({ rating: { rated: 1, attitude: null, result: null } });
  for (const secret of ['p-1', 'p-host', '李工', '理由']) expect(JSON.stringify(row('items-public', rated(2)))).not.toContain(secret);
});

test('I26 a rater sees what there is to rate and only the own rating', () => {
  const model = models['ratings']!;
  expect(row('ratings', claimed())).toBeNull();
  expect(row('ratings', rated(0))).toBeNull();
  const open = row('ratings', [...verified(), ask(rating('dissatisfied', '没修好'), onDay(12, raters[0]!))])!;
  expect(model.indexes['rater']!(open)).toEqual(ids);
  expect(model.sees(open, raters[0]!)).toMatchObject({ title: '三号楼加装电梯', mine: { result: 'dissatisfied' } });
  const other = model.sees(open, raters[1]!);
  expect(other).toMatchObject({ mine: null });
  expect(JSON.stringify(other)).not.toMatch(/没修好|p-1/);
  for (const viewer of [lead, supervisor, nobody(start), officer('p-1', 'housing')]) expect(model.sees(open, viewer)).toBeNull();
});
