import { expect, test } from 'vitest';
import { checklists } from '#shared/checklists/kind.ts';
import type { Command } from '#shared/checklists/commands.ts';
import type { Event } from '#shared/checklists/state.ts';
import { items } from '#shared/items/kind.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Actor } from '#shared/core/actor.ts';
import { at, fold, officer, person, sentences, start } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  asked,
  convener,
  documents,
  home,
  host,
  housing,
  issued,
  opened,
  proposed,
  recorder,
  responsibility,
  rows,
  signed,
  suggestion,
  told,
  water,
} from './checklist.ts';

const { given } = sentences(checklists);
const day = 86_400_000;
const after = (asks: readonly Ask[], on = documents()) => given(...told(asks, on));
const stateAfter = (asks: readonly Ask[], on = documents()) => fold(checklists, told(asks, on));
const eventOf = <T extends Event['type']>(asks: readonly Ask[], type: T, on = documents()) =>
  told(asks, on)
    .map(({ event }) => event)
    .filter((event): event is Extract<Event, { type: T }> => event.type === type);

test('C1 the lists are prepared once, by the house', () => {
  const prepare: Command = { type: 'prepare', session: '42', title: '老旧小区改造' };
  given().when(prepare, home).then({ type: 'prepared', session: '42', title: '老旧小区改造' });
  given().when(prepare, person('p', 'admin')).thenRefused('not-allowed');
  after(opened)
    .when({ ...prepare, title: '另一个' }, home)
    .then();
});

test('C1 seats and number come from the house, each once', () => {
  const seat: Command = { type: 'seat', person: 'p-1', roles: ['host'], department: null };
  given()
    .when(seat, home)
    .then({ type: 'seated', person: 'p-1', roles: ['host'], department: null });
  given().when(seat, person('p-1', 'convener')).thenRefused('not-allowed');
  after([asked(seat, home)])
    .when(seat, home)
    .then();
  after([asked(seat, home)])
    .when({ ...seat, roles: [] }, home)
    .then({ type: 'seated', person: 'p-1', roles: [], department: null });
  after(opened).when({ type: 'number', year: 2027, number: 1 }, home).then();
  given().when({ type: 'number', year: 2026, number: 1 }, host).thenRefused('not-allowed');
});

test('C1 an empty seat is nobody’s', () => {
  const state = stateAfter([...opened, asked({ type: 'seat', person: 'p-host', roles: [], department: null }, home)]);
  expect(state.seats).not.toHaveProperty('p-host');
});

const pen = checklists.documents!['suggestions']!;
test.each([
  ['host', 'write'],
  ['recorder', 'write'],
  ['convener', 'write'],
  ['member', 'write'],
  ['officer', 'write'],
  ['resident', 'read'],
  ['expert', 'read'],
  ['observer', 'read'],
] as const)('C2 seated as %s one may %s', (role, access) => {
  const state = stateAfter([asked({ type: 'seat', person: 'p-1', roles: [role], department: null }, home)]);
  expect(pen.access(state, person('p-1'))).toBe(access);
});

test('C2 who is not seated has no pencil, not even an administrator', () => {
  expect(pen.access(stateAfter(opened), person('p-9', 'admin'))).toBe('none');
  expect(pen.access(stateAfter(opened), housing)).toBe('none');
});

test('C3 the pencil rests while people sign and after issue', () => {
  expect(pen.frozen(stateAfter(opened))).toBe(false);
  expect(pen.frozen(stateAfter(proposed))).toBe(true);
  expect(pen.frozen(stateAfter(issued))).toBe(true);
  expect(pen.frozen(stateAfter([...proposed, asked({ type: 'withdrawProposal' }, host)]))).toBe(false);
});

test('C3 only a proposal reads the documents', () => {
  expect(checklists.reads!({ type: 'propose' })).toEqual(['suggestions', 'responsibilities']);
  expect(checklists.reads!({ type: 'issue' })).toEqual([]);
});

test('C4 what is wrong is named, all at once, and nothing is frozen', () => {
  const on = {
    suggestions: rows({ 's-1': suggestion({ problem: '' }) }),
    responsibilities: rows({ 'r-1': responsibility(), 'r-2': responsibility({ order: 'b', lead: null, due: '2020-01-01' }) }),
  };
  after(opened)
    .when({ type: 'propose' }, host, { documents: on })
    .thenRefused('rows-invalid', {
      details: { problems: 3 },
      problems: [
        { row: 1, id: 's-1', field: 'problem', code: 'missing-problem' },
        { row: 2, id: 'r-2', field: 'lead', code: 'missing-lead' },
        { row: 2, id: 'r-2', field: 'due', code: 'due-past' },
      ],
    });
});

test('C4 two empty lists are not proposed', () =>
  after(opened)
    .when({ type: 'propose' }, host, { documents: { suggestions: rows({}), responsibilities: rows({}) } })
    .thenRefused('empty'));

test('C4 host, recorder and convener propose, while the lists are written', () => {
  for (const actor of [host, recorder, convener])
    expect(after(opened).when({ type: 'propose' }, actor, { documents: documents() }).outcome).toHaveLength(1);
  after(opened).when({ type: 'propose' }, person('p-resident'), { documents: documents() }).thenRefused('not-allowed');
  after(proposed).when({ type: 'propose' }, host, { documents: documents() }).thenRefused('wrong-stage');
});

test('C4 a browser without the server’s copy leaves it to the server', () => after(opened).when({ type: 'propose' }, host).then());

test('C8 names and phones travel beside the lists', () => {
  const on = documents({ 'r-1': responsibility({ person: '示例·李工', phone: '0513-5550101' }) });
  const named = {
    ...on,
    suggestions: rows({ 's-1': suggestion({ proposer: '示例·王秀兰' }), 's-2': suggestion({ order: 'b', proposer: 'p-resident' }) }),
  };
  const events = told(proposed, named)
    .map(({ event }) => event)
    .slice(opened.length);
  expect(events.map(({ type }) => type)).toEqual(['proposed', 'contactGiven', 'proposerNamed']);
  expect(JSON.stringify(events[0])).not.toMatch(/李工|5550101|王秀兰/);
  expect(events[0]).toMatchObject({ suggestions: [{ proposer: null }, { proposer: 'p-resident' }] });
  expect(events[1]).toEqual({
    type: 'contactGiven',
    row: 'r-1',
    personal: { subject: 'contact-42-r-1', facts: { name: '示例·李工', phone: '0513-5550101' } },
  });
  expect(events[2]).toMatchObject({ row: 's-1', personal: { facts: { name: '示例·王秀兰' } } });
});

test('C8 the lists live on when the facts were erased', () => {
  const on = documents({ 'r-1': responsibility({ person: '示例·李工' }) });
  const erased = told(issued, on).map((recorded) =>
    recorded.event.type === 'contactGiven'
      ? { ...recorded, event: { ...recorded.event, personal: { ...recorded.event.personal, facts: null } } }
      : recorded,
  );
  expect(fold(checklists, erased)).toMatchObject({ stage: 'issued', contacts: { 'r-1': { name: null, phone: null } } });
});

const two = documents({
  'r-1': responsibility({ cooperating: ['water'] }),
  'r-2': responsibility({ order: 'b', lead: 'water' }),
  'r-3': responsibility({ order: 'c' }),
});

test('C9 the host and each lead department once are asked to sign', () => {
  expect(eventOf(proposed, 'proposed', two)[0]?.parties).toEqual(['host', 'housing', 'water']);
});

test.each<[string, string, Actor, string | null]>([
  ['the host for the host', 'host', host, null],
  ['an officer for the department', 'housing', housing, null],
  ['a leader for the department', 'housing', { ...person('u-9', 'leader'), department: 'housing' }, null],
  ['an officer for another department', 'housing', water, 'not-allowed'],
  ['the recorder for the host', 'host', recorder, 'not-allowed'],
  ['the host for a department', 'housing', host, 'not-allowed'],
  [
    'a supervisor who is of the department but not its officer',
    'housing',
    { ...person('u-8', 'supervisor'), department: 'housing' },
    'not-allowed',
  ],
  ['somebody for whom nobody waits', 'traffic', officer('u-7', 'traffic'), 'not-a-party'],
])('C9 %s signs', (_who, party, actor, refused) => {
  const said = after(proposed).when({ type: 'signOff', party }, actor);
  if (refused === null) said.then({ type: 'signed', party });
  else expect(said.outcome).toMatchObject({ refused });
});

test('C9 nobody signs twice', () => after(signed).when({ type: 'signOff', party: 'host' }, host).thenRefused('already-signed'));

test('C10 a refusal brings the lists back to the pencil, with its reason', () => {
  const state = after([...proposed, asked({ type: 'signOff', party: 'host' }, host)])
    .when({ type: 'refuseSignOff', party: 'housing', reason: '期限太紧' }, housing)
    .then({ type: 'signOffRefused', party: 'housing', reason: '期限太紧' });
  expect(state).toMatchObject({ stage: 'drafting', refused: { party: 'housing', reason: '期限太紧', at: start } });
  after(opened).when({ type: 'refuseSignOff', party: 'housing', reason: '期限太紧' }, housing).thenRefused('wrong-stage');
  after(proposed).when({ type: 'refuseSignOff', party: 'housing', reason: '期限太紧' }, water).thenRefused('not-allowed');
});

test('C10 signatures under a refused version do not count for the next', () => {
  const again = [
    ...signed,
    asked({ type: 'refuseSignOff', party: 'housing', reason: '改一改' }, housing),
    asked({ type: 'propose' }, host),
  ];
  expect(stateAfter(again)).toMatchObject({ stage: 'signing', signed: {} });
});

test('C11 a proposal is withdrawn by those who propose', () => {
  for (const actor of [host, recorder, convener])
    after(signed).when({ type: 'withdrawProposal' }, actor).then({ type: 'proposalWithdrawn' });
  after(proposed).when({ type: 'withdrawProposal' }, housing).thenRefused('not-allowed');
  after(issued).when({ type: 'withdrawProposal' }, host).thenRefused('wrong-stage');
});

test('C12 issue waits for every signature', () => {
  after(proposed)
    .when({ type: 'issue' }, host)
    .thenRefused('unsigned', { details: { open: 2 } });
  after(opened).when({ type: 'issue' }, host).thenRefused('wrong-stage');
});

test('C12 issue needs the number of the session', () => {
  const unnumbered = signed.filter(({ command }) => command.type !== 'number');
  after(unnumbered).when({ type: 'issue' }, host).thenRefused('unnumbered');
});

test('C12 issue looks at the due days again', () => {
  const on = documents({ 'r-1': responsibility({ due: '2026-10-25' }) });
  after(signed, on)
    .when({ type: 'issue' }, at(host, start + 2 * day))
    .thenRefused('rows-invalid', { problems: [{ row: 1, id: 'r-1', field: 'due', code: 'due-past' }] });
  expect(after(signed, on).when({ type: 'issue' }, at(host, start + day)).outcome).toHaveLength(1);
});

test('C12 host or convener issues, once', () => {
  for (const actor of [host, convener]) expect(after(signed).when({ type: 'issue' }, actor).outcome).toHaveLength(1);
  after(signed).when({ type: 'issue' }, recorder).thenRefused('not-allowed');
  after(issued).when({ type: 'issue' }, host).thenRefused('wrong-stage');
});

test('C13 every row gets its number', () => {
  const asks = [
    ...proposed,
    ...['host', 'housing', 'water'].map((party, n) => asked({ type: 'signOff', party }, [host, housing, water][n]!)),
    asked({ type: 'issue' }, host),
  ];
  const [event] = eventOf(asks, 'issued', two);
  expect(event?.responsibilities.map(({ id, number }) => [id, number])).toEqual([
    ['r-1', '〔2026〕12-1'],
    ['r-2', '〔2026〕12-2'],
    ['r-3', '〔2026〕12-3'],
  ]);
});

const reactionsTo = (asks: readonly Ask[], on = documents()) => {
  const history = told(asks, on);
  return checklists.reactions!(history.at(-1)!, fold(checklists, history), 'checklists/42');
};

test('C13 every row becomes an item, with all it needs', () => {
  const on = documents({ 'r-1': responsibility({ person: '示例·李工', phone: '0513-5550101' }) });
  const [reaction, ...more] = reactionsTo(issued, on);
  expect(more).toEqual([]);
  expect(reaction).toMatchObject({ name: 'item-1', stream: 'items/42-1' });
  if (!reaction || !('command' in reaction)) throw new Error('asks nobody');
  const parsed = parseCommand(items, reaction.command);
  expect(parsed).toMatchObject({
    command: {
      type: 'issue',
      number: '〔2026〕12-1',
      session: '42',
      checklist: '42',
      row: 'r-1',
      lead: 'housing',
      issuedAt: start,
      hosts: ['p-host'],
      raters: ['p-resident', 'p-stakeholder'],
      sources: [
        { kind: 'commitment', id: 'c-1', at: start },
        { kind: 'question', id: 'q-1' },
      ],
      contact: { subject: 'contact-42-r-1', name: '示例·李工', phone: '0513-5550101' },
    },
  });
});

test('C13 who left early still rates, who explained or judges does not', () => {
  const leave = asked({ type: 'seat', person: 'p-resident', roles: [], department: null }, home);
  const back = asked({ type: 'seat', person: 'p-resident', roles: ['expert'], department: null }, home);
  const raters = (...between: Ask[]) => {
    const [reaction] = reactionsTo([...opened, ...between, ...issued.slice(opened.length)]);
    return reaction && 'command' in reaction && 'raters' in reaction.command ? reaction.command.raters : [];
  };
  expect(raters(leave)).toEqual(['p-resident', 'p-stakeholder']);
  expect(raters(leave, leave), 'an empty seat can’t be left').toEqual(['p-resident', 'p-stakeholder']);
  expect(raters(leave, back)).toEqual(['p-stakeholder']);
});

const amend = (field: string, value: unknown): Command => ({ type: 'amend', row: 'r-1', field, value, reason: '写错了' }) as Command;

test('C14 an amendment keeps before and after, and the item follows', () => {
  const row = eventOf(issued, 'issued')[0]?.responsibilities[0];
  const state = after(issued)
    .when(amend('due', '2027-01-15'), host)
    .then({
      type: 'amended',
      row: 'r-1',
      field: 'due',
      before: '2026-12-31',
      after: '2027-01-15',
      reason: '写错了',
      responsibility: { ...row!, due: '2027-01-15' },
    });
  expect(state).toMatchObject({ responsibilities: [{ due: '2027-01-15' }] });
  expect(reactionsTo([...issued, asked(amend('due', '2027-01-15'), host)])).toEqual([
    { name: 'item', stream: 'items/42-1', command: { type: 'amend', field: 'due', value: '2027-01-15', reason: '写错了' } },
  ]);
});

test.each([
  ['due', '2020-01-01', 'due-past'],
  ['due', null, 'missing-due'],
  ['title', '', 'missing-title'],
  ['cooperating', ['housing'], 'lead-cooperates-too'],
  ['milestones', [{ title: '公示', due: '2027-06-01' }], 'milestone-late'],
  ['publicity', 'secret', 'malformed'],
])('C14 %s is not amended to %j', (field, value, code) => {
  after(issued)
    .when(amend(field, value), host)
    .thenRefused('value-invalid', { problems: [expect.objectContaining({ row: 1, id: 'r-1', code })] });
});

test('C14 the title of an overdue row can still be put right', () => {
  expect(after(issued).when(amend('title', '四号楼加装电梯'), at(host, start + 400 * day)).outcome).toHaveLength(1);
});

test('C14 only the host amends, only after issue, only what is there and differs', () => {
  after(issued).when(amend('title', '别的'), recorder).thenRefused('not-allowed');
  after(signed).when(amend('title', '别的'), host).thenRefused('wrong-stage');
  after(issued)
    .when({ ...amend('title', '别的'), row: 'r-9' } as Command, host)
    .thenRefused('unknown-row');
  after(issued).when(amend('title', '三号楼加装电梯'), host).thenRefused('unchanged');
});
