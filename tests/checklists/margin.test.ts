import { expect, test } from 'vitest';
import { checklists } from '#shared/checklists/kind.ts';
import type { Command } from '#shared/checklists/commands.ts';
import { marginLimits, type Change } from '#shared/checklists/margin.ts';
import type { Event } from '#shared/checklists/state.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { at, fold, officer, person, sentences, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  asked,
  convener,
  documents,
  expert,
  home,
  host,
  housing,
  issued,
  opened,
  proposed,
  recorder,
  resident,
  told,
} from './checklist.ts';

const { given } = sentences(checklists);
const after = (asks: readonly Ask[]) => given(...told(asks));
const stateAfter = (asks: readonly Ask[]) => fold(checklists, told(asks));

const observer = person('p-observer');
const seated = [...opened, asked({ type: 'seat', person: 'p-observer', roles: ['observer'], department: null }, home)];
const remark = (text = '楼道灯也要修'): Command => ({ type: 'remark', list: 'suggestions', row: 's-1', field: 'problem', text });
const change = (differs: Partial<Extract<Change, { kind: 'set' }>> = {}): Change => ({
  kind: 'set',
  row: 'r-1',
  field: 'title',
  before: '三号楼加装电梯',
  after: '三、四号楼加装电梯',
  ...differs,
});
const propose = (what: Change = change(), why = ''): Command => ({ type: 'proposeChange', list: 'responsibilities', change: what, why });
const agree: Command = { type: 'agree', list: 'suggestions', row: 's-1' };

/** The events of an ask with this id, on top of what was told. */
const withIds = (asks: readonly (Ask & { readonly id?: string })[], from = told(seated)): readonly Recorded<Event>[] =>
  asks.reduce<readonly Recorded<Event>[]>((made, { command, actor, id = `id-${made.length}` }) => {
    const outcome = given(...made).when(command as Command, actor, { id, documents: documents() }).outcome;
    if ('refused' in outcome) throw new Error(`${command.type}: ${outcome.refused}`);
    const events = outcome.map((event, n) => ({ seq: made.length + n + 1, at: actor.now, by: actor.id, cause: id, event }));
    return [...made, ...events];
  }, from);

const remarked = withIds([{ ...asked(remark(), resident), id: 'm-1' }]);
const replied = withIds([{ ...asked({ type: 'reply', remark: 'm-1', text: '同意' }, expert), id: 'm-2' }], remarked);
const wanted = withIds([{ ...asked(propose(), resident), id: 'c-1' }]);
const margin = (events: readonly Recorded<Event>[]) => fold(checklists, events).margin;

test.each([
  ['a resident', resident],
  ['a stakeholder', person('p-stakeholder')],
  ['an expert', expert],
  ['the recorder', recorder],
  ['the convener', convener],
])('C16 %s with a seat remarks', (_who, actor) => {
  const place = { list: 'suggestions', row: 's-1', field: 'problem' } as const;
  after(seated)
    .when(remark(), actor)
    .then({ type: 'remarked', remark: 'asked-1', ...place, text: '楼道灯也要修', person: actor.id });
});

test('C16 whoever only watches, or has no seat, writes nothing in the margin', () => {
  for (const actor of [observer, person('p-9', 'admin'), housing])
    for (const command of [remark(), propose(), agree]) after(seated).when(command, actor).thenRefused('not-allowed');
  given(...remarked)
    .when({ type: 'reply', remark: 'm-1', text: '同意' }, observer)
    .thenRefused('not-allowed');
});

test('C16 a reply belongs to a remark, never to a reply', () => {
  expect(margin(replied).remarks).toEqual([
    {
      id: 'm-1',
      list: 'suggestions',
      row: 's-1',
      field: 'problem',
      text: '楼道灯也要修',
      person: 'p-resident',
      at: start,
      stage: 'open',
      replies: [{ id: 'm-2', text: '同意', person: 'p-expert', at: start }],
    },
  ]);
  given(...replied)
    .when({ type: 'reply', remark: 'm-2', text: '再说' }, resident)
    .thenRefused('unknown-remark');
});

test('C16 only its author takes a remark back, and the words of others stay', () => {
  given(...remarked)
    .when({ type: 'withdrawRemark', remark: 'm-1' }, host)
    .thenRefused('not-allowed');
  expect(margin(withIds([asked({ type: 'withdrawRemark', remark: 'm-1' }, resident)], remarked)).remarks).toEqual([]);
  expect(margin(withIds([asked({ type: 'withdrawRemark', remark: 'm-1' }, resident)], replied)).remarks).toMatchObject([
    { text: '', stage: 'withdrawn', replies: [{ text: '同意' }] },
  ]);
  expect(margin(withIds([asked({ type: 'withdrawRemark', remark: 'm-2' }, expert)], replied)).remarks).toMatchObject([
    { text: '楼道灯也要修', stage: 'open', replies: [] },
  ]);
});

test('C16 its author and those who lead settle a remark, once', () => {
  const settle: Command = { type: 'settleRemark', remark: 'm-1' };
  for (const actor of [resident, host, recorder, convener])
    given(...remarked)
      .when(settle, actor)
      .then({ type: 'remarkSettled', remark: 'm-1' });
  given(...remarked)
    .when(settle, expert)
    .thenRefused('not-allowed');
  const settled = withIds([asked(settle, host)], remarked);
  given(...settled)
    .when(settle, host)
    .thenRefused('not-open');
  given(...settled)
    .when({ type: 'reply', remark: 'm-1', text: '晚了' }, expert)
    .thenRefused('not-open');
  given(...settled)
    .when({ type: 'withdrawRemark', remark: 'm-1' }, resident)
    .thenRefused('not-open');
});

test('C17 a change says what its author saw and what should stand there', () => {
  after(seated).when(propose(change(), '两栋楼情况一样'), resident).then({
    type: 'changeProposed',
    proposal: 'asked-1',
    list: 'responsibilities',
    change: change(),
    why: '两栋楼情况一样',
    person: 'p-resident',
  });
});

test('C17 rows are proposed and proposed away', () => {
  const add: Change = { kind: 'add', below: 'r-1', cells: { title: '楼道照明', due: '2026-12-01' } };
  for (const what of [add, { kind: 'remove', row: 'r-1' } as const])
    expect(after(seated).when(propose(what), resident).outcome).toMatchObject([{ change: what }]);
});

test.each<[string, Change, string, string]>([
  ['empty where something must stand', change({ after: ' ' }), 'title', 'missing-title'],
  ['too long', change({ after: '长'.repeat(61) }), 'title', 'too-long'],
  ['no day', change({ field: 'due', before: null, after: '2026-02-30' }), 'due', 'malformed'],
  ['a cell of the other list', change({ field: 'problem', after: '问题' }), 'problem', 'malformed'],
  ['a row with a value that does not fit', { kind: 'add', below: null, cells: { publicity: 'secret' } }, 'publicity', 'malformed'],
])('C17 a value that cannot stand there is refused: %s', (_what, what, field, code) =>
  after(seated)
    .when(propose(what), resident)
    .thenRefused('value-invalid', { problems: [{ field, code }] }),
);

test('C17 what would change nothing is refused', () => {
  after(seated)
    .when(propose(change({ after: ' 三号楼加装电梯 ' })), resident)
    .thenRefused('unchanged');
  after(seated)
    .when(propose({ kind: 'add', below: null, cells: {} }), resident)
    .thenRefused('unchanged');
});

test('C17 names and phone numbers never stand in a proposed change', () => {
  for (const field of ['person', 'phone', 'proposer', 'anonymous'])
    expect(parseCommand(checklists, propose(change({ field, before: '', after: '示例·李工' })))).toMatchObject({ at: 'change.field' });
});

test('C18 those who lead accept or decline, once, and the change says so', () => {
  const accept: Command = { type: 'acceptChange', proposal: 'c-1', adapted: false };
  const decline: Command = { type: 'declineChange', proposal: 'c-1', reason: '四号楼另有安排' };
  for (const actor of [host, recorder, convener]) {
    given(...wanted)
      .when(accept, actor)
      .then({ type: 'changeAccepted', proposal: 'c-1', adapted: false });
    given(...wanted)
      .when(decline, actor)
      .then({ type: 'changeDeclined', proposal: 'c-1', reason: '四号楼另有安排' });
  }
  for (const actor of [resident, expert, observer, person('p-9', 'admin')])
    for (const command of [accept, decline])
      given(...wanted)
        .when(command, actor)
        .thenRefused('not-allowed');
  for (const first of [accept, decline])
    for (const second of [accept, decline, { type: 'withdrawChange', proposal: 'c-1' } as const])
      given(...withIds([asked(first, host)], wanted))
        .when(second, second.type === 'withdrawChange' ? resident : recorder)
        .thenRefused('not-open');
  expect(margin(withIds([asked({ ...accept, adapted: true }, host)], wanted)).changes).toMatchObject([
    { stage: 'accepted', adapted: true },
  ]);
  expect(margin(withIds([asked(decline, host)], wanted)).changes).toMatchObject([{ stage: 'declined', reason: '四号楼另有安排' }]);
});

test('C18 its author alone takes a change back', () => {
  const withdraw: Command = { type: 'withdrawChange', proposal: 'c-1' };
  given(...wanted)
    .when(withdraw, host)
    .thenRefused('not-allowed');
  expect(margin(withIds([asked(withdraw, resident)], wanted)).changes).toEqual([]);
  given(...wanted)
    .when({ ...withdraw, proposal: 'c-9' }, resident)
    .thenRefused('unknown-change');
});

test('C19 everybody agrees with a row once, and may take it back', () => {
  const agreed = after(seated).when(agree, resident).then({ type: 'agreed', list: 'suggestions', row: 's-1', person: 'p-resident' });
  expect(agreed.margin.agreements).toEqual({ 'suggestions s-1': { n: 1, who: ['p-resident'] } });
  const two = withIds([asked(agree, resident), asked(agree, host)]);
  expect(margin(two).agreements).toEqual({ 'suggestions s-1': { n: 2, who: ['p-resident', 'p-host'] } });
  given(...two)
    .when(agree, resident)
    .thenRefused('already-agreed');
  given(...two)
    .when({ ...agree, type: 'unagree' }, expert)
    .thenRefused('not-agreed');
  after(seated)
    .when({ ...agree, type: 'unagree' }, resident)
    .thenRefused('not-agreed');
  const none = withIds([asked({ ...agree, type: 'unagree' }, resident), asked({ ...agree, type: 'unagree' }, host)], two);
  expect(margin(none).agreements).toEqual({});
});

test('C19 the same row id in the other list is another row', () => {
  const both = withIds([asked(agree, resident), asked({ ...agree, list: 'responsibilities' }, resident)]);
  expect(Object.keys(margin(both).agreements)).toEqual(['suggestions s-1', 'responsibilities s-1']);
});

const everything: readonly Ask[] = [
  asked(remark(), resident),
  asked({ type: 'reply', remark: 'm-1', text: '同意' }, resident),
  asked({ type: 'withdrawRemark', remark: 'm-1' }, resident),
  asked({ type: 'settleRemark', remark: 'm-1' }, host),
  asked(propose(), resident),
  asked({ type: 'withdrawChange', proposal: 'c-1' }, resident),
  asked({ type: 'acceptChange', proposal: 'c-1', adapted: false }, host),
  asked({ type: 'declineChange', proposal: 'c-1', reason: '不合适' }, host),
  asked(agree, expert),
  asked({ ...agree, type: 'unagree' }, resident),
];
const full = withIds(
  [{ ...asked(remark(), resident), id: 'm-1' }, { ...asked(propose(), resident), id: 'c-1' }, asked(agree, resident)],
  told(seated),
);
const signing = withIds([asked({ type: 'propose' }, host)], full);

test('C20 while people sign, and after issue, nothing is written in the margin', () => {
  const inked = withIds(
    [
      asked({ type: 'signOff', party: 'host' }, host),
      asked({ type: 'signOff', party: 'housing' }, housing),
      asked({ type: 'issue' }, host),
    ],
    signing,
  );
  for (const { command, actor } of everything)
    for (const events of [signing, inked])
      given(...events)
        .when(command as Command, actor)
        .thenRefused('wrong-stage');
  for (const { command, actor } of everything)
    given()
      .when(command as Command, actor)
      .thenRefused('wrong-stage');
  expect(margin(inked)).toEqual(margin(full));
});

test('C20 a refused sign-off opens the margin again, and nothing in it is lost', () => {
  for (const back of [
    asked({ type: 'refuseSignOff', party: 'housing', reason: '期限太紧' }, housing),
    asked({ type: 'withdrawProposal' }, host),
  ]) {
    const again = withIds([back], signing);
    expect(margin(again)).toEqual(margin(full));
    for (const { command, actor } of everything)
      expect(given(...again).when(command as Command, actor).outcome, command.type).not.toHaveProperty('refused');
  }
});

test('C20 what was said about a row does not ask whether the row is still there', () =>
  expect(after(seated).when({ ...agree, row: 's-gone' }, resident).outcome).toHaveLength(1));

test('C21 texts are bounded', () => {
  expect(parseCommand(checklists, remark('字'.repeat(501)))).toMatchObject({ malformed: 'long', at: 'text' });
  expect(parseCommand(checklists, remark(' '))).toMatchObject({ malformed: 'empty', at: 'text' });
  expect(parseCommand(checklists, propose(change(), '字'.repeat(301)))).toMatchObject({ malformed: 'long', at: 'why' });
  expect(parseCommand(checklists, propose(change({ before: '字'.repeat(12_000) })))).toMatchObject({ malformed: 'long' });
});

const many = (n: number, make: (n: number) => Ask): readonly Recorded<Event>[] =>
  withIds(Array.from({ length: n }, (_, k) => ({ ...make(k), id: `x-${k}` })));

test('C21 one person has so many open at once, and closing one makes room', () => {
  const mine = many(marginLimits.yourChanges, (n) => asked(propose(change({ after: `第 ${n} 个名称` })), resident));
  given(...mine)
    .when(propose(), resident)
    .thenRefused('margin-yours-full', { details: { most: marginLimits.yourChanges } });
  expect(given(...mine).when(propose(), expert).outcome).toHaveLength(1);
  const room = withIds([asked({ type: 'declineChange', proposal: 'x-0', reason: '不合适' }, host)], mine);
  expect(given(...room).when(propose(), resident).outcome).toHaveLength(1);
  const said = many(marginLimits.yourRemarks, () => asked(remark(), resident));
  given(...said)
    .when(remark(), resident)
    .thenRefused('margin-yours-full', { details: { most: marginLimits.yourRemarks } });
  given(...said)
    .when({ type: 'reply', remark: 'x-0', text: '再补充' }, resident)
    .thenRefused('margin-yours-full');
  expect(given(...said).when({ type: 'reply', remark: 'x-0', text: '再补充' }, expert).outcome).toHaveLength(1);
});

test('C21 one list has so many open at once', () => {
  const people = Array.from({ length: 10 }, (_, n) => person(`p-${n}`));
  const hall = told([
    ...seated,
    ...people.map(({ id }) => asked({ type: 'seat', person: id, roles: ['resident'], department: null }, home)),
  ]);
  const changes = withIds(
    Array.from({ length: marginLimits.openChanges }, (_, n) => asked(propose(change({ after: `第 ${n} 个` })), people[n % 10]!)),
    hall,
  );
  given(...changes)
    .when(propose(), resident)
    .thenRefused('margin-full', { details: { most: marginLimits.openChanges } });
  const remarks = withIds(
    Array.from({ length: marginLimits.openRemarks }, (_, n) => asked(remark(), people[n % 10]!)),
    hall,
  );
  given(...remarks)
    .when(remark(), resident)
    .thenRefused('margin-full', { details: { most: marginLimits.openRemarks } });
  given(...remarks)
    .when({ ...remark(), list: 'responsibilities' } as Command, resident)
    .then(expect.objectContaining({ list: 'responsibilities' }) as never);
});

test('C21 of what is closed the state keeps the latest, and everything that is open', () => {
  const open = withIds([{ ...asked(propose(), resident), id: 'first' }]);
  const closed = withIds(
    Array.from({ length: marginLimits.closed + 3 }, (_, n) => [
      { ...asked(propose(change({ after: `第 ${n} 个` })), expert), id: `x-${n}` },
      asked({ type: 'declineChange', proposal: `x-${n}`, reason: '不合适' }, host),
    ]).flat(),
    open,
  );
  const { changes } = margin(closed);
  expect(changes).toHaveLength(marginLimits.closed + 1);
  expect(changes[0]!.id).toBe('first');
  expect(changes[1]!.id).toBe('x-3');
});

test('C22 proposals are numbered, and those that came to nothing are kept with who signed them', () => {
  const way: readonly Ask[] = [
    ...proposed,
    asked({ type: 'signOff', party: 'housing' }, housing),
    asked({ type: 'refuseSignOff', party: 'host', reason: '再议' }, host),
  ];
  expect(stateAfter(way).versions).toMatchObject([
    { n: 1, proposedAt: start, signed: { housing: start }, responsibilities: [{ title: '三号楼加装电梯' }] },
  ]);
  const again = [...way, asked({ type: 'propose' }, at(host, start + 1)), asked({ type: 'withdrawProposal' }, host)];
  expect(stateAfter(again).versions.map(({ n, signed }) => [n, Object.keys(signed)])).toEqual([
    [1, ['housing']],
    [2, []],
  ]);
  const often = Array.from({ length: 7 }, () => [asked({ type: 'propose' }, host), asked({ type: 'withdrawProposal' }, host)]).flat();
  expect(stateAfter([...opened, ...often]).versions.map(({ n }) => n)).toEqual([3, 4, 5, 6, 7]);
});

test('C23 every amendment stays with the issued list', () => {
  const amend = (field: string, value: unknown): Command => ({ type: 'amend', row: 'r-1', field, value, reason: '更正' }) as Command;
  const state = stateAfter([...issued, asked(amend('title', '加装电梯'), host), asked(amend('due', '2027-01-15'), at(host, start + 5))]);
  expect(state.stage === 'issued' && state.amendments).toEqual([
    {
      row: 'r-1',
      field: 'title',
      before: '三号楼加装电梯',
      after: '加装电梯',
      reason: '更正',
      at: start,
      by: 'p-host',
      publicity: 'public',
    },
    {
      row: 'r-1',
      field: 'due',
      before: '2026-12-31',
      after: '2027-01-15',
      reason: '更正',
      at: start + 5,
      by: 'p-host',
      publicity: 'public',
    },
  ]);
});

test('C2 an officer who is seated writes in the margin too', () => {
  const clerk = officer('u-9', 'water');
  const there = [...seated, asked({ type: 'seat', person: 'u-9', roles: ['officer'], department: 'water' }, home)];
  expect(after(there).when(propose(), clerk).outcome).toHaveLength(1);
});
