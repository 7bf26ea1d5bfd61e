import { expect, test } from 'vitest';
import { checklists } from '#shared/checklists/kind.ts';
import type { Command } from '#shared/checklists/commands.ts';
import type { Event } from '#shared/checklists/state.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import { nobody } from '#shared/core/actor.ts';
import { mostLetters } from '#shared/minutes/block.ts';
import { expectVisibilityLaw } from '../given/visible.ts';
import { fold, person, sentences, start } from '../given/given.ts';
import { asked, convener, documents, home, host, issued, opened, recorder, resident, told } from '../checklists/checklist.ts';

const { given } = sentences(checklists);
const conclude: Command = { type: 'conclude' };
const issue: Command = { type: 'issueMinutes' };
const block = (text: string, order: string, more: object = {}) => ({ order, kind: 'paragraph', text, drawn: null, ...more });
const pencil = (rows: DocumentContent['rows']): DocumentContent => ({ rows });
const written = pencil({
  b: block(' 先修门。\r\n再装梯。 ', 'b', { person: 'p-resident', kind: 'turn' }),
  a: block('会议围绕加装电梯开展协商。', 'a'),
  c: block('   ', 'c'),
  d: block('', 'd', { kind: 'turn', person: 'p-expert' }),
});
const over = [...opened, asked(conclude, home)];
const on = (minutes: DocumentContent) => ({ documents: { minutes } });
const ink = [
  { row: 'a', kind: 'paragraph', text: '会议围绕加装电梯开展协商。' },
  { row: 'b', kind: 'turn', text: '先修门。\n再装梯。', person: 'p-resident' },
  { row: 'd', kind: 'turn', text: '', person: 'p-expert' },
];

test('C24 host, recorder and convener write the minutes, whoever is seated reads them, nobody else', () => {
  const state = fold(checklists, told(over));
  const access = (who: string) => checklists.documents!['minutes']!.access(state, person(who));
  expect(['p-host', 'p-recorder', 'p-convener', 'p-resident', 'p-expert', 'p-stranger', ''].map(access)).toEqual([
    'write',
    'write',
    'write',
    'read',
    'read',
    'none',
    'none',
  ]);
});

test('C24 they are told to be complete once, by the house', () => {
  given(...told(opened))
    .when(conclude, host)
    .thenRefused('not-allowed');
  given(...told(opened))
    .when(conclude, home)
    .then({ type: 'minutesConcluded' });
  given(...told(over))
    .when(conclude, home)
    .then();
});

test('C25 the host issues them once, after the close', () => {
  given(...told(opened))
    .when(issue, host, on(written))
    .thenRefused('minutes-open');
  for (const other of [recorder, convener, resident, person('p-admin', 'admin')])
    given(...told(over))
      .when(issue, other, on(written))
      .thenRefused('not-allowed');
  const { outcome } = given(...told(over)).when(issue, host, on(written));
  expect(outcome).toMatchObject([{ type: 'minutesIssued', blocks: ink }]);
  const done = [...told(over), ...(outcome as Event[])];
  given(...done)
    .when(issue, host, on(written))
    .thenRefused('minutes-issued');
});

test('C25 what is too long is named, and empty minutes are not issued', () => {
  const long = pencil({ a: block('一', 'a'), b: block('字'.repeat(mostLetters + 1), 'b') });
  given(...told(over))
    .when(issue, host, on(long))
    .thenRefused('rows-invalid', { problems: [{ row: 2, id: 'b', field: 'text', code: 'too-long' }] });
  given(...told(over))
    .when(issue, host, on(pencil({ a: block(' ', 'a') })))
    .thenRefused('minutes-empty');
});

test('C25 once issued nobody writes in them any more, whatever becomes of the lists', () => {
  const frozen = (events: readonly Event[]) => checklists.documents!['minutes']!.frozen(fold(checklists, events));
  const before = told(over).map(({ event }) => event);
  const { outcome } = given(...before).when(issue, host, on(written));
  expect([frozen(before), frozen([...before, ...(outcome as Event[])])]).toEqual([false, true]);
  expect(frozen(told(issued).map(({ event }) => event))).toBe(false);
});

test('C26 minutes name people by id only and are public once issued', () => {
  const asks = [...over, asked(issue, host)];
  const events = told(asks, { ...documents(), ...on(written).documents });
  const state = fold(
    checklists,
    events.map(({ event }) => event),
  );
  const stranger = nobody(start);
  expect(checklists.visibility.audience(fold(checklists, told(over)), stranger)).toBeNull();
  expect(checklists.visibility.audience(state, stranger)).toBe('public');
  const view = checklists.visibility.view(state, 'public');
  expect(view).toMatchObject({ stage: 'preparing', seats: {}, minutes: { concludedAt: null, issued: { blocks: ink } } });
  expectVisibilityLaw(checklists, events, ['host', 'room', 'public']);
  expectVisibilityLaw(
    checklists,
    told([...issued, asked(conclude, home), asked(issue, host)], { ...documents(), ...on(written).documents }),
    ['host', 'room', 'public'],
  );
});
