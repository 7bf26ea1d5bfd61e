import { expect, test } from 'vitest';
import type { CommandOf } from '#shared/sessions/commands.ts';
import type { EventOf } from '#shared/sessions/events.ts';
import type { Session } from '#shared/sessions/state.ts';

import { answered, asked, begun, given, host, housing, li, raised, recorder, requested, session, water, zhang } from './hall.ts';

const said = [...begun, requested(zhang), given(zhang, 'turn-1'), asked(zhang), raised, answered()];
const capture: CommandOf<'captureCommitment'> = {
  type: 'captureCommitment',
  answer: 'a-1',
  department: 'housing',
  what: '三号楼电梯开工',
  due: '2026-12-31',
};
const captured: EventOf<'commitmentCaptured'> = {
  ...{ type: 'commitmentCaptured', commitment: 'c-1', question: 'q-1', answer: 'a-1', turn: null },
  ...{ department: 'housing', what: '三号楼电梯开工', due: '2026-12-31' },
};
const c = { commitment: 'c-1' } as const;

test('S51 captured from an answer, a question or a turn, with department and day', () => {
  const state = session
    .given(...said)
    .when(capture, recorder, { id: 'c-1' })
    .then(captured);
  expect(state).toMatchObject({ commitments: [{ id: 'c-1', stage: 'captured', department: 'housing', due: '2026-12-31', by: null }] });
  const bare = { ...capture, answer: undefined };
  session
    .given(...said)
    .when({ ...bare, turn: 'turn-1' }, host, { id: 'c-1' })
    .then({ ...captured, question: null, answer: null, turn: 'turn-1' });
  session
    .given(...said)
    .when({ ...bare, question: 'q-1' }, host, { id: 'c-1' })
    .then({ ...captured, answer: null });
  for (const source of [{}, { question: 'q-9' }, { turn: 'turn-9' }, { answer: 'a-9' }, { answer: 'a-1', question: 'q-9' }])
    session
      .given(...said)
      .when({ ...bare, ...source }, host)
      .thenRefused('source-unknown');
  session
    .given(...said)
    .when({ ...capture, due: '2026-10-23' }, host)
    .thenRefused('day-past');
  session
    .given(...said)
    .when(capture, housing)
    .thenRefused('not-host-or-recorder');
});

test('S53 the department itself confirms, amends or refuses, once', () => {
  const there = [...said, captured, { type: 'turnEnded', turn: 'turn-1' } as const];
  const after = [...there, { type: 'closed' } as const];
  for (const past of [there, after]) {
    const state = session
      .given(...past)
      .when({ type: 'confirmCommitment', ...c }, housing)
      .then({ type: 'commitmentConfirmed', ...c, officer: housing.id });
    expect(state).toMatchObject({ commitments: [{ stage: 'confirmed', by: housing.id }] });
  }
  const amend = { what: '三号楼电梯完成招标', due: '2026-11-30', reason: '需先招标' };
  const amended = session
    .given(...there)
    .when({ type: 'amendCommitment', ...c, ...amend }, housing)
    .then({ type: 'commitmentAmended', ...c, officer: housing.id, ...amend });
  expect(amended).toMatchObject({ commitments: [{ stage: 'amended', ...amend }] });
  session
    .given(...there)
    .when({ type: 'amendCommitment', ...c, ...amend, due: '2026-01-01' }, housing)
    .thenRefused('day-past');
  const refused = session.given(...there).when({ type: 'refuseCommitment', ...c, reason: '没有资金' }, housing);
  refused.then({ type: 'commitmentRefused', ...c, officer: housing.id, reason: '没有资金' });
  const confirm = { type: 'confirmCommitment', ...c } as const;
  session
    .given(...there)
    .when(confirm, water)
    .thenRefused('not-your-department');
  session
    .given(...there)
    .when(confirm, host)
    .thenRefused('not-officer');
  session
    .given(...said)
    .when(confirm, housing)
    .thenRefused('commitment-unknown');
  session
    .given(...there, { type: 'commitmentConfirmed', ...c, officer: housing.id })
    .when(confirm, housing)
    .thenRefused('commitment-decided');
});

test('S54 one motion at a time, the one before is kept', () => {
  const first = { type: 'motionSet', motion: 'm-1', text: '先装电梯还是先修管网' } as const;
  session
    .given(...begun)
    .when({ type: 'setMotion', text: first.text }, host, { id: 'm-1' })
    .then(first);
  session
    .given(...begun, first)
    .when({ type: 'setMotion', text: first.text }, host)
    .then();
  const side = { type: 'sideTaken', person: li.id, side: 'for' } as const;
  const state = session
    .given(...begun, first, side)
    .when({ type: 'setMotion', text: '是否分期' }, host, { id: 'm-2' })
    .then({ type: 'motionSet', motion: 'm-2', text: '是否分期' });
  expect(state).toMatchObject({
    debate: { motion: { id: 'm-2' }, sides: {} },
    earlierDebates: [{ motion: { id: 'm-1' }, sides: { [li.id]: 'for' } }],
  });
  session
    .given(...begun)
    .when({ type: 'takeSide', side: 'for' }, li)
    .thenRefused('no-motion');
  session
    .given(...begun)
    .when({ type: 'setStance', phase: 'before', value: 50 }, li)
    .thenRefused('no-motion');
  session
    .given(...begun)
    .when({ type: 'setMotion', text: '辩题' }, zhang)
    .thenRefused('not-host');
});

test('S55 side and stance may change, each person counts once, movement is counted', () => {
  const motion = { type: 'motionSet', motion: 'm-1', text: '先装电梯' } as const;
  const side = { type: 'sideTaken', person: li.id, side: 'for' } as const;
  session
    .given(...begun, motion)
    .when({ type: 'takeSide', side: 'for' }, li)
    .then(side);
  session
    .given(...begun, motion, side)
    .when({ type: 'takeSide', side: 'for' }, li)
    .then();
  session
    .given(...begun, motion, side)
    .when({ type: 'takeSide', side: 'against' }, li)
    .then({ ...side, side: 'against' });
  const stance = (phase: 'before' | 'after', value: number, previous: number | null, other: number | null) =>
    ({ type: 'stanceSet', person: li.id, phase, value, previous, other }) as const;
  const past = [...begun, motion, stance('before', 20, null, null), { ...stance('before', 100, null, null), person: zhang.id }];
  session
    .given(...past)
    .when({ type: 'setStance', phase: 'before', value: 20 }, li)
    .then();
  const state = session
    .given(...past, stance('before', 40, 20, null), stance('after', 30, null, 40))
    .when({ type: 'setStance', phase: 'after', value: 80 }, li)
    .then(stance('after', 80, 30, 40)) as Session;
  expect(state.debate).toMatchObject({
    before: { count: 2, sum: 140, steps: [0, 0, 1, 0, 1] },
    after: { count: 1, sum: 80, steps: [0, 0, 0, 0, 1] },
    moved: { towards: 1, away: 0, same: 0 },
    stances: { [li.id]: { before: 40, after: 80 }, [zhang.id]: { before: 100, after: null } },
  });
});
