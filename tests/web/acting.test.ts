/** What a department is offered at an item, and what becomes of a filled-in form: the command that the server takes. */
import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#shared/core/actor.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { items } from '#shared/items/kind.ts';
import { occasion, start } from '#tests/given/given.ts';
import { ask, claimed, helper, issued, lead, leader, live, onDay, picture, picture2, reported, supervisor } from '#tests/items/item.ts';
import { actionsFor, type Action } from '#web/lib/items/actions.ts';
import { blank, commandOf, contentIn, keptForm, missingIn, type Content } from '#web/lib/items/acting/form.ts';
import { takenAs } from '#web/lib/items/acting/taken.ts';
import { clocksOf } from '#web/lib/items/item/clocks.ts';

// What was kept and can't be read is said in the console.
beforeEach(() => void vi.spyOn(console, 'debug').mockImplementation(() => undefined));

type Item = ReturnType<typeof live>;
const namesFor = (item: Item, viewer: Actor, audience = 'department'): readonly string[] =>
  actionsFor(item, audience, viewer, viewer.now).map(({ name }) => name);
const actionOf = (item: Item, viewer: Actor, name: string): Action => {
  const found = actionsFor(item, 'department', viewer, viewer.now).find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not offered`);
  return found;
};
const routed = (delegated: boolean) => [...claimed(), ask({ type: 'route', officer: lead.id, delegated, text: '' }, leader)];
const drafted = () => [...routed(false), ask({ type: 'reportDone', text: '装好了', files: [picture], taken: {}, class: 'A' }, lead)];

test('an officer claims or asks to return; a leader routes, too; nobody else sees a button', () => {
  expect(namesFor(live(issued()), lead)).toEqual(['claim', 'askReturn']);
  expect(namesFor(live(issued()), leader)).toEqual(['claim', 'route', 'askReturn']);
  expect(namesFor(live(issued()), { ...lead, roles: ['member'] })).toEqual([]);
  expect(namesFor(live(issued()), supervisor, 'public')).toEqual([]);
});

test('never routed an officer reports, routed without delegation they draft, with it they report', () => {
  expect(namesFor(live(claimed()), lead)).toContain('reportDone');
  expect(namesFor(live(routed(false)), lead)).toContain('draftReport');
  expect(namesFor(live(routed(true)), lead)).toContain('reportDone');
  expect(namesFor(live(routed(false)), lead)).not.toContain('reply');
});

test('a leader signs or sends back what waits, and that comes first', () => {
  const offered = actionsFor(live(drafted()), 'department', leader, leader.now);
  expect(offered.filter(({ main }) => main).map(({ name }) => name)).toEqual(['signReport']);
  expect(offered.map(({ name }) => name)).toContain('sendBackDraft');
  expect(namesFor(live(drafted()), lead)).not.toContain('signReport');
});

test('no extension is offered once one is asked for or all are used', () => {
  const asked = [...claimed(), ask({ type: 'askExtension', to: '2027-01-08', reason: '材料未到' }, lead)];
  expect(namesFor(live(claimed()), lead)).toContain('askExtension');
  expect(namesFor(live(asked), lead)).not.toContain('askExtension');
});

test('a cooperating department countersigns or dissents, and may change its mind', () => {
  const at = (...more: Parameters<typeof ask>[]) => live([...claimed({ cooperating: ['water'] }), ...more.map((one) => ask(...one))]);
  expect(namesFor(at(), helper)).toEqual(['countersign', 'dissent', 'note']);
  expect(namesFor(at([{ type: 'countersign', text: '' }, helper]), helper)).toEqual(['dissent', 'note']);
});

test('letters are answered at any stage, each by itself', () => {
  const lettered = [...reported(), ask({ type: 'sendLetter', text: '请说明' }, onDay(11, supervisor))];
  const answering = actionOf(live(lettered), lead, 'answerLetter');
  expect(answering.fixed).toEqual({ letter: 1 });
  expect(clocksOf(live(lettered), supervisor.now).map(({ name }) => name)).toEqual(['answerBy']);
});

test('clocks: to claim and to return while it is new, to be decided once a return is asked', () => {
  expect(clocksOf(live(issued()), lead.now).map(({ name }) => name)).toEqual(['claimBy', 'returnWindow']);
  const asked = [...issued(), ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: null }, lead)];
  expect(clocksOf(live(asked), lead.now).map(({ name }) => name)).toEqual(['adjudicateBy']);
});

/** Everything a department can be offered, filled in, is taken by `decide` as the server would. */
const full: Content = {
  words: {
    ...{ text: '写了什么', reason: '缘由', code: 'not-ours', class: 'A', to: '2027-01-08', officer: lead.id, delegated: 'yes' },
    ...{ addressee: 'public', milestone: '0', suggests: 'water' },
  },
  files: [picture],
  before: null,
  after: picture2,
  taken: { [picture]: { takenAt: start, place: null }, gone: { takenAt: start, place: null } },
};
const milestones = [{ title: '设计', due: '2026-11-30' }];
test.each([
  ['issued', issued(), leader],
  ['in progress', claimed({ milestones }), leader],
  ['drafted', drafted(), leader],
  ['replied', [...claimed(), ask({ type: 'reply', text: '已办', class: 'A', to: 'public', corrects: null }, lead)], lead],
  ['reported', [...reported(), ask({ type: 'sendLetter', text: '请说明' }, onDay(11, supervisor))], onDay(12, lead)],
  ['cooperating', claimed({ cooperating: ['water'] }), helper],
] as const)('every form of a department gives a command that is taken: %s', (_stage, asks, viewer) => {
  const item = live(asks);
  const offered = actionsFor(item, 'department', viewer, viewer.now);
  expect(offered).not.toEqual([]);
  for (const action of offered) {
    expect(missingIn(action, full), action.name).toBeNull();
    const command = commandOf(action, full);
    // Whole as it is: the screen foresees with it before any server has parsed it.
    expect(v.parse(items.commands, command), action.name).toEqual(command);
    expect(isRefusal(items.decide(command, item, viewer, occasion('items/42', { id: 'x' }))), action.name).toBe(false);
  }
});

test('what must be filled is named, what is optional may stay empty', () => {
  const report = actionOf(live(claimed()), lead, 'reportDone');
  expect(missingIn(report, blank)).toBe('text');
  expect(missingIn(report, { ...blank, words: { text: '  ' } })).toBe('text');
  expect(missingIn(report, { ...blank, words: { text: '好了' } })).toBe('files');
  expect(missingIn(report, { ...blank, words: { text: '好了' }, files: [picture] })).toBe('class');
  expect(commandOf(actionOf(live(issued()), lead, 'claim'), blank)).toEqual({ type: 'claim', text: '' });
});

test('only what is told of pictures that go along is sent', () => {
  const note = commandOf(actionOf(live(claimed()), lead, 'note'), full) as { taken: object };
  expect(note.taken).toEqual({ [picture]: { takenAt: start, place: null } });
});

test('a draft outlives a reload; nothing typed is nothing kept; what is broken is forgotten', () => {
  expect(contentIn(keptForm(full))).toEqual(full);
  expect(keptForm({ ...blank, words: { text: '  ' } })).toBe('');
  expect(contentIn('{')).toEqual(blank);
});

test('a place is told only of pictures taken just now, a time from the future of none', () => {
  const here = { lat: 31.9, lng: 120.8, accuracy: 12 };
  const [now, hour] = [10_000_000, 3_600_000];
  expect(takenAs(['new', 'old', 'ahead', 'unknown'], { new: now - 1_000, old: now - hour, ahead: now + hour }, here, now)).toEqual({
    new: { takenAt: now - 1_000, place: here },
    old: { takenAt: now - hour, place: null },
  });
});
