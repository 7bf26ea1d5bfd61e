import { stands } from '#shared/sessions/duplicates.ts';
import type { Session } from '#shared/sessions/state.ts';

/** One thing said in the session, as whoever writes lists or minutes chooses from it. */
export interface Said {
  readonly kind: 'question' | 'answer' | 'turn' | 'commitment';
  readonly id: string;
  /** When it was said; null where nobody noted it. */
  readonly at: number | null;
  readonly text: string;
  readonly by: string;
  /** Whom it asks, or who promised. */
  readonly department: string | null;
  /** `YYYY-MM-DD` of a commitment. */
  readonly due: string | null;
}

/** Commitments first, since they bind somebody; then questions with their answers, and turns of which something was noted. */
export const factsOf = (
  session: Session,
  say: { readonly name: (person: string) => string; readonly department: (id: string | null) => string; readonly anonymous: string },
): readonly Said[] => {
  const by = (person: string | null): string => (person === null ? '' : person === '' ? say.anonymous : say.name(person));
  const commitments = session.commitments
    .filter(({ stage }) => stage !== 'refused')
    .map((one): Said => ({
      kind: 'commitment',
      id: one.id,
      at: one.at,
      text: one.what,
      by: by(one.by) || say.department(one.department),
      department: one.department,
      due: one.due,
    }));
  const questions = session.questions
    .filter((one) => stands(one) && one.stage !== 'declined' && one.stage !== 'withdrawn' && one.text !== '')
    .flatMap((one): Said[] => [
      { kind: 'question', id: one.id, at: one.raisedAt ?? one.askedAt, text: one.text, by: by(one.by), department: one.to, due: null },
      ...one.answers.map((answer): Said => ({
        kind: 'answer',
        id: answer.id,
        at: answer.at,
        text: answer.text,
        by: by(answer.by) || say.department(answer.department),
        department: answer.department,
        due: answer.dueOn,
      })),
    ]);
  const turns = session.floor.turns
    .filter(({ startedAt }) => startedAt !== null)
    .map((one): Said => ({
      kind: 'turn',
      id: one.id,
      at: one.startedAt,
      text: one.note ?? by(one.person),
      by: by(one.person),
      department: null,
      due: null,
    }));
  return [...commitments, ...questions, ...turns];
};
