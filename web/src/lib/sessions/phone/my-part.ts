import type { Commitment, Question, Session } from '#shared/sessions/state.ts';

export interface Me {
  readonly me: string;
  /** Departments I speak for. */
  readonly mine: readonly string[];
  readonly asked: (question: Question) => boolean;
  readonly seconded: (question: Question) => boolean;
}

/** Promises that grew out of what I asked, seconded or said, and those my department made; newest first. */
export const concernsMe = (session: Session, { me, mine, asked, seconded }: Me): readonly Commitment[] => {
  const questions = new Set(session.questions.filter((one) => asked(one) || seconded(one)).map(({ id }) => id));
  const turns = new Set(session.floor.turns.filter((one) => one.person === me).map(({ id }) => id));
  return session.commitments
    .filter(
      (one) =>
        mine.includes(one.department) ||
        (one.question !== null && questions.has(one.question)) ||
        (one.turn !== null && turns.has(one.turn)),
    )
    .toReversed();
};
