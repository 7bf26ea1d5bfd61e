import { expect, test } from 'vitest';
import { house } from '#shared/core/actor.ts';
import type { SessionCommand } from '#shared/sessions/commands.ts';
import { convene } from './convene.ts';
import { fold, pack, start } from '../given/given.ts';
import { sessions } from '#shared/sessions/kind.ts';
import {
  admin,
  answered,
  asked,
  begun,
  convened,
  convener,
  given,
  host,
  open,
  preparing,
  raised,
  recorder,
  requested,
  session,
  stranger,
  zhang,
} from './hall.ts';

test('S1 a convener convenes and becomes host', () => {
  const { outcome } = session.given().when(convene, convener);
  expect(outcome).toMatchObject([
    { type: 'convened', title: convene.title, convener: convener.id },
    { type: 'seated', person: convener.id, roles: ['host'], personal: { subject: convener.id, facts: { name: '召集人' } } },
  ]);
  expect(session.given().when(convene, admin).outcome).toHaveLength(2);
});

test('S1 nobody else convenes, and nobody twice', () => {
  session.given().when(convene, zhang).thenRefused('not-convener');
  session
    .given()
    .when(convene, { ...zhang, id: '' })
    .thenRefused('nobody');
  session.given(convened).when(convene, convener).thenRefused('already-convened');
});

test('S2 the preset gives the agenda; placard and answer time are written down', () => {
  const preset = pack.session.presets[convene.preset]!;
  const { outcome } = session.given().when(convene, convener);
  expect(outcome).toMatchObject([{ segments: preset.segments, placard: pack.session.placard, answerLater: pack.session.answerLater }, {}]);
  session
    .given()
    .when({ ...convene, preset: 'toString' }, convener)
    .thenRefused('preset-unknown');
});

test('S3 preparing, open, closed', () => {
  const opened = session
    .given(...preparing)
    .when({ type: 'open' }, host)
    .then({ type: 'opened' });
  expect(opened).toMatchObject({ stage: 'open', openedAt: start });
  const closed = session
    .given(...begun)
    .when({ type: 'close' }, host)
    .then({ type: 'closed' });
  expect(closed).toMatchObject({
    stage: 'closed',
    closedAt: start,
    segments: [{ stage: 'done' }, { stage: 'planned' }, { stage: 'planned' }],
  });
});

test('S3 called off with a reason, while preparing only', () => {
  const reason = '台风';
  const state = session
    .given(...preparing)
    .when({ type: 'cancel', reason }, host)
    .then({ type: 'cancelled', reason });
  expect(state).toMatchObject({ stage: 'cancelled', reason, cancelledAt: start });
  session
    .given(...open)
    .when({ type: 'cancel', reason }, host)
    .thenRefused('not-preparing');
  session
    .given(...preparing, { type: 'cancelled', reason })
    .when({ type: 'open' }, host)
    .thenRefused('session-over');
  session
    .given(...open)
    .when({ type: 'open' }, host)
    .thenRefused('not-preparing');
  session
    .given(...preparing)
    .when({ type: 'close' }, host)
    .thenRefused('not-open');
  session.given().when({ type: 'open' }, host).thenRefused('not-convened');
});

test('S4 what is revised is said whole, with the topics that came and went', () => {
  const topics = [{ id: 't-2', title: '停车' }];
  const state = session
    .given(...preparing)
    .when({ type: 'revise', place: '社区活动室', topics }, host)
    .then({
      ...{
        type: 'revised',
        title: convened.title,
        topics,
        place: '社区活动室',
        startsAt: start,
        publicity: 'invited',
        asksRealName: false,
      },
      ...{ added: ['t-2'], removed: ['t-1'] },
    });
  expect(state).toMatchObject({ place: '社区活动室', topics });
  session
    .given(...preparing)
    .when({ type: 'revise', place: convened.place }, host)
    .then();
  session
    .given(...open)
    .when({ type: 'revise', place: '社区活动室' }, host)
    .thenRefused('not-preparing');
  session
    .given(...preparing)
    .when({ type: 'revise', place: '社区活动室' }, recorder)
    .thenRefused('not-host');
});

test('S5 the number comes from the house, once', () => {
  const take = { type: 'takeNumber', year: 2026, number: 12 } as const;
  expect(
    session
      .given(...preparing)
      .when(take, house(start))
      .then({ type: 'numbered', year: 2026, number: 12 }),
  ).toMatchObject({ number: { year: 2026, number: 12 } });
  session
    .given(...preparing, { type: 'numbered', year: 2026, number: 11 })
    .when(take, house(start))
    .then();
  session
    .given(...preparing)
    .when(take, host)
    .thenRefused('not-house');
});

test('S6 an empty agenda is not opened', () => {
  session
    .given(...preparing, { type: 'agendaSet', segments: [] })
    .when({ type: 'open' }, host)
    .thenRefused('agenda-empty');
});

test('S7 a raised question without an answer keeps the session open', () => {
  const past = [...begun, asked(zhang), raised, asked(zhang, { question: 'q-2' })];
  session
    .given(...past)
    .when({ type: 'close' }, host)
    .thenRefused('questions-unanswered', { details: { open: 1 }, problems: [{ id: 'q-1', field: 'answer', code: 'unanswered' }] });
  session
    .given(...past, answered())
    .when({ type: 'close' }, host)
    .then({ type: 'closed' });
});

test('S8 nobody is cut off by closing', () => {
  session
    .given(...begun, requested(zhang), given(zhang))
    .when({ type: 'close' }, host)
    .thenRefused('floor-taken');
});

test('S9 what is over is over', () => {
  const closed = [...begun, asked(zhang), { type: 'closed' } as const];
  const commands: readonly SessionCommand[] = [
    { type: 'ask', text: '还有一个问题' },
    { type: 'raiseQuestion', question: 'q-1' },
    { type: 'requestFloor' },
    { type: 'nextSegment' },
    { type: 'seatPerson', person: 'x', name: '某', roles: ['resident'] },
    { type: 'setMotion', text: '辩题' },
  ];
  for (const command of commands)
    session
      .given(...closed)
      .when(command, host)
      .thenRefused('session-over');
});

test('S20 host rights: seated hosts, the convener, administrators', () => {
  for (const actor of [host, convener, admin])
    session
      .given(...preparing)
      .when({ type: 'open' }, actor)
      .then({ type: 'opened' });
  for (const actor of [recorder, zhang, stranger])
    session
      .given(...preparing)
      .when({ type: 'open' }, actor)
      .thenRefused('not-host');
  session
    .given(...preparing, { type: 'seatLeft', person: host.id })
    .when({ type: 'open' }, host)
    .thenRefused('not-host');
});

test('S20 the recorder writes and keeps time, and decides nothing', () => {
  session
    .given(...open)
    .when({ type: 'showScene', scene: 'questions' }, recorder)
    .then({ type: 'sceneShown', scene: 'questions' });
  session
    .given(...open)
    .when({ type: 'showScene', scene: 'questions' }, zhang)
    .thenRefused('not-host-or-recorder');
  session
    .given(...begun)
    .when({ type: 'pauseClock' }, recorder)
    .then({ type: 'clockPaused', segment: 'ask' });
  session
    .given(...begun, asked(zhang))
    .when({ type: 'raiseQuestion', question: 'q-1' }, recorder)
    .thenRefused('not-host');
});

test('S62 what happened to something unknown changes nothing', () => {
  const state = fold(sessions, begun);
  const unknown = { type: 'turnStarted', turn: 'nobody' } as const;
  expect(fold(sessions, [...begun, unknown])).toEqual(state);
  expect(fold(sessions, [unknown])).toEqual({ stage: 'none' });
  expect(fold(sessions, [...begun, { ...convened, title: '另一场' }])).toEqual(state);
});
