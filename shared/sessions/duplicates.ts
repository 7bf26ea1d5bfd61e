/**
 * Questions that say the same. A merged one keeps its asker and its place in the list untouched and only points to the other, and the
 * ballots count the two together. So un-merging restores exactly what was.
 */
import { refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import type { EventOf } from './events.ts';
import { changed, withId, type Deciders, type Evolvers } from './rule.ts';
import type { Question, Session, SessionRefusal } from './state.ts';

type Asked = Pick<Session, 'questions'>;

/** Merged into this one directly. */
export const membersOf = ({ questions }: Asked, id: string): readonly Question[] => questions.filter((one) => one.mergedInto === id);

/** The question with all that say the same, itself first. A question is never merged into one that was merged, so this ends. */
export const familyOf = (session: Asked, question: Question): readonly Question[] => [
  question,
  ...membersOf(session, question.id).flatMap((one) => familyOf(session, one)),
];

/** The question that stands for this one: itself unless it was merged. */
export const standingFor = (session: Asked, question: Question): Question => {
  const into = withId(session.questions, question.mergedInto);
  return into ? standingFor(session, into) : question;
};

/** How many seconded it or what says the same, each once, as far as the session itself knows: from the close on, and in older records. */
export const supportOf = (session: Asked, question: Question): number =>
  question.support ?? new Set(familyOf(session, question).flatMap(({ seconders }) => seconders)).size;

/** What stands in the lists: not merged into another, and let into the room. */
export const stands = ({ mergedInto, hidden }: Question): boolean => mergedInto === null && !hidden;

const target = (session: Session, id: string): Question | Refusal<SessionRefusal> => {
  const into = withId(session.questions, id);
  if (!into) return refuse('question-unknown');
  if (into.mergedInto !== null) return refuse('question-merged');
  if (into.stage === 'held') return refuse('question-held');
  return into.stage === 'queued' || into.stage === 'raised' || into.stage === 'answered' ? into : refuse('question-over');
};

export const duplicateDeciders: Deciders<CommandOf<'mergeQuestion'> | CommandOf<'unmergeQuestion'> | CommandOf<'directQuestion'>> = {
  mergeQuestion({ question: id, into: other }, session) {
    const question = withId(session.questions, id);
    if (!question) return refuse('question-unknown');
    if (id === other) return refuse('merge-into-self');
    if (question.mergedInto !== null) return refuse('question-merged');
    // What was raised is owed an answer of its own.
    if (question.stage !== 'queued') return refuse(question.stage === 'held' ? 'question-held' : 'question-not-queued');
    const into = target(session, other);
    return 'refused' in into ? into : [{ type: 'questionMerged', question: id, into: into.id }];
  },
  unmergeQuestion({ question: id }, session) {
    const question = withId(session.questions, id);
    if (!question) return refuse('question-unknown');
    if (question.stage !== 'queued') return refuse('question-over');
    return question.mergedInto === null ? refuse('question-not-merged') : [{ type: 'questionUnmerged', question: id }];
  },
  directQuestion({ question: id, to }, session) {
    const question = withId(session.questions, id);
    if (!question) return refuse('question-unknown');
    if (question.mergedInto !== null) return refuse('question-merged');
    if (question.stage !== 'queued' && question.stage !== 'raised')
      return refuse(question.stage === 'held' ? 'question-held' : question.stage === 'answered' ? 'question-answered' : 'question-over');
    return question.to === to ? [] : [{ type: 'questionDirected', question: id, to }];
  },
};

const on = (session: Session, id: string, change: Partial<Question>): Session => ({
  ...session,
  questions: changed(session.questions, id, (one) => ({ ...one, ...change })),
});

export const duplicateEvolvers: Evolvers<EventOf<'questionMerged'> | EventOf<'questionUnmerged'> | EventOf<'questionDirected'>> = {
  questionMerged: (session, { question, into }) => on(session, question, { mergedInto: into }),
  questionUnmerged: (session, { question }) => on(session, question, { mergedInto: null }),
  questionDirected: (session, { question, to }) => on(session, question, { to }),
};
