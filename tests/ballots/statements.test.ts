import { expect, test } from 'vitest';
import { isRefusal } from '#shared/core/refusal.ts';
import { mostStatements } from '#shared/ballots/statements.ts';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { person } from '../given/given.ts';
import { after, hall, host, li, made, marking, observer, open, recorder, stranger, zhang } from './hall.ts';

const { given } = hall;
const make = (text: string) => ({ type: 'makeStatement', text }) as const;
const review = [...marking, { type: 'reviewSet', review: true }] as const satisfies readonly BallotEvent[];
const mark = (value: 'agree' | 'disagree' | 'pass', statement = 's-1') => ({ type: 'mark', statement, mark: value }) as const;

test('B5 people submit while marking is open, hosts and recorder at any time', () => {
  given(...open)
    .when(make('先装电梯'), zhang)
    .thenRefused('marking-closed');
  given(...marking)
    .when(make('先装电梯'), zhang)
    .then(made('asked-1', { text: '先装电梯' }));
  for (const actor of [host, recorder])
    given(...open)
      .when(make('先装电梯'), actor)
      .then(made('asked-1', { text: '先装电梯', person: actor.id }));
  given(...marking)
    .when(make('先装电梯'), stranger)
    .thenRefused('not-seated');
});

test('B5 a statement may reword one that stands', () => {
  const command = { ...make('电梯和楼道一起修'), rewords: 's-1' };
  given(...marking, made('s-1'))
    .when(command, li)
    .then(made('asked-1', { person: li.id, text: command.text, rewords: 's-1' }));
  given(...marking)
    .when(command, li)
    .thenRefused('statement-unknown');
});

test('B6 under review only the hosts and the author read what waits', () => {
  const state = given(...review)
    .when(make('先装电梯'), zhang)
    .then(made('asked-1', { text: '先装电梯', held: true }));
  const seen = (audience: string): string => JSON.stringify(ballots.visibility.view(state, audience));
  expect(seen('host')).toContain('先装电梯');
  for (const audience of ['room', 'screen', 'public', 'door']) expect(seen(audience)).not.toContain('asked-1');
  expect(ballots.visibility.own?.(state, zhang)).toMatchObject({ statements: [{ text: '先装电梯', stage: 'held' }] });
  expect(ballots.visibility.own?.(state, li)).toMatchObject({ statements: [] });
  given(...review)
    .when(make('先装电梯'), host)
    .then(made('asked-1', { text: '先装电梯', person: host.id }));
  given(...review, made('s-1', { held: true }))
    .when(mark('agree'), li)
    .thenRefused('statement-unknown');
});

test('B6 admitted it comes before the room as the newest, without its author', () => {
  const past = [...review, made('s-1', { held: true }), made('s-2', { person: host.id })];
  const state = given(...past)
    .when({ type: 'admitStatement', statement: 's-1' }, recorder)
    .then({ type: 'statementAdmitted', statement: 's-1', text: '观点s-1', rewords: null });
  expect(ballots.visibility.view(state, 'room')).toMatchObject({
    statements: [
      { id: 's-2', by: '' },
      { id: 's-1', by: '', stage: 'admitted' },
    ],
  });
  expect(state).toMatchObject({ statements: [{ id: 's-2' }, { id: 's-1', by: zhang.id }] });
  given(...past)
    .when({ type: 'admitStatement', statement: 's-2' }, host)
    .then();
  given(...past)
    .when({ type: 'admitStatement', statement: 's-1' }, zhang)
    .thenRefused('not-host-or-recorder');
  given(...past)
    .when({ type: 'admitStatement', statement: 's-9' }, host)
    .thenRefused('statement-unknown');
  given(...past, { type: 'statementExcluded', statement: 's-1', reason: '-', held: true, text: '观点s-1' })
    .when({ type: 'admitStatement', statement: 's-1' }, host)
    .thenRefused('statement-not-held');
});

test('B7 the same is not said twice, however it is written', () => {
  const past = [...marking, made('s-1', { text: '先装电梯，再修路。' })];
  for (const text of ['先装电梯再修路', '先装电梯， 再修路！', '先装电梯,再修路'])
    given(...past)
      .when(make(text), li)
      .thenRefused('statement-twice');
  expect(isRefusal(given(...past).when(make('先修路，再装电梯'), li).outcome)).toBe(false);
  const excluded = { type: 'statementExcluded', statement: 's-1', reason: '-', held: false, text: '先装电梯，再修路。' } as const;
  expect(isRefusal(given(...past, excluded).when(make('先装电梯再修路'), li).outcome)).toBe(false);
});

test('B7 nobody floods the room', () => {
  const many = (count: number, by: (n: number) => string) => Array.from({ length: count }, (_, n) => made(`s-${n}`, { person: by(n) }));
  const own = [...marking, ...many(mostStatements.each, () => zhang.id)];
  given(...own)
    .when(make('再来一条'), zhang)
    .thenRefused('too-many-statements');
  expect(isRefusal(given(...own).when(make('再来一条'), li).outcome)).toBe(false);
  given(...marking, ...many(mostStatements.all, (n) => `g-${n}`))
    .when(make('再来一条'), host)
    .thenRefused('too-many-statements');
});

test('B8 what is excluded has a reason, is read by hosts and author only, and is not marked', () => {
  const past = [...marking, made('s-1'), made('s-2', { held: true })];
  const exclude = (statement: string) => ({ type: 'excludeStatement', statement, reason: '人身攻击' }) as const;
  const state = given(...past)
    .when(exclude('s-1'), host)
    .then({ type: 'statementExcluded', statement: 's-1', reason: '人身攻击', held: false, text: '观点s-1' });
  expect(ballots.visibility.view(state, 'room')).toMatchObject({
    statements: [{ id: 's-1', text: '', reason: '人身攻击', stage: 'excluded' }],
  });
  expect(ballots.visibility.view(state, 'host')).toMatchObject({ statements: [{ text: '观点s-1' }, {}] });
  expect(ballots.visibility.own?.(state, zhang)).toMatchObject({ statements: [{ text: '观点s-1', reason: '人身攻击' }, {}] });
  const unseen = given(...past)
    .when(exclude('s-2'), host)
    .then({ type: 'statementExcluded', statement: 's-2', reason: '人身攻击', held: true, text: '观点s-2' });
  expect(JSON.stringify(ballots.visibility.view(unseen, 'room'))).not.toContain('s-2');
  const excluded = { type: 'statementExcluded', statement: 's-1', reason: '-', held: false, text: '观点s-1' } as const;
  given(...past, excluded)
    .when(mark('agree'), li)
    .thenRefused('statement-excluded');
  given(...past, excluded)
    .when(exclude('s-1'), host)
    .thenRefused('statement-excluded');
  given(...past)
    .when(exclude('s-9'), host)
    .thenRefused('statement-unknown');
  given(...past)
    .when(exclude('s-1'), li)
    .thenRefused('not-host-or-recorder');
});

test('B9 the last mark of a person counts, the same again changes nothing', () => {
  const marked = (by: string, value: 'agree' | 'disagree' | 'pass') =>
    ({ type: 'marked', statement: 's-1', person: by, mark: value }) as const;
  const past = [...marking, made('s-1')];
  given(...past)
    .when(mark('agree'), li)
    .then(marked(li.id, 'agree'));
  given(...past, marked(li.id, 'agree'))
    .when(mark('agree'), li)
    .then();
  const state = given(...past, marked(li.id, 'agree'), marked(zhang.id, 'pass'))
    .when(mark('disagree'), li)
    .then(marked(li.id, 'disagree'));
  expect(ballots.visibility.summary?.(state, 'room')).toMatchObject({ marks: { 's-1': { agree: 0, disagree: 1, pass: 1 } }, markers: 2 });
  given(...past)
    .when(mark('agree', 's-9'), li)
    .thenRefused('statement-unknown');
  given(...past, { type: 'markingClosed' })
    .when(mark('agree'), li)
    .thenRefused('marking-closed');
});

test('B10 observers listen', () => {
  given(...marking)
    .when(make('我也说一句'), observer)
    .thenRefused('observers-listen');
  given(...marking, made('s-1'))
    .when(mark('agree'), observer)
    .thenRefused('observers-listen');
  given(...marking, made('s-1'))
    .when(mark('agree'), person('g-nobody'))
    .thenRefused('not-seated');
  given(...marking, made('s-1'))
    .when(mark('agree'), person(''))
    .thenRefused('nobody');
  expect(after(...marking)).toMatchObject({ marking: true });
});
