import { currentSegment } from '#shared/sessions/clock.ts';
import { stands } from '#shared/sessions/duplicates.ts';
import type { Segment, Session } from '#shared/sessions/state.ts';

/** A session in a few figures: for whoever comes late, for the end, for the big screen. */
export interface Story {
  readonly segment: Segment | null;
  readonly present: number;
  readonly speakers: number;
  readonly turns: number;
  readonly questions: number;
  readonly answered: number;
  /** Raised and not answered: the session cannot be closed before. */
  readonly unanswered: number;
  readonly commitments: number;
  readonly confirmed: number;
}

export const story = (session: Session): Story => {
  const spoken = session.floor.turns.filter((turn) => turn.startedAt !== null);
  const questions = session.questions.filter((one) => stands(one) && one.stage !== 'declined' && one.stage !== 'withdrawn');
  const commitments = session.commitments.filter(({ stage }) => stage !== 'refused');
  return {
    segment: currentSegment(session),
    present: Object.values(session.seats).filter(({ left }) => left === null).length,
    speakers: new Set(spoken.map(({ person }) => person)).size,
    turns: spoken.length,
    questions: questions.length,
    answered: questions.filter(({ answers }) => answers.length > 0).length,
    unanswered: questions.filter(({ stage }) => stage === 'raised').length,
    commitments: commitments.length,
    confirmed: commitments.filter(({ stage }) => stage === 'confirmed' || stage === 'amended').length,
  };
};
