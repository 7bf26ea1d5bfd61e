import { describe, expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import type { Session } from '#shared/sessions/state.ts';
import { shownScene } from '#web/lib/sessions/screen/scene.ts';
import { phaseOf } from '#web/lib/sessions/stance.ts';
import { story } from '#web/lib/sessions/story.ts';
import { fold } from '../given/given.ts';
import { begun, open, preparing } from '../sessions/hall.ts';

const after = (...events: readonly SessionEvent[]): Session => {
  const state = fold(sessions, events);
  if (state.stage === 'none') throw new Error('the session was not convened');
  return state;
};
const asked = (question: string, parent: string | null = null): SessionEvent => ({
  ...{ type: 'questionAsked', question, asker: 'g-zhang', anonymous: false, text: '何时修好？', topic: null, to: null, parent },
});

describe('what the hall sees', () => {
  test('follows the segment until the host chooses', () => {
    expect(shownScene(after(...preparing))).toBe('welcome');
    expect(shownScene(after(...open))).toBe('welcome');
    expect(shownScene(after(...begun))).toBe('questions');
    expect(shownScene(after(...begun, { type: 'segmentStarted', segment: 'argue' }))).toBe('debate');
    expect(shownScene(after(...begun, { type: 'segmentStarted', segment: 'wrap' }))).toBe('lists');
    expect(shownScene(after(...begun, { type: 'sceneShown', scene: 'agenda' }))).toBe('agenda');
  });

  test('after the close only the lists or the thanks', () => {
    expect(shownScene(after(...begun, { type: 'sceneShown', scene: 'debate' }, { type: 'closed' }))).toBe('thanks');
    expect(shownScene(after(...begun, { type: 'sceneShown', scene: 'lists' }, { type: 'closed' }))).toBe('lists');
  });
});

describe('a session in figures', () => {
  test('counts what stands, and names what still needs an answer', () => {
    const told = story(
      after(
        ...begun,
        asked('q1'),
        asked('q2'),
        asked('q3'),
        { type: 'questionRaised', question: 'q1' },
        { type: 'questionDeclined', question: 'q3', reason: '重复', text: '' },
      ),
    );
    expect(told).toMatchObject({ present: 8, questions: 2, answered: 0, unanswered: 1, turns: 0, commitments: 0 });
  });
});

test('a stance is one before the argument until the segment says otherwise', () => {
  expect([null, 'questions', 'debate'].map((form) => phaseOf(form as 'debate'))).toEqual(['before', 'before', 'before']);
  expect((['stance', 'wrap-up', 'sign-off'] as const).map(phaseOf)).toEqual(['after', 'after', 'after']);
});
