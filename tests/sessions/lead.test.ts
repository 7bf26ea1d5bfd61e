import { expect, test } from 'vitest';
import { checklists } from '#shared/checklists/kind.ts';
import { streamId } from '#shared/core/recorded.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { fold, minute, occasion, person, record, start } from '../given/given.ts';
import { begun, convener, host, later, observer, open, preparing, recorder, session, zhang, type Past } from './hall.ts';

const led = { type: 'led', place: 'questions' } as const;

test('S63 host and recorder lead all phones to a place, and let go again', () => {
  for (const who of [host, recorder, convener]) {
    const state = session
      .given(...open)
      .when({ type: 'lead', place: 'questions' }, who)
      .then(led);
    expect(state).toMatchObject({ lead: { place: 'questions', at: start } });
  }
  const free = session
    .given(...open, led)
    .when({ type: 'lead', place: null }, host)
    .then({ type: 'led', place: null });
  expect(free).toMatchObject({ lead: null });
  session
    .given(...open)
    .when({ type: 'lead', place: null }, host)
    .then();
});

test('S63 the same place again calls back whoever went elsewhere', () => {
  const state = fold(sessions, [...open, led, ...later(minute, led)] satisfies readonly Past[]);
  expect(state).toMatchObject({ lead: { place: 'questions', at: start + minute } });
  session
    .given(...open, led)
    .when({ type: 'lead', place: 'questions' }, host)
    .then(led);
});

test('S63 nobody else leads, and nobody before the opening or after the close', () => {
  for (const who of [zhang, observer])
    session
      .given(...begun)
      .when({ type: 'lead', place: 'debate' }, who)
      .thenRefused('not-host-or-recorder');
  session
    .given(...preparing)
    .when({ type: 'lead', place: 'debate' }, host)
    .thenRefused('not-open');
  session
    .given(...begun, { type: 'closed' })
    .when({ type: 'lead', place: null }, host)
    .thenRefused('session-over');
});

const wall = person('g-wall');
const joined: SessionEvent = { type: 'screenJoined', person: wall.id };
const told = (...past: readonly SessionEvent[]) => {
  const last = record(past).at(-1)!;
  return sessions.reactions!(last, fold(sessions, past), streamId('sessions', '42')).filter(({ name }) => name.startsWith('screen-'));
};
const seated = {
  ...{ name: `screen-${wall.id}`, stream: 'checklists/42' },
  command: { type: 'seat', person: wall.id, roles: ['screen'], department: null },
};

test('S64 a big screen may read both lists from the opening on', () => {
  expect(told(...preparing, joined)).toEqual([]);
  expect(told(...preparing, joined, { type: 'opened' })).toEqual([seated]);
  expect(told(...open, joined)).toEqual([seated]);
});

test('S64 in the lists a big screen reads and is nobody', () => {
  const state = fold(checklists, [
    { type: 'prepared', session: '42', title: '商量' },
    { type: 'seated', person: wall.id, roles: ['screen'], department: null },
  ]);
  expect(checklists.documents!['suggestions']!.access(state, wall)).toBe('read');
  expect(checklists.visibility.audience(state, wall)).toBe('room');
  const remark = { type: 'remark', list: 'suggestions', row: 'r-1', field: null, text: '我' } as const;
  expect(checklists.decide(remark, state, wall, occasion('checklists/42'))).toMatchObject({ refused: 'not-allowed' });
});
