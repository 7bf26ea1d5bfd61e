import { expect, test } from 'vitest';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import { fold, record, start } from '../given/given.ts';
import { answered, asked, begun, host, li, raised, recorder, session, wang, zhang, type Past } from './hall.ts';

const holding: readonly SessionEvent[] = [...begun, { type: 'questionsHeld', hold: true }];
const held: SessionEvent = { ...asked(zhang), held: true };
const released: SessionEvent = {
  ...{ type: 'questionReleased', question: 'q-1', asker: zhang.id, anonymous: false, text: '电梯什么时候装？' },
  ...{ topic: 't-1', to: 'housing', parent: null, askedAt: start },
};
const two: readonly SessionEvent[] = [...begun, asked(zhang), asked(li, { question: 'q-2', text: '几时装电梯？' })];
const merged: SessionEvent = { type: 'questionMerged', question: 'q-2', into: 'q-1' };
const after = (...past: readonly Past[]): Session => fold(sessions, past) as Session;

test('S73 a question waits for a host before the room hears of it', () => {
  session
    .given(...begun)
    .when({ type: 'holdQuestions', hold: true }, host)
    .then({ type: 'questionsHeld', hold: true });
  session
    .given(...holding)
    .when({ type: 'holdQuestions', hold: true }, host)
    .then();
  session
    .given(...begun)
    .when({ type: 'holdQuestions', hold: true }, recorder)
    .thenRefused('not-host');
  const ask = { type: 'ask', text: '电梯什么时候装？', topic: 't-1', to: 'housing' } as const;
  const state = session
    .given(...holding)
    .when(ask, zhang, { id: 'q-1' })
    .then(held);
  expect(state).toMatchObject({ questions: [{ stage: 'held', hidden: true }] });
  for (const name of ['room', 'screen', 'public']) {
    expect(sessions.visibility.view(state, name)).toMatchObject({ questions: [], holdsQuestions: true });
    expect(sessions.visibility.see(record([held])[0]!, name, state)).toBeNull();
  }
  const open = session
    .given(...holding, held)
    .when({ type: 'releaseQuestion', question: 'q-1' }, host)
    .then(released);
  expect(sessions.visibility.view(open, 'room')).toMatchObject({ questions: [{ id: 'q-1', stage: 'queued', text: '电梯什么时候装？' }] });
});

test('S73 what host or recorder write down is not held, and nothing else happens to what is', () => {
  session
    .given(...holding)
    .when({ type: 'ask', text: '电梯什么时候装？', topic: 't-1', to: 'housing', onBehalfOf: zhang.id }, recorder, { id: 'q-1' })
    .then(asked(zhang));
  for (const type of ['raiseQuestion', 'directQuestion', 'mergeQuestion'] as const)
    session
      .given(...two, { ...asked(wang, { question: 'q-3' }), held: true })
      .when({ type, question: 'q-3', to: 'water', into: 'q-1' }, host)
      .thenRefused('question-held');
  session
    .given(...two, { ...asked(wang, { question: 'q-3' }), held: true })
    .when({ type: 'mergeQuestion', question: 'q-1', into: 'q-3' }, host)
    .thenRefused('question-held');
  session
    .given(...two)
    .when({ type: 'releaseQuestion', question: 'q-1' }, host)
    .thenRefused('question-not-held');
});

test('S74 whoever asked is told the reason, the room never hears of it', () => {
  const declined: SessionEvent = { type: 'questionDeclined', question: 'q-1', reason: '涉及隐私', text: '电梯什么时候装？', held: true };
  const state = session
    .given(...holding, held)
    .when({ type: 'declineQuestion', question: 'q-1', reason: '涉及隐私' }, host)
    .then(declined);
  expect(sessions.visibility.own?.(state, zhang)).toMatchObject({ held: [{ id: 'q-1', stage: 'declined', reason: '涉及隐私' }] });
  expect(sessions.visibility.own?.(state, li)).toBeUndefined();
  for (const name of ['room', 'screen', 'public']) {
    const told = record([...holding, held, declined]).map((recorded) => sessions.visibility.see(recorded, name, state));
    expect(JSON.stringify([told, sessions.visibility.view(state, name)])).not.toContain('涉及隐私');
  }
  session
    .given(...holding, held)
    .when({ type: 'withdrawQuestion', question: 'q-1' }, zhang)
    .then({ type: 'questionWithdrawn', question: 'q-1', text: '电梯什么时候装？', held: true });
  session
    .given(...holding, held)
    .when({ type: 'withdrawQuestion', question: 'q-1' }, li)
    .thenRefused('not-your-question');
});

test('S74 whoever asked without a name still knows it is theirs', () => {
  const state = after(...begun, asked(zhang, { anonymous: true }));
  expect(sessions.visibility.own?.(state, zhang)).toEqual({ held: [], anonymous: ['q-1'] });
});

test('S75 a held follow-up is raised when it is let in after the answer', () => {
  const past = [...begun, asked(zhang), raised, answered(), { type: 'questionsHeld', hold: true } as const];
  const child = { ...asked(li, { question: 'q-2', text: '哪个月？', parent: 'q-1' }), held: true } as const;
  session
    .given(...past)
    .when({ type: 'followUp', question: 'q-1', text: '哪个月？' }, li, { id: 'q-2' })
    .then(child);
  const follow: SessionEvent = { ...released, question: 'q-2', asker: li.id, text: '哪个月？', parent: 'q-1' };
  session
    .given(...past, child)
    .when({ type: 'releaseQuestion', question: 'q-2' }, host)
    .then(follow, { type: 'questionRaised', question: 'q-2' });
});

test('S76 two that say the same are one', () => {
  session
    .given(...two)
    .when({ type: 'mergeQuestion', question: 'q-2', into: 'q-1' }, recorder)
    .then(merged);
  for (const type of ['raiseQuestion', 'withdrawQuestion', 'declineQuestion'] as const)
    session
      .given(...two, merged)
      .when({ type, question: 'q-2', reason: '-' }, type === 'withdrawQuestion' ? li : host)
      .thenRefused('question-merged');
});

test('S76 only what waits is merged, into what stands', () => {
  const merge = { type: 'mergeQuestion', question: 'q-2', into: 'q-1' } as const;
  session
    .given(...two)
    .when(merge, zhang)
    .thenRefused('not-host-or-recorder');
  session
    .given(...two)
    .when({ ...merge, into: 'q-2' }, host)
    .thenRefused('merge-into-self');
  session
    .given(...two, { ...raised, question: 'q-2' } as SessionEvent)
    .when(merge, host)
    .thenRefused('question-not-queued');
  session
    .given(...two, merged)
    .when({ ...merge, question: 'q-1', into: 'q-2' }, host)
    .thenRefused('question-merged');
  session
    .given(...two, { type: 'questionWithdrawn', question: 'q-1', text: '' })
    .when(merge, host)
    .thenRefused('question-over');
  session
    .given(...two, raised, answered())
    .when(merge, host)
    .then(merged);
});

test('S77 un-merging restores exactly what was', () => {
  const apart = after(...two, merged, raised, answered(), { type: 'questionUnmerged', question: 'q-2' });
  expect({ ...apart, hand: null }).toEqual({ ...after(...two, raised, answered()), hand: null });
  session
    .given(...two)
    .when({ type: 'unmergeQuestion', question: 'q-2' }, host)
    .thenRefused('question-not-merged');
  session
    .given(...two, merged)
    .when({ type: 'unmergeQuestion', question: 'q-2' }, host)
    .then({ type: 'questionUnmerged', question: 'q-2' });
});

test('S78 what was merged is never dropped with the other', () => {
  const past = [...two, merged];
  session
    .given(...past)
    .when({ type: 'withdrawQuestion', question: 'q-1' }, zhang)
    .then({ type: 'questionUnmerged', question: 'q-2' }, { type: 'questionWithdrawn', question: 'q-1', text: '电梯什么时候装？' });
  const declined = { type: 'questionDeclined', reason: '与议题无关' } as const;
  session
    .given(...past)
    .when({ type: 'declineQuestion', question: 'q-1', reason: '与议题无关' }, host)
    .then({ ...declined, question: 'q-1', text: '电梯什么时候装？' }, { ...declined, question: 'q-2', text: '几时装电梯？' });
});

test('S79 host or recorder direct a question until it is answered', () => {
  const direct = { type: 'directQuestion', question: 'q-1', to: 'water' } as const;
  const state = session
    .given(...two, raised)
    .when(direct, recorder)
    .then({ type: 'questionDirected', question: 'q-1', to: 'water' });
  expect(state).toMatchObject({ questions: [{ to: 'water' }, {}] });
  session
    .given(...two)
    .when({ ...direct, to: 'housing' }, host)
    .then();
  session
    .given(...two)
    .when(direct, zhang)
    .thenRefused('not-host-or-recorder');
  session
    .given(...two, raised, answered())
    .when(direct, host)
    .thenRefused('question-answered');
});
