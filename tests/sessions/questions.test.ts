import { expect, test } from 'vitest';
import { house } from '#shared/core/actor.ts';
import { supportOf } from '#shared/sessions/duplicates.ts';
import type { EventOf, SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import { at, fold, officer, start } from '../given/given.ts';
import { answered, asked, begun, host, housing, li, raised, recorder, session, stranger, wang, water, zhang } from './hall.ts';

const queued = [...begun, asked(zhang)];
const up = [...queued, raised];
const done = [...up, answered()];
const q = 'q-1';
const child = (more: Partial<EventOf<'questionAsked'>> = {}) => asked(li, { question: 'q-2', parent: q, text: '那费用呢？', ...more });

test('S40 how many seconded it is kept once, by the house, also after the session', () => {
  const keep = { type: 'keepSupport', support: { [q]: 3, 'q-9': 2 } } as const;
  const kept = { type: 'supportKept', support: { [q]: 3 } } as const;
  const over = [...done, { type: 'closed' } as const];
  expect(
    session
      .given(...over)
      .when(keep, house(start))
      .then(kept),
  ).toMatchObject({ questions: [{ support: 3 }] });
  session
    .given(...over, kept)
    .when({ ...keep, support: { [q]: 4 } }, house(start))
    .then();
  session
    .given(...over)
    .when({ ...keep, support: { 'q-9': 2 } }, house(start))
    .then();
  session
    .given(...over)
    .when(keep, host)
    .thenRefused('not-house');
});

test('S40 records of 0.1.0 count as they were told then', () => {
  const old = (person: string, question = q) => ({ type: 'questionSeconded', question, person }) as const;
  const two = [...queued, asked(li, { question: 'q-2' }), old(wang.id), old(wang.id, 'q-2'), old(housing.id, 'q-2')];
  const supportAfter = (...more: readonly SessionEvent[]): number => {
    const state = fold(sessions, [...two, ...more]) as Session;
    return supportOf(state, state.questions[0]!);
  };
  expect(supportAfter()).toBe(1);
  expect(supportAfter({ type: 'questionMerged', question: 'q-2', into: q })).toBe(2);
  expect(supportAfter({ type: 'secondWithdrawn', question: q, person: wang.id })).toBe(0);
});

test('S41 the host raises, and puts back what has no answer', () => {
  const raise = { type: 'raiseQuestion', question: q } as const;
  expect(
    session
      .given(...queued)
      .when(raise, at(host, start + 5))
      .then(raised),
  ).toMatchObject({ questions: [{ stage: 'raised', raisedAt: start + 5 }] });
  session
    .given(...queued)
    .when(raise, zhang)
    .thenRefused('not-host');
  session
    .given(...up)
    .when(raise, host)
    .thenRefused('question-not-queued');
  const back = { type: 'returnToQueue', question: q } as const;
  expect(
    session
      .given(...up)
      .when(back, host)
      .then({ type: 'questionReturned', question: q }),
  ).toMatchObject({ questions: [{ stage: 'queued', raisedAt: null }] });
  session
    .given(...done)
    .when(back, host)
    .thenRefused('question-answered');
  session
    .given(...queued)
    .when(back, host)
    .thenRefused('question-not-raised');
});

const answer = { type: 'answerQuestion', question: q, kind: 'on-the-spot', text: '年底前装好。' } as const;

test('S42 an officer of the department answers', () => {
  const state = session
    .given(...up)
    .when(answer, housing, { id: 'a-1' })
    .then(answered());
  expect(state).toMatchObject({
    questions: [{ stage: 'answered', answers: [{ id: 'a-1', by: housing.id, department: 'housing', at: start }] }],
  });
  session
    .given(...up)
    .when(answer, water)
    .thenRefused('not-your-department');
  session
    .given(...up)
    .when(answer, zhang)
    .thenRefused('not-officer');
  session
    .given(...queued)
    .when(answer, housing)
    .thenRefused('question-not-raised');
  session
    .given(...up)
    .when({ ...answer, question: 'q-9' }, housing)
    .thenRefused('question-unknown');
  session
    .given(...begun, asked(zhang, { to: null }), raised)
    .when(answer, water, { id: 'a-1' })
    .then(answered({ answerer: water.id, department: 'water' }));
  session
    .given(...up)
    .when(answer, officer('u-housing-2', 'housing'), { id: 'a-1' })
    .then(answered({ answerer: 'u-housing-2' }));
});

test('S42 host or recorder write down what was answered aloud', () => {
  const spoken = { ...answer, spokenBy: housing.id } as const;
  session
    .given(...up)
    .when(spoken, recorder, { id: 'a-1' })
    .then(answered());
  session
    .given(...up)
    .when({ ...answer }, host, { id: 'a-1' })
    .then(answered({ answerer: null }));
  session
    .given(...up)
    .when({ ...spoken, spokenBy: stranger.id }, recorder)
    .thenRefused('seat-unknown');
  session
    .given(...up)
    .when({ ...answer, spokenBy: water.id }, housing)
    .thenRefused('not-your-department');
});

test('S43 four kinds of answer', () => {
  const given = { type: 'answerQuestion', question: q, text: '研究后答复。' } as const;
  session
    .given(...up)
    .when({ ...given, kind: 'later', dueOn: '2026-10-30' }, housing, { id: 'a-1' })
    .then(answered({ kind: 'later', text: given.text, dueOn: '2026-10-30' }));
  session
    .given(...up)
    .when({ ...given, kind: 'later', dueOn: '2026-10-23' }, housing)
    .thenRefused('day-past');
  session
    .given(...up)
    .when({ ...given, kind: 'later', dueOn: '2026-10-24' }, housing, { id: 'a-1' })
    .then(answered({ kind: 'later', text: given.text, dueOn: '2026-10-24' }));
  session
    .given(...up)
    .when({ ...given, kind: 'transferred', department: 'water' }, housing, { id: 'a-1' })
    .then(answered({ kind: 'transferred', text: given.text, transferredTo: 'water' }));
  session
    .given(...up)
    .when({ ...given, kind: 'not-ours', reason: '属电力公司' }, housing, { id: 'a-1' })
    .then(answered({ kind: 'not-ours', text: given.text, reason: '属电力公司' }));
});

test('S44 a later answer is due as the rule pack says', () => {
  const late = { ...answer, kind: 'later' } as const;
  session
    .given(...up)
    .when(late, housing, { id: 'a-1' })
    .then(answered({ kind: 'later', dueOn: '2026-10-26' }));
});

test('S45 passed on, it is the other department that answers', () => {
  const passed = [...up, answered({ kind: 'transferred', transferredTo: 'water' })];
  session
    .given(...passed)
    .when(answer, housing)
    .thenRefused('not-your-department');
  const state = session
    .given(...passed)
    .when(answer, water, { id: 'a-2' })
    .then(answered({ answer: 'a-2', answerer: water.id, department: 'water' }));
  expect(state).toMatchObject({ questions: [{ to: 'water', answers: [{ id: 'a-1' }, { id: 'a-2' }] }] });
});

test('S46 a follow-up is raised at once when its question was answered', () => {
  const follow = { type: 'followUp', question: q, text: '那费用呢？' } as const;
  session
    .given(...done)
    .when(follow, li, { id: 'q-2' })
    .then(child(), { type: 'questionRaised', question: 'q-2' });
  session
    .given(...up)
    .when(follow, li, { id: 'q-2' })
    .then(child());
  session
    .given(...queued)
    .when(follow, li)
    .thenRefused('question-not-raised');
  session
    .given(...done, { type: 'questionSettled', question: q })
    .when(follow, li)
    .thenRefused('question-over');
  session
    .given(...done)
    .when(follow, stranger)
    .thenRefused('not-seated');
});

test('S47 settled by asker, host or recorder, once everything is answered', () => {
  const settle = { type: 'settleQuestion', question: q } as const;
  for (const actor of [zhang, host, recorder])
    session
      .given(...done)
      .when(settle, actor)
      .then({ type: 'questionSettled', question: q });
  session
    .given(...done)
    .when(settle, li)
    .thenRefused('not-your-question');
  session
    .given(...up)
    .when(settle, zhang)
    .thenRefused('question-not-answered');
  const open = [...done, child(), { type: 'questionRaised', question: 'q-2' } as const];
  session
    .given(...open)
    .when(settle, zhang)
    .thenRefused('follow-ups-open', { details: { open: 1 } });
  session
    .given(...open, answered({ question: 'q-2', answer: 'a-2' }))
    .when(settle, zhang)
    .then({ type: 'questionSettled', question: q });
});

test('S48 what waits is declined with a reason, or taken back', () => {
  const decline = { type: 'declineQuestion', question: q, reason: '与议题无关' } as const;
  const state = session
    .given(...queued)
    .when(decline, host)
    .then({ type: 'questionDeclined', question: q, reason: decline.reason, text: asked(zhang).text });
  expect(state).toMatchObject({ questions: [{ stage: 'declined', reason: decline.reason, text: asked(zhang).text }] });
  session
    .given(...up)
    .when(decline, host)
    .thenRefused('question-not-queued');
  session
    .given(...queued)
    .when(decline, recorder)
    .thenRefused('not-host');
  const back = { type: 'withdrawQuestion', question: q } as const;
  session
    .given(...queued)
    .when(back, zhang)
    .then({ type: 'questionWithdrawn', question: q, text: asked(zhang).text });
  session
    .given(...queued)
    .when(back, li)
    .thenRefused('not-your-question');
  session
    .given(...up)
    .when(back, zhang)
    .thenRefused('question-not-queued');
});

test('S49 a hidden asker stays hidden when following up', () => {
  const hidden = [...begun, asked(zhang, { anonymous: true }), raised];
  const follow = { type: 'followUp', question: q, text: '那费用呢？' } as const;
  session
    .given(...hidden)
    .when(follow, zhang, { id: 'q-2' })
    .then(child({ asker: zhang.id, anonymous: true }));
  session
    .given(...hidden)
    .when(follow, li, { id: 'q-2' })
    .then(child());
  session
    .given(...hidden)
    .when({ ...follow, anonymous: false }, zhang, { id: 'q-2' })
    .then(child({ asker: zhang.id }));
});

test('S50 written down for somebody in the hall', () => {
  const ask = { type: 'ask', text: asked(zhang).text, to: 'housing', topic: 't-1', onBehalfOf: zhang.id } as const;
  session
    .given(...begun)
    .when(ask, recorder, { id: q })
    .then(asked(zhang));
  session
    .given(...begun)
    .when({ ...ask, onBehalfOf: undefined }, zhang, { id: q })
    .then(asked(zhang));
  session
    .given(...begun)
    .when(ask, wang)
    .thenRefused('not-host-or-recorder');
  session
    .given(...begun)
    .when({ ...ask, onBehalfOf: stranger.id }, recorder)
    .thenRefused('seat-unknown');
  session
    .given(...begun)
    .when({ ...ask, topic: 't-9' }, recorder)
    .thenRefused('topic-unknown');
  session
    .given(...begun)
    .when({ type: 'ask', text: '问' }, stranger)
    .thenRefused('not-seated');
});
