/** Inside the departments and out to those who asked: routing, drafts, progress, pictures, replies; and items that come from elsewhere. */
import { expect, test } from 'vitest';
import { nobody, type Actor } from '#shared/core/actor.ts';
import { dayLength } from '#shared/core/calendar.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { prints } from '#shared/items/prints.ts';
import { officer, person, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  after,
  ask,
  claimed,
  closed,
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
  rated,
  raters,
  report,
  stateAfter,
  stateAt,
  stranger,
  supervisor,
  told,
} from './item.ts';

const admin = person('token-12345', 'admin');

// ── from elsewhere ──────────────────────────────────────────────────────────────────────────────

const fromHotline = {
  type: 'issue',
  number: '12345-20261024-7',
  sources: [{ system: '12345', id: 'case-7' }],
  title: '路灯不亮',
  task: '修复路灯。',
  criterion: '夜间照明正常。',
  lead: 'housing',
  due: '2026-11-20',
  publicity: 'public',
  area: 'east',
} as const;
/** As it is read at the gate, with what may be left out. */
const read = (raw: object): Command => {
  const parsed = parseCommand(items, raw);
  if (!('command' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.command as Command;
};
const hotline: readonly Ask[] = [ask(read(fromHotline), admin)];

test('I31 another system issues an item without session and list', () => {
  expect(stateAt('issued', hotline)).toMatchObject({
    matter: { number: '12345-20261024-7', session: '', sources: [{ system: '12345', id: 'case-7' }], issuedAt: start },
    area: 'east',
    hosts: [],
    raters: [],
    contact: null,
  });
  for (const actor of [supervisor, lead, nobody(start)]) after([]).when(read(fromHotline), actor).thenRefused('not-allowed');
});

test('I31 the same again changes nothing, another number under that id is refused', () => {
  after(hotline).when(read(fromHotline), admin).then();
  after(hotline)
    .when(read({ ...fromHotline, number: '12345-8' }), admin)
    .thenRefused('already-issued');
  after([])
    .when(read({ ...fromHotline, issuedAt: start + 1 }), admin)
    .thenRefused('time-ahead');
});

test('I32 what comes from no list is amended by an administrator, what comes from one only there', () => {
  const amend: Command = { type: 'amend', field: 'title', value: '三盏路灯不亮', reason: '补充' };
  expect(after(hotline).when(amend, admin).outcome).toHaveLength(1);
  after(issued()).when(amend, admin).thenRefused('not-allowed');
  after(hotline).when(amend, supervisor).thenRefused('not-allowed');
});

// ── routing ─────────────────────────────────────────────────────────────────────────────────────

const other = officer('u-other', 'housing');
const route = (officerId: string | null, delegated = false): Command => ({ type: 'route', officer: officerId, delegated, text: '' });
const routed = (delegated: boolean): readonly Ask[] => [...claimed(), ask(route(lead.id, delegated), leader)];
const drafted: readonly Ask[] = [...routed(false), ask(report(), lead)];
const sign = (draft: number): Command => ({ type: 'signReport', draft });
const back = (draft: number): Command => ({ type: 'sendBackDraft', draft, reason: '缺验收表' });

test('I33 a leader of the lead department routes it, and takes it back', () => {
  after(issued()).when(route(lead.id, true), leader).then({ type: 'routed', officer: 'u-lead', delegated: true, text: '' });
  for (const actor of [lead, supervisor, { ...leader, department: 'traffic' }])
    after(issued()).when(route(lead.id), actor).thenRefused('not-allowed');
  after(routed(false)).when(route(lead.id), leader).thenRefused('unchanged');
  expect(live([...routed(false), ask(route(null), leader)]).route).toBeNull();
  after(claimed()).when(route(null), leader).thenRefused('unchanged');
  after(closed()).when(route(lead.id), leader).thenRefused('wrong-stage');
});

test('I33 a route gives no right that the office does not give, and ends with another department', () => {
  const strange = [...claimed(), ask(route(stranger.id, true), leader)];
  after(strange).when(report(), stranger).thenRefused('not-allowed');
  const moved = [
    ...drafted,
    ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: null }, lead),
    ask({ type: 'adjudicate', reassignTo: 'traffic', reason: '属交通' }, supervisor),
  ];
  expect(live(moved)).toMatchObject({ route: null, draft: null });
});

test('I34 never routed, every officer signs', () => {
  expect(after(claimed()).when(report(), other).outcome).toMatchObject([{ type: 'reportedDone', by: 'u-other' }]);
});

test.each<[string, boolean, Actor, string]>([
  ['the officer it was routed to, with delegation', true, lead, 'reportedDone'],
  ['the officer it was routed to, without', false, lead, 'reportDrafted'],
  ['another officer, although one has delegation', true, other, 'reportDrafted'],
  ['a leader', false, leader, 'reportedDone'],
])('I34 %s', (_who, delegated, actor, type) => {
  expect(after(routed(delegated)).when(report(), actor).outcome).toMatchObject([{ type }]);
});

test('I35 a leader signs the draft, and it is the department that reports', () => {
  after(drafted)
    .when(sign(1), leader)
    .then({ type: 'reportedDone', text: '电梯已通过验收。', files: [picture], class: 'A', by: 'u-leader', drafted: 'u-lead' });
  expect(stateAt('reported', [...drafted, ask(sign(1), leader)])).toMatchObject({
    draft: null,
    report: { by: 'u-leader', drafted: 'u-lead' },
  });
  for (const actor of [lead, other, supervisor]) after(drafted).when(sign(1), actor).thenRefused('not-allowed');
  after(claimed()).when(sign(1), leader).thenRefused('no-draft');
});

test('I35 what was sent back waits for a new draft, and an old one is not signed', () => {
  const sent = [...drafted, ask(back(1), leader)];
  expect(live(sent).draft).toMatchObject({ n: 1, sentBack: { reason: '缺验收表', by: 'u-leader' } });
  after(sent).when(sign(1), leader).thenRefused('no-draft');
  const anew = [...sent, ask(report({ text: '补齐验收表。' }), lead)];
  after(anew).when(sign(1), leader).thenRefused('no-draft');
  expect(after(anew).when(sign(2), leader).outcome).toMatchObject([{ type: 'reportedDone', text: '补齐验收表。' }]);
});

test('I36 neither who drafted nor who signed turns the second key, also as supervisor elsewhere', () => {
  const moved = (actor: Actor): Actor => onDay(11, { ...actor, roles: ['supervisor'], department: null });
  const signed = [...drafted, ask(sign(1), leader)];
  for (const actor of [lead, leader]) after(signed).when({ type: 'verify', text: '' }, moved(actor)).thenRefused('own-report');
  const ready = [...signed, ask({ type: 'verify', text: '' }, onDay(11, supervisor)), ...rated(0).slice(-6)];
  for (const actor of [lead, leader])
    after(ready)
      .when({ type: 'close' }, onDay(13, moved(actor)))
      .thenRefused('own-report');
  expect(after(ready).when({ type: 'close' }, onDay(13, supervisor)).outcome).toHaveLength(1);
});

test('I37 cooperating departments are waited for before the signature, not before the draft', () => {
  const together = [...claimed({ cooperating: ['water'] }), ask(route(lead.id), leader), ask(report(), lead)];
  after(together)
    .when(sign(1), leader)
    .thenRefused('cooperation-open', { details: { open: 1 } });
  expect(after([...together, ask({ type: 'countersign', text: '' }, helper)]).when(sign(1), leader).outcome).toHaveLength(1);
});

test('I58 neither routing nor drafting nor answering a letter counts as progress', () => {
  const before = live(claimed()).lastActAt;
  const busy = [
    ...claimed(),
    ask(route(lead.id), onDay(3, leader)),
    ask(report(), onDay(4, lead)),
    ask({ type: 'sendLetter', text: '请报进展。' }, onDay(5, supervisor)),
    ask({ type: 'answerLetter', letter: 1, text: '在办。', files: [] }, onDay(6, leader)),
  ];
  expect(live(busy).lastActAt).toBe(before);
  expect(live([...busy, ask(sign(1), onDay(7, leader))]).lastActAt).toBe(onDay(7, leader).now);
});

// ── progress in pencil ──────────────────────────────────────────────────────────────────────────

const { progress } = items.documents!;
const lead2 = person('u-government', 'leader');
const cppcc = person('u-cppcc', 'member');
const pair: Command = { type: 'pair', government: lead2.id, cppcc: cppcc.id, days: 30 };

test.each<[string, Actor, string]>([
  ['an officer of the lead department', lead, 'write'],
  ['its leader', leader, 'write'],
  ['a member who belongs to it without an office', { ...person('u-5', 'member'), department: 'housing' }, 'read'],
  ['a cooperating department', helper, 'read'],
  ['a supervisor', supervisor, 'read'],
  ['a host', host, 'read'],
  ['a paired lead', cppcc, 'read'],
  ['another department', stranger, 'none'],
  ['a rater', raters[0]!, 'none'],
  ['the public', nobody(start), 'none'],
])('I38 %s', (_who, viewer, access) => {
  const state = stateAfter([...claimed({ cooperating: ['water'] }), ask(pair, supervisor)]);
  expect(progress!.access(state, viewer)).toBe(access);
  expect(progress!.access(items.initial, viewer)).toBe('none');
});

test('I38 it is frozen while the item is closed, and written again when it is worked on again', () => {
  expect(progress!.frozen(stateAfter(claimed()))).toBe(false);
  expect(progress!.frozen(stateAfter(closed()))).toBe(true);
  const again = [
    ...closed(),
    ask({ type: 'lookBack', finding: 'rebound', text: '又坏了', files: [], due: null } as never, onDay(120, supervisor)),
  ];
  expect(progress!.frozen(stateAfter(again))).toBe(false);
});

test('I38 a note is its place in the list, a day and a text', () => {
  expect(progress!.shape?.cells).toEqual({ order: 'string', day: 'string', text: 'text' });
});

// ── pictures ────────────────────────────────────────────────────────────────────────────────────

const place = { lat: 32.0603, lng: 120.8945, accuracy: 8 };
const taken = { [picture]: { takenAt: start - 60_000, place } };
const note = (differs: object = {}): Command => ({
  type: 'note',
  text: '已进场',
  files: [],
  before: picture,
  after: null,
  taken,
  ...differs,
});

test('I39 where and when a picture was taken comes along with it', () => {
  expect(after(claimed()).when(note(), lead).outcome).toMatchObject([{ type: 'noted', taken }]);
  expect(live([...claimed(), ask(note(), lead)])).toMatchObject({ pictures: { before: picture }, taken });
  expect(stateAt('reported', [...claimed(), ask(report({ taken }), lead)]).report.taken).toEqual(taken);
});

test('I39 of other files nothing is told, and nothing of tomorrow but one for a wrong clock', () => {
  after(claimed())
    .when(note({ before: picture2 }), lead)
    .thenRefused('unknown-file');
  after(claimed())
    .when(report({ files: [picture2], taken }), lead)
    .thenRefused('unknown-file');
  const late = (ahead: number) => ({ taken: { [picture]: { takenAt: start + ahead, place: null } } });
  after(claimed())
    .when(note(late(dayLength + 1)), lead)
    .thenRefused('time-ahead');
  expect(after(claimed()).when(note(late(dayLength)), lead).outcome).toHaveLength(1);
});

test.each([
  ['lat', { lat: 90.1 }],
  ['lng', { lng: -180.1 }],
  ['accuracy', { accuracy: -1 }],
  ['accuracy', { accuracy: Infinity }],
  ['lat', { lat: Number.NaN }],
])('I39 a place that is none is malformed at %s: %j', (field, wrong) => {
  const raw = note({ taken: { [picture]: { takenAt: start, place: { ...place, ...wrong } } } });
  expect(parseCommand(items, raw)).toMatchObject({ at: `taken.${picture}.place.${field}` });
});

test('I39 only the last pictures before and after keep it in the state', () => {
  const two = [
    ...claimed(),
    ask(note(), lead),
    ask(note({ before: picture2, taken: { [picture2]: { takenAt: start, place: null } } }), onDay(1, lead)),
  ];
  expect(Object.keys(live(two).taken)).toEqual([picture2]);
});

const { view, see } = items.visibility;
const shown = (asks: readonly Ask[], who: string): string => {
  const state = stateAfter(asks);
  return JSON.stringify([view(state, who), told(asks).map((recorded) => see(recorded, who, state))]);
};

test('I40 raters and the public may learn when, never where', () => {
  const asks = [...claimed(), ask(note(), lead), ask(report({ taken }), onDay(1, lead))];
  for (const who of ['rater', 'public', 'summary'])
    for (const secret of ['32.0603', '120.8945', 'accuracy']) expect(shown(asks, who), who).not.toContain(secret);
  expect(shown(asks, 'public')).toContain(String(start - 60_000));
  for (const who of ['department', 'supervisor']) expect(shown(asks, who)).toContain('32.0603');
});

// ── replies ─────────────────────────────────────────────────────────────────────────────────────

const reply = (differs: object = {}): Command => ({
  type: 'reply',
  text: '电梯已安装。',
  class: 'A',
  to: 'public',
  corrects: null,
  ...differs,
});

test('I41 a reply is signed by whoever signs, once the item is claimed, with class and number', () => {
  after(claimed())
    .when(reply(), lead)
    .then({
      ...{ type: 'replied', n: 1, number: '复函〔2026〕12-1-1号', department: 'housing' },
      ...{ text: '电梯已安装。', class: 'A', to: 'public', corrects: null },
    } as never);
  expect(after(closed()).when(reply(), leader).outcome).toHaveLength(1);
  after(issued()).when(reply(), lead).thenRefused('wrong-stage');
  after(routed(false)).when(reply(), lead).thenRefused('not-allowed');
  after(claimed()).when(reply(), supervisor).thenRefused('not-allowed');
  after(claimed())
    .when(reply({ class: 'Z' }), lead)
    .thenRefused('unknown-class');
  expect(parseCommand(items, reply({ text: '字'.repeat(5001) }))).toEqual({ malformed: 'long', at: 'text' });
});

test('I42 a newer reply takes its place once, the old one stays', () => {
  const corrected = [...claimed(), ask(reply(), lead), ask(reply({ text: '电梯下月安装。', class: 'B', corrects: 1 }), onDay(1, lead))];
  expect(live(corrected).replies).toMatchObject([
    { n: 1, text: '电梯已安装。', correctedBy: 2, by: 'u-lead' },
    { n: 2, text: '电梯下月安装。', corrects: 1, correctedBy: null },
  ]);
  for (const corrects of [1, 3]) after(corrected).when(reply({ corrects }), lead).thenRefused('unknown-reply');
});

test.each([
  ['public', ['department', 'supervisor', 'rater', 'public']],
  ['session', ['department', 'supervisor', 'rater']],
  ['proposer', ['department', 'supervisor']],
])('I43 a reply to the %s is read by %j', (to, readers) => {
  const asks = [...claimed(), ask(reply({ to }), lead)];
  for (const who of ['department', 'supervisor', 'rater', 'public', 'summary'])
    expect(shown(asks, who).includes('电梯已安装。'), who).toBe(readers.includes(who));
  for (const who of ['rater', 'public']) expect(shown(asks, who)).not.toContain('u-lead');
});

const ground = { documents: {}, beside: {}, rows: { departments: [{ id: 'housing', row: { name: '示例市住房和城乡建设局' } }] } };

test('I62 the last reply is printed for whoever may read it', () => {
  const rule = prints['reply']!;
  const asks = [...claimed(), ask(reply(), lead), ask(reply({ text: '电梯下月安装。', class: 'B', to: 'proposer', corrects: 1 }), lead)];
  const state = stateAfter(asks);
  const printed = rule.print(state, ground, '42');
  expect(printed).toMatchObject({ number: '复函〔2026〕12-1-2号', draft: '' });
  for (const said of ['电梯下月安装。', '示例市住房和城乡建设局', '本函代替复函〔2026〕12-1-1号', '2026年10月24日'])
    expect(JSON.stringify(printed)).toContain(said);
  expect(JSON.stringify(rule.print(view(state, 'public'), ground, '42')), 'the earlier one is public').toContain('电梯已安装。');
  expect(rule.print(stateAfter(claimed()), ground, '42')).toBeNull();
  expect(rule.print(items.initial, ground, '42')).toBeNull();
});

test('I61 the desk says whom it was routed to and what waits for a leader', () => {
  const desk = items.models!['desk']!;
  const rowOf = (asks: readonly Ask[]) => desk.row(stateAfter(asks), '42')!;
  expect(rowOf(claimed())).toMatchObject({ officer: null, draft: null, letters: 0, answerBy: null, pingPong: false });
  const waiting = rowOf(drafted);
  expect(waiting).toMatchObject({ officer: 'u-lead', delegated: false, draft: 'waits', waitsFor: ['sign', 'work'] });
  expect([desk.indexes['officer']!(waiting), desk.indexes['toSign']!(waiting)]).toEqual(['u-lead', 'housing']);
  const sent = rowOf([...drafted, ask(back(1), leader)]);
  expect(sent).toMatchObject({ draft: 'sentBack', waitsFor: ['work'] });
  expect(desk.indexes['toSign']!(sent)).toBeNull();
});

test('I61 given to a third department it is ping-pong', () => {
  const given = (from: Actor, to: string): readonly Ask[] => [
    ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: null }, from),
    ask({ type: 'adjudicate', reassignTo: to, reason: '职责' }, supervisor),
  ];
  const once = [...issued(), ...given(lead, 'traffic')];
  const pingPong = (asks: readonly Ask[]) => items.models!['board']!.row(stateAfter(asks), '42')!['pingPong'];
  expect(pingPong(once)).toBe(false);
  expect(pingPong([...once, ...given(stranger, 'housing')])).toBe(true);
});

test('I31 at home or elsewhere: the record is the same for both', () => {
  expect(Object.keys(live(hotline)).toSorted()).toEqual(Object.keys(live([ask(issue(), home)])).toSorted());
  expect(shown(hotline, 'public')).not.toContain('case-7');
});
