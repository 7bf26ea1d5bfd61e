import { expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { at, fold, minute, person, start } from '../given/given.ts';
import { begun, convener, given, host, later, li, open, preparing, recorder, requested, seat, session, zhang } from './hall.ts';

const other = person('g-other');
const taken = [...begun, requested(zhang), given(zhang, 'turn-1')];

test('S65 a segment has its title in English too', () => {
  const one = { form: 'stance', title: '表态', titleEn: 'Stances', minutes: 5, turn: 60 } as const;
  const state = session
    .given(...begun)
    .when({ type: 'addSegment', ...one }, host, { id: 'new' })
    .then({ type: 'segmentAdded', segment: { id: 'new', topic: null, ...one }, before: null }) as Session;
  expect(state.segments.at(-1)).toMatchObject({ title: '表态', titleEn: 'Stances' });
  const added: SessionEvent = { type: 'segmentAdded', segment: { id: 'new', topic: null, ...one }, before: null };
  const revised = { ...({ id: 'new', form: 'stance', topic: null, minutes: 5, turn: 60 } as const), title: '举手', titleEn: null } as const;
  session
    .given(...begun, added)
    .when({ type: 'reviseSegment', segment: 'new', title: '举手' }, host)
    .then({ type: 'segmentRevised', segment: revised });
  session
    .given(...begun, added)
    .when({ type: 'reviseSegment', segment: 'new', minutes: 7 }, host)
    .then({ type: 'segmentRevised', segment: { ...revised, title: '表态', titleEn: 'Stances', minutes: 7 } });
});

test('S66 two hosts going on at once go on by one segment', () => {
  const next = { type: 'nextSegment', after: 'ask' } as const;
  session
    .given(...begun)
    .when(next, host)
    .then({ type: 'segmentStarted', segment: 'argue' });
  const moved = [...begun, { type: 'segmentStarted', segment: 'argue' } as const];
  for (const command of [
    next,
    { type: 'pauseClock', segment: 'ask' },
    { type: 'resumeClock', segment: 'ask' },
    { type: 'extendSegment', segment: 'ask', minutes: 5, reason: '-' },
  ] as const)
    session
      .given(...moved)
      .when(command, convener)
      .thenRefused('moved-on');
  session
    .given(...begun)
    .when({ type: 'nextSegment', after: null }, host)
    .thenRefused('moved-on');
});

test('S66 what was meant for one speaker never meets the next', () => {
  const next = [...taken, { type: 'turnEnded', turn: 'turn-1' } as const, requested(li), given(li, 'turn-2')];
  for (const type of ['startTurn', 'pauseTurn', 'resumeTurn', 'endTurn'] as const)
    session
      .given(...next)
      .when({ type, turn: 'turn-1' }, host)
      .thenRefused('moved-on');
  session
    .given(...next)
    .when({ type: 'extendTurn', turn: 'turn-1', seconds: 30, reason: '-' }, host)
    .thenRefused('moved-on');
  session
    .given(...next)
    .when({ type: 'passTime', turn: 'turn-1', to: zhang.id, seconds: 30 }, li)
    .thenRefused('moved-on');
  session
    .given(...next)
    .when({ type: 'startTurn', turn: 'turn-2' }, host)
    .then({ type: 'turnStarted', turn: 'turn-2' });
});

test('S67 the last hand on the console is known to hosts alone', () => {
  const past = [
    ...taken.map((event) => ({ event, by: host.id })),
    { event: { type: 'turnStarted', turn: 'turn-1' } as const, by: recorder.id, at: start + 7 },
    // A speaker who ends their own turn is no host at work.
    { event: { type: 'turnEnded', turn: 'turn-1' } as const, by: zhang.id, at: start + 9 },
  ];
  const state = fold(sessions, past) as Session;
  expect(state.hand).toEqual({ by: recorder.id, act: 'turnStarted', of: 'turn-1', at: start + 7 });
  for (const name of ['room', 'screen', 'public']) expect(sessions.visibility.view(state, name)).toMatchObject({ hand: null });
});

const until = start + 10 * minute;
const offered: readonly SessionEvent[] = [
  ...([
    { type: 'codeMade', code: { key: 'offer', code: 'ABCDEFGHJK', roles: ['host'], department: null, until, once: true, revoked: false } },
  ] as const),
  { type: 'consoleOffered', key: 'offer', from: host.id, until },
];
const came: readonly SessionEvent[] = [
  seat(other, 'host'),
  { type: 'codeRevoked', key: 'offer' },
  { type: 'consoleTaken', key: 'offer', person: other.id },
];

test('S68 the console is offered by a code for one device', () => {
  const asked = session.given(...open).when({ type: 'offerConsole' }, host, { id: 'offer' });
  expect(asked.outcome).toMatchObject([
    { type: 'codeMade', code: { key: 'offer', roles: ['host'], once: true, until } },
    { type: 'consoleOffered', key: 'offer', from: host.id, until },
  ]);
  session
    .given(...open, ...offered)
    .when({ type: 'offerConsole' }, host)
    .thenRefused('console-offered');
  expect(session.given(...open, ...offered).when({ type: 'offerConsole' }, at(host, until + 1), { id: 'again' }).outcome).toHaveLength(2);
  session
    .given(...open)
    .when({ type: 'offerConsole' }, recorder)
    .thenRefused('not-host');
  const joined = session.given(...open, ...offered).when({ type: 'join', code: 'ABCDEFGHJK', name: '新主持' }, other).outcome;
  expect(joined).toMatchObject([
    { type: 'seated', person: other.id, roles: ['host'] },
    { type: 'codeRevoked', key: 'offer' },
    { type: 'consoleTaken', key: 'offer', person: other.id },
  ]);
  session
    .given(...open, ...offered)
    .when({ type: 'join', code: 'ABCDEFGHJK', name: '新主持' }, at(other, until + 1))
    .thenRefused('code-expired');
});

test('S68 the same person on a second device takes the offer without another seat', () => {
  session
    .given(...open, ...offered)
    .when({ type: 'join', code: 'ABCDEFGHJK', name: `名-${host.id}` }, host)
    .then({ type: 'consoleTaken', key: 'offer', person: host.id }, { type: 'codeRevoked', key: 'offer' });
});

test('S68 an offer is taken back, or both stay; the room hears nothing of it', () => {
  session
    .given(...open, ...offered)
    .when({ type: 'endConsoleOffer' }, host)
    .then({ type: 'codeRevoked', key: 'offer' }, { type: 'consoleOfferEnded', key: 'offer' });
  const state = session
    .given(...open, ...offered, ...came)
    .when({ type: 'endConsoleOffer' }, other)
    .then({ type: 'consoleOfferEnded', key: 'offer' });
  expect(state).toMatchObject({ offer: null, seats: { [host.id]: { roles: ['host'] }, [other.id]: { roles: ['host'] } } });
  session
    .given(...open)
    .when({ type: 'endConsoleOffer' }, host)
    .thenRefused('console-not-offered');
  expect(sessions.visibility.view(fold(sessions, [...open, ...offered, ...came]), 'room')).toMatchObject({ offer: null });
});

test('S69 whoever offered it hands it over, and keeps the pen', () => {
  const hand = { type: 'handOverConsole' } as const;
  session
    .given(...open, ...offered)
    .when(hand, host)
    .thenRefused('console-not-taken');
  session
    .given(...open)
    .when(hand, host)
    .thenRefused('console-not-offered');
  session
    .given(...open, ...offered, ...came)
    .when(hand, other)
    .thenRefused('not-your-offer');
  session
    .given(...open, ...offered, ...came, { type: 'seatLeft', person: other.id })
    .when(hand, host)
    .thenRefused('console-not-taken');
  const state = session
    .given(...open, ...offered, ...came)
    .when(hand, host)
    .then({ type: 'consoleHandedOver', from: host.id, to: other.id }, { ...seat(host, 'recorder') });
  expect(state).toMatchObject({ offer: null, handedOver: { from: host.id, to: other.id }, seats: { [host.id]: { roles: ['recorder'] } } });
  expect(sessions.visibility.view(state, 'room')).toMatchObject({ handedOver: { from: host.id, to: other.id, at: start } });
});

test('S69 whoever convened it hands over and may take it back', () => {
  const byConvener = { type: 'consoleOffered', key: 'offer', from: convener.id, until } as const;
  const past = [...preparing, offered[0]!, byConvener, ...came];
  session
    .given(...past)
    .when({ type: 'handOverConsole' }, convener)
    .then({ type: 'consoleHandedOver', from: convener.id, to: other.id });
  session
    .given(...past, { type: 'consoleHandedOver', from: convener.id, to: other.id }, ...later(1, { type: 'opened' }))
    .when({ type: 'startSegment', segment: 'ask' }, convener)
    .then({ type: 'segmentStarted', segment: 'ask' });
});
