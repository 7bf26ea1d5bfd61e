import { expect, test } from 'vitest';
import { nobody, type Actor } from '#shared/core/actor.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { CommandOf } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { person, start } from '../given/given.ts';
import {
  after,
  ask,
  claimed,
  closed,
  helper,
  host,
  issued,
  lead,
  leader,
  live,
  onDay,
  rated,
  raters,
  reported,
  stateAfter,
  stranger,
  supervisor,
  told,
} from './item.ts';

const record = (differs: Partial<CommandOf<'recordOutcome'>> = {}): CommandOf<'recordOutcome'> => ({
  ...{ type: 'recordOutcome', title: '加装电梯管养办法', text: '第一条 管养责任由业主共同承担。' },
  ...{ day: '2027-01-01', scope: '全区老旧小区', link: 'https://example.com/rule' },
  ...differs,
});
const base = reported();
const recorded = [...base, ask(record(), onDay(11, supervisor))];
const id = `ask-${base.length}`;
const withdraw = { type: 'withdrawOutcome', outcome: id, reason: '已被新办法取代' } as const;

test('I84 a rule is recorded with its text, day and scope', () => {
  const { type: _type, ...said } = record();
  after(base)
    .when(record(), onDay(11, supervisor), { id: 'o-1' })
    .then({ type: 'outcomeRecorded', outcome: 'o-1', ...said });
  expect(live(recorded).outcomes).toEqual([{ id, ...said, recordedAt: onDay(11, supervisor).now, withdrawn: null }]);
});

const who: readonly (readonly [string, Actor, string | null])[] = [
  ['a supervisor', supervisor, null],
  ['a supervisor of the lead department', { ...supervisor, department: 'housing' }, null],
  ['a host', host, null],
  ['an administrator', person('u-admin', 'admin'), null],
  ['the lead department', lead, null],
  ['its leader', leader, null],
  ['a cooperating department', helper, 'not-allowed'],
  ['another department', stranger, 'not-allowed'],
  ['an auditor', person('u-auditor', 'auditor'), 'not-allowed'],
  ['a rater', raters[0]!, 'not-allowed'],
  ['nobody', nobody(start), 'not-allowed'],
];
test.each(who)('I84 I85 %s records and withdraws', (_who, actor, refused) => {
  const said = [after(base).when(record(), actor).outcome, after(recorded).when(withdraw, actor).outcome];
  for (const outcome of said) {
    if (refused === null) expect(outcome).toHaveLength(1);
    else expect(outcome).toMatchObject({ refused });
  }
});

test('I84 from the report on, several, each once', () => {
  for (const early of [issued(), claimed()]) after(early).when(record(), supervisor).thenRefused('wrong-stage');
  for (const later of [rated(0), closed()]) expect(after(later).when(record(), onDay(14, supervisor)).outcome).toHaveLength(1);
  after(recorded).when(record(), onDay(12, lead)).thenRefused('unchanged');
  expect(live([...recorded, ask(record({ title: '验收细则' }), onDay(12, lead))]).outcomes).toHaveLength(2);
});

test('I84 without title, text, day or scope, or with a strange link, it is no command', () => {
  for (const field of ['title', 'text', 'scope'])
    expect(parseCommand(items, { ...record(), [field]: ' ' })).toMatchObject({ malformed: 'empty', at: field });
  expect(parseCommand(items, record({ day: '2027-02-30' }))).toMatchObject({ malformed: 'day', at: 'day' });
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'rule.pdf'])
    expect(parseCommand(items, record({ link }))).toMatchObject({ malformed: 'link', at: 'link' });
  expect(parseCommand(items, record({ link: null }))).toHaveProperty('command');
});

test('I85 withdrawn with a reason it stays, and is withdrawn once', () => {
  const gone = [...recorded, ask(withdraw, onDay(12, host))];
  expect(live(gone).outcomes).toMatchObject([
    { id, title: '加装电梯管养办法', withdrawn: { reason: '已被新办法取代', at: onDay(12, host).now } },
  ]);
  after(gone).when(withdraw, host).thenRefused('unchanged');
  after(base).when(withdraw, host).thenRefused('unknown-outcome');
  expect(after(gone).when(record(), onDay(13, host)).outcome, 'and may be recorded anew').toHaveLength(1);
});

test('I85 it outlives that the item is done again', () => {
  const back = [...recorded, ask({ type: 'sendBack', reason: '照片不清' }, onDay(12, supervisor))];
  expect(live(back)).toMatchObject({ stage: 'inProgress', outcomes: [{ id }] });
  expect(after(back).when(withdraw, supervisor).outcome, 'it may be withdrawn whenever it is wrong').toHaveLength(1);
});

const { row, sees, indexes, text, sort } = items.models!['outcomes']!;
const asked = (publicity: 'public' | 'summary' | 'internal') => [...reported({ publicity }), ask(record(), onDay(11, supervisor))];

test('I86 in a list of their own, with the item and the session they came from', () => {
  expect(row(stateAfter(base), '42')).toBeNull();
  const kept = row(stateAfter([...recorded, ask(record({ title: '验收细则', day: '2027-03-01' }), onDay(12, lead))]), '42')!;
  expect(sees(kept, nobody(start))).toMatchObject({
    ...{ number: '〔2026〕12-1', session: '42', department: 'housing', item: '三号楼加装电梯' },
    outcomes: [{ title: '验收细则' }, { title: '加装电梯管养办法', scope: '全区老旧小区' }],
  });
  expect(sort(kept)).toBe(Date.UTC(2027, 1, 28, 16));
  expect(text!(kept)).toContain('第一条');
  expect(indexes['holds']!(kept)).toBe('yes');
  expect(indexes['holds']!(row(stateAfter([...recorded, ask(withdraw, onDay(12, host))]), '42')!)).toBe('no');
  expect(JSON.stringify(sees(kept, nobody(start)))).not.toMatch(/p-host|u-supervisor/);
});

test('I86 the public sees those of public items only; who works on it or supervises it sees them all', () => {
  for (const publicity of ['summary', 'internal'] as const) {
    const kept = row(stateAfter(asked(publicity)), '42')!;
    for (const viewer of [nobody(start), stranger, raters[0]!]) expect(sees(kept, viewer)).toBeNull();
    for (const viewer of [supervisor, host, lead]) expect(sees(kept, viewer)).not.toBeNull();
  }
});

test('I86 of a summary item nobody outside is told that there is a rule', () => {
  const { see, view } = items.visibility;
  const shown = (who: string) =>
    JSON.stringify([
      view(stateAfter(asked('summary')), who),
      told(asked('summary')).map((one) => see(one, who, stateAfter(asked('summary')))),
    ]);
  expect(shown('summary')).not.toMatch(/管养|第一条|outcomeRecorded/);
  for (const who of ['public', 'rater', 'department', 'supervisor']) expect(shown(who)).toMatch(/管养/);
});
