import { expect, test } from 'vitest';
import { forecast, plannedEnd, segmentClock } from '#shared/sessions/clock.ts';
import type { Session, SessionState } from '#shared/sessions/state.ts';
import { at, fold, minute, pack, start } from '../given/given.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { begun, given, host, later, open, preparing, recorder, requested, session, zhang, type Past } from './hall.ts';

const clockAt = (state: SessionState, minutes: number) => segmentClock(state, start + minutes * minute);
const end = (state: SessionState, minutes: number) => (forecast(state, start + minutes * minute)! - start) / minute;
const after = (...past: readonly Past[]) => fold(sessions, past);

test('S21 one current segment; starting another ends it', () => {
  const state = session
    .given(...begun)
    .when({ type: 'nextSegment' }, at(host, start + 5 * minute))
    .then({ type: 'segmentStarted', segment: 'argue' });
  expect(state).toMatchObject({ segments: [{ stage: 'done', used: 5 * minute, since: null }, { stage: 'current' }, { stage: 'planned' }] });
  session
    .given(...begun)
    .when({ type: 'startSegment', segment: 'wrap' }, host)
    .then({ type: 'segmentStarted', segment: 'wrap' });
  session
    .given(...begun)
    .when({ type: 'startSegment', segment: 'ask' }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'startSegment', segment: 'none' }, host)
    .thenRefused('segment-unknown');
});

test('S21 the turn under way ends with its segment', () => {
  session
    .given(...begun, requested(zhang), given(zhang, 'turn-1'))
    .when({ type: 'nextSegment' }, host)
    .then({ type: 'turnEnded', turn: 'turn-1' }, { type: 'segmentStarted', segment: 'argue' });
});

test('S21 next is the first planned one behind; when none is left it says so', () => {
  const last = [...open, { type: 'segmentStarted', segment: 'wrap' } as const];
  session
    .given(...last)
    .when({ type: 'nextSegment' }, host)
    .then({ type: 'segmentStarted', segment: 'ask' });
  const skipped = ['ask', 'argue'].map((segment) => ({ type: 'segmentSkipped', segment, reason: '时间不够' }) as const);
  session
    .given(...last, ...skipped)
    .when({ type: 'nextSegment' }, host)
    .thenRefused('no-segment-left');
});

test('S21 a segment that was left can be taken up again, its time goes on', () => {
  const past = [
    ...begun,
    ...later(5 * minute, { type: 'segmentStarted', segment: 'argue' }),
    ...later(8 * minute, { type: 'segmentStarted', segment: 'ask' }),
  ];
  expect(clockAt(after(...past), 9)).toMatchObject({ segment: { id: 'ask', startedAt: start }, used: 6 * minute });
});

test('S22 planned segments are added, changed, moved, removed, also while open', () => {
  const one = { form: 'stance', title: '表态', minutes: 5 } as const;
  const usual = pack.session.presets['questions-answers-debate']!.segments.find(({ form }) => form === 'stance')!.turn;
  const added = session.given(...begun).when({ type: 'addSegment', ...one, before: 'wrap' }, host, { id: 'new' });
  const state = added.then({ type: 'segmentAdded', segment: { id: 'new', topic: null, turn: usual, ...one }, before: 'wrap' }) as Session;
  expect(state.segments.map(({ id }) => id)).toEqual(['ask', 'argue', 'new', 'wrap']);
  const moved = session
    .given(...begun)
    .when({ type: 'moveSegment', segment: 'argue', before: null }, host)
    .then({ type: 'segmentMoved', segment: 'argue', before: null }) as Session;
  expect(moved.segments.map(({ id }) => id)).toEqual(['ask', 'wrap', 'argue']);
  const removed = session
    .given(...begun)
    .when({ type: 'removeSegment', segment: 'argue' }, host)
    .then({ type: 'segmentRemoved', segment: 'argue' }) as Session;
  expect(removed.segments.map(({ id }) => id)).toEqual(['ask', 'wrap']);
  const revised = session.given(...begun).when({ type: 'reviseSegment', segment: 'argue', minutes: 30 }, host);
  revised.then({ type: 'segmentRevised', segment: { id: 'argue', form: 'debate', title: '辩论', topic: null, minutes: 30, turn: 120 } });
});

test('S22 what has begun stays, and nothing is put before it', () => {
  session
    .given(...begun)
    .when({ type: 'moveSegment', segment: 'ask', before: null }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'removeSegment', segment: 'ask' }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'reviseSegment', segment: 'ask', minutes: 5 }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'moveSegment', segment: 'wrap', before: 'ask' }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'addSegment', form: 'stance', title: '表态', minutes: 5, before: 'ask' }, host)
    .thenRefused('segment-begun');
  session
    .given(...begun)
    .when({ type: 'removeSegment', segment: 'argue' }, recorder)
    .thenRefused('not-host');
});

test('S22 an agenda is set as a whole while preparing', () => {
  const segment = { form: 'briefing', title: '通报', minutes: 10, turn: 300 } as const;
  const set = session
    .given(...preparing)
    .when({ type: 'setAgenda', segments: [segment, { ...segment, id: 'ask', topic: 't-1' }] }, host, { id: 'new' });
  set.then({
    type: 'agendaSet',
    segments: [
      { ...segment, id: 'new-1', topic: null },
      { ...segment, id: 'ask', topic: 't-1' },
    ],
  });
  const twice = {
    type: 'setAgenda',
    segments: [
      { ...segment, id: 'a' },
      { ...segment, id: 'a' },
    ],
  } as const;
  session
    .given(...preparing)
    .when({ ...twice, segments: [...twice.segments] }, host)
    .thenRefused('segment-twice');
  session
    .given(...preparing)
    .when({ type: 'setAgenda', segments: [{ ...segment, topic: 't-9' }] }, host)
    .thenRefused('topic-unknown');
  session
    .given(...open)
    .when({ type: 'setAgenda', segments: [segment] }, host)
    .thenRefused('not-preparing');
});

test('S23 the clock counts only while it runs', () => {
  const past = [...begun, ...later(4 * minute, { type: 'clockPaused', segment: 'ask' })];
  expect(clockAt(after(...past), 10)).toMatchObject({ budget: 20 * minute, used: 4 * minute, left: 16 * minute, running: false });
  session
    .given(...past)
    .when({ type: 'pauseClock' }, host)
    .thenRefused('clock-paused');
  const resumed = [...past, ...later(10 * minute, { type: 'clockResumed', segment: 'ask' })];
  expect(clockAt(after(...resumed), 11)).toMatchObject({ used: 5 * minute, running: true });
  session
    .given(...resumed)
    .when({ type: 'resumeClock' }, host)
    .thenRefused('clock-running');
  session
    .given(...open)
    .when({ type: 'pauseClock' }, host)
    .thenRefused('no-segment');
  session
    .given(...open)
    .when({ type: 'resumeClock' }, host)
    .thenRefused('no-segment');
  expect(clockAt(after(...open), 1)).toBeNull();
});

test('S24 extended and skipped with a reason', () => {
  const extend = { type: 'extendSegment', minutes: 5, reason: '问题多' } as const;
  const longer = session
    .given(...begun)
    .when(extend, host)
    .then({ type: 'segmentExtended', segment: 'ask', minutes: 5, reason: '问题多' });
  expect(clockAt(longer, 0)).toMatchObject({ budget: 25 * minute });
  const skip = { type: 'skipSegment', reason: '时间不够' } as const;
  const state = session
    .given(...begun)
    .when(skip, at(host, start + minute))
    .then({ type: 'segmentSkipped', segment: 'ask', reason: '时间不够' });
  expect(state).toMatchObject({ segments: [{ stage: 'skipped', used: minute, reason: '时间不够' }, {}, {}] });
  session
    .given(...begun)
    .when({ ...skip, segment: 'wrap' }, host)
    .then({ type: 'segmentSkipped', segment: 'wrap', reason: '时间不够' });
  session
    .given(...open)
    .when(skip, host)
    .thenRefused('no-segment');
  session
    .given(...open)
    .when(extend, host)
    .thenRefused('no-segment');
  session
    .given(...begun, { type: 'segmentStarted', segment: 'wrap' })
    .when({ ...skip, segment: 'ask' }, host)
    .thenRefused('segment-begun');
});

test('S25 the forecast follows pauses, extensions and skips', () => {
  const state = after(...begun) as Session;
  expect(end(after(...preparing), -30)).toBe(45);
  expect(end(after(...preparing), 10)).toBe(55);
  expect(end(state, 5)).toBe(45);
  expect(end(state, 30)).toBe(55);
  expect((plannedEnd(state) - start) / minute).toBe(45);
  expect(end(after(...begun, { type: 'segmentExtended', segment: 'ask', minutes: 5, reason: '-' }), 5)).toBe(50);
  expect(end(after(...begun, { type: 'segmentSkipped', segment: 'argue', reason: '-' }), 5)).toBe(30);
  const paused = after(...begun, ...later(4 * minute, { type: 'clockPaused', segment: 'ask' }));
  expect(end(paused, 10)).toBe(51);
  expect(end(after(...begun, ...later(40 * minute, { type: 'closed' })), 60)).toBe(40);
  expect(forecast(after(...preparing, { type: 'cancelled', reason: '-' }), start)).toBeNull();
});

test('S25 what is added or removed while the session runs shows as drift from the plan', () => {
  const more = { id: 'more', form: 'stance', title: '表态', topic: null, minutes: 12, turn: 60 } as const;
  const state = after(...begun, { type: 'segmentAdded', segment: more, before: null }) as Session;
  expect((forecast(state, start)! - plannedEnd(state)) / minute).toBe(12);
  const less = after(...begun, { type: 'segmentRemoved', segment: 'wrap' }) as Session;
  expect((forecast(less, start)! - plannedEnd(less)) / minute).toBe(-10);
});
