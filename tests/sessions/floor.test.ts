import { expect, test } from 'vitest';
import { balance, leftOf, speaking, turnClock } from '#shared/sessions/clock.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import { at, fold, start } from '../given/given.ts';
import { begun, given, host, li, observer, open, recorder, requested, session, spoken, stranger, wang, zhang } from './hall.ts';

const taken = [...begun, requested(zhang), given(zhang, 'turn-1')];
const running = [...taken, { type: 'turnStarted', turn: 'turn-1' } as const];
const second = 1000;

test('S26 the floor is given to one person at a time', () => {
  const state = session
    .given(...begun, requested(zhang))
    .when({ type: 'giveFloor', request: `r-${zhang.id}` }, host, { id: 'turn-1' })
    .then(given(zhang, 'turn-1'));
  expect(state).toMatchObject({
    floor: { current: 'turn-1', requests: [], turns: [{ stage: 'given', granted: 180 * second, since: null }] },
  });
  session
    .given(...taken, requested(li))
    .when({ type: 'giveFloor', request: `r-${li.id}` }, host)
    .thenRefused('floor-taken');
  session
    .given(...begun)
    .when({ type: 'giveFloor', request: 'r-none' }, host)
    .thenRefused('request-unknown');
  session
    .given(...open, requested(zhang))
    .when({ type: 'giveFloor', request: `r-${zhang.id}` }, host)
    .thenRefused('no-segment');
  session
    .given(...begun, requested(zhang))
    .when({ type: 'giveFloor', request: `r-${zhang.id}` }, recorder)
    .thenRefused('not-host');
});

test('S27 a person waits once, and may withdraw', () => {
  session
    .given(...begun)
    .when({ type: 'requestFloor' }, zhang, { id: `r-${zhang.id}` })
    .then(requested(zhang));
  session
    .given(...begun, requested(zhang))
    .when({ type: 'requestFloor' }, zhang)
    .thenRefused('already-requested');
  session
    .given(...begun, requested(zhang))
    .when({ type: 'withdrawRequest' }, zhang)
    .then({ type: 'requestWithdrawn', request: `r-${zhang.id}` });
  session
    .given(...begun)
    .when({ type: 'withdrawRequest' }, zhang)
    .thenRefused('not-requested');
  session
    .given(...begun)
    .when({ type: 'withdrawRequest', request: 'r-none' }, host)
    .thenRefused('request-unknown');
  session
    .given(...begun, requested(zhang))
    .when({ type: 'withdrawRequest', request: `r-${zhang.id}` }, li)
    .thenRefused('not-host-or-recorder');
  session
    .given(...begun, requested(zhang))
    .when({ type: 'withdrawRequest', request: `r-${zhang.id}` }, recorder)
    .then({ type: 'requestWithdrawn', request: `r-${zhang.id}` });
  session
    .given(...begun)
    .when({ type: 'requestFloor', rebuts: 'turn-9' }, zhang)
    .thenRefused('turn-unknown');
  session
    .given(...begun)
    .when({ type: 'requestFloor' }, stranger)
    .thenRefused('not-seated');
});

test('S28 somebody in the hall is signed up by name', () => {
  const state = session
    .given(...begun)
    .when({ type: 'addRequestFor', who: { name: '赵大爷' } }, recorder, { id: 'r-1' })
    .then(
      {
        type: 'seated',
        person: 'h-r-1',
        roles: ['resident'],
        department: null,
        hall: true,
        personal: { subject: 'h-r-1', facts: { name: '赵大爷' } },
      },
      { type: 'floorRequested', request: 'r-1', person: 'h-r-1', side: null, rebuts: null },
    );
  expect(state).toMatchObject({ seats: { 'h-r-1': { hall: true, name: '赵大爷' } } });
  session
    .given(...begun)
    .when({ type: 'addRequestFor', who: { person: zhang.id } }, host, { id: `r-${zhang.id}` })
    .then(requested(zhang));
  session
    .given(...begun)
    .when({ type: 'addRequestFor', who: { person: stranger.id } }, host)
    .thenRefused('seat-unknown');
  session
    .given(...begun, requested(zhang))
    .when({ type: 'addRequestFor', who: { person: zhang.id } }, host)
    .thenRefused('already-requested');
  session
    .given(...begun)
    .when({ type: 'addRequestFor', who: { name: '赵大爷' } }, zhang)
    .thenRefused('not-host-or-recorder');
});

test('S29 observers listen', () => {
  const motion = { type: 'motionSet', motion: 'm', text: '辩题' } as const;
  for (const command of [
    { type: 'requestFloor' },
    { type: 'ask', text: '问' },
    { type: 'takeSide', side: 'for' },
    { type: 'setStance', phase: 'before', value: 50 },
  ] as const)
    session
      .given(...begun, motion)
      .when(command, observer)
      .thenRefused('observers-listen');
  session
    .given(...begun)
    .when({ type: 'addRequestFor', who: { person: observer.id } }, host)
    .thenRefused('observers-listen');
});

test('S35 a turn is as long as its segment says, and is extended with a reason', () => {
  const past = [...begun, { type: 'segmentStarted', segment: 'argue' } as const, requested(zhang)];
  expect(session.given(...past).when({ type: 'giveFloor', request: `r-${zhang.id}` }, host).outcome).toMatchObject([
    { segment: 'argue', granted: 120 * second },
  ]);
  const extend = { type: 'extendTurn', seconds: 60, reason: '没讲完' } as const;
  const state = session
    .given(...running)
    .when(extend, host)
    .then({ type: 'turnExtended', turn: 'turn-1', milliseconds: 60 * second, reason: '没讲完' });
  expect(turnClock(state, start + 30 * second)).toMatchObject({ budget: 240 * second, used: 30 * second, left: 210 * second });
  session
    .given(...begun)
    .when(extend, host)
    .thenRefused('floor-free');
  session
    .given(...running)
    .when(extend, recorder)
    .thenRefused('not-host');
});

test('S35 placard and bell', () => {
  const state = fold(sessions, running);
  expect(turnClock(state, start + 119 * second)).toMatchObject({ placard: false, over: false, running: true });
  expect(turnClock(state, start + 120 * second)).toMatchObject({ placard: true, over: false });
  expect(turnClock(state, start + 180 * second)).toMatchObject({ placard: true, over: true });
  expect(turnClock(state, start + 200 * second)).toMatchObject({ left: -20 * second });
  expect(turnClock(fold(sessions, begun), start)).toBeNull();
});

test('S37 time is passed on up to what is left, and waits for the next turn', () => {
  const pass = { type: 'passTime', to: li.id, seconds: 60 } as const;
  const passed = { type: 'timePassed', turn: 'turn-1', to: li.id, milliseconds: 60 * second } as const;
  const state = session
    .given(...running)
    .when(pass, at(zhang, start + 100 * second))
    .then(passed) as Session;
  expect(leftOf(state.floor.turns[0]!, start + 100 * second)).toBe(20 * second);
  session
    .given(...running)
    .when(pass, at(zhang, start + 121 * second))
    .thenRefused('time-too-short', { details: { left: 59 } });
  session
    .given(...running)
    .when({ ...pass, to: zhang.id }, zhang)
    .thenRefused('pass-to-self');
  session
    .given(...running)
    .when({ ...pass, to: stranger.id }, zhang)
    .thenRefused('seat-unknown');
  session
    .given(...running)
    .when(pass, wang)
    .thenRefused('not-your-turn');
  session
    .given(...begun)
    .when(pass, zhang)
    .thenRefused('floor-free');
  const next = [...running, passed, { type: 'turnEnded', turn: 'turn-1' } as const, requested(li), given(li, 'turn-2')];
  expect(turnClock(fold(sessions, next), start)).toMatchObject({ turn: { id: 'turn-2', received: 60 * second }, budget: 240 * second });
  expect((fold(sessions, next) as Session).floor.credits).toEqual({});
});

test('S38 started, paused, resumed by host or recorder, ended by the speaker as well', () => {
  session
    .given(...taken)
    .when({ type: 'startTurn' }, recorder)
    .then({ type: 'turnStarted', turn: 'turn-1' });
  session
    .given(...running)
    .when({ type: 'startTurn' }, host)
    .thenRefused('turn-begun');
  session
    .given(...running)
    .when({ type: 'pauseTurn' }, host)
    .then({ type: 'turnPaused', turn: 'turn-1' });
  session
    .given(...taken)
    .when({ type: 'pauseTurn' }, host)
    .thenRefused('turn-not-running');
  session
    .given(...running)
    .when({ type: 'resumeTurn' }, host)
    .thenRefused('turn-not-paused');
  session
    .given(...running, { type: 'turnPaused', turn: 'turn-1' })
    .when({ type: 'resumeTurn' }, host)
    .then({ type: 'turnResumed', turn: 'turn-1' });
  session
    .given(...taken)
    .when({ type: 'startTurn' }, zhang)
    .thenRefused('not-host-or-recorder');
  for (const actor of [zhang, host, recorder])
    session
      .given(...running)
      .when({ type: 'endTurn' }, actor)
      .then({ type: 'turnEnded', turn: 'turn-1' });
  session
    .given(...running)
    .when({ type: 'endTurn' }, li)
    .thenRefused('not-your-turn');
  for (const type of ['startTurn', 'pauseTurn', 'resumeTurn', 'endTurn'] as const)
    session
      .given(...begun)
      .when({ type }, host)
      .thenRefused('floor-free');
});

test('S38 a turn given and never started is not a turn spoken', () => {
  const state = fold(sessions, [...taken, { type: 'turnEnded', turn: 'turn-1' }]) as Session;
  expect(speaking(state, start)).toEqual({});
  expect(state.floor.current).toBeNull();
});

test('S39 a turn is summed up, also after the session', () => {
  const note = { type: 'noteTurn', turn: 'turn-1', text: '希望先装电梯' } as const;
  const ended = [...running, { type: 'turnEnded', turn: 'turn-1' } as const, { type: 'closed' } as const];
  const state = session
    .given(...ended)
    .when(note, recorder)
    .then({ type: 'turnNoted', turn: 'turn-1', text: '希望先装电梯' });
  expect(state).toMatchObject({ floor: { turns: [{ note: '希望先装电梯' }] } });
  session
    .given(...ended)
    .when({ ...note, turn: 'x' }, recorder)
    .thenRefused('turn-unknown');
  session
    .given(...ended)
    .when(note, zhang)
    .thenRefused('not-host-or-recorder');
});

test('S36 who spoke how long is known by person and by side', () => {
  const state = fold(sessions, [
    ...begun,
    ...spoken(zhang, 0, 30 * second, 'for'),
    ...spoken(li, 60_000, 45 * second, 'against'),
    ...spoken(zhang, 120_000, 10 * second, 'for'),
  ]) as Session;
  expect(speaking(state, start)).toEqual({ [zhang.id]: { turns: 2, used: 40 * second }, [li.id]: { turns: 1, used: 45 * second } });
  expect(balance(state, start)).toEqual({ for: { turns: 2, used: 40 * second }, against: { turns: 1, used: 45 * second } });
});
