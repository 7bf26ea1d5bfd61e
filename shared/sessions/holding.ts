/** 待审: where a session holds questions, the room hears of one only when a host lets it in. Whoever asked knows what becomes of it. */
import { refuse } from '../core/refusal.ts';
import type { CommandOf } from './commands.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { withId, type Deciders, type Evolvers } from './rule.ts';
import type { Question } from './state.ts';

/** A question nobody has dealt with yet. */
export const unheard = {
  ...{ seconders: [], support: null, raisedAt: null, answers: [], reason: null, mergedInto: null },
} as const satisfies Partial<Question>;

/** Spread into events about a question the room never heard of. */
export const isHeld = ({ hidden }: Question): { readonly held: true } | Record<string, never> => (hidden ? { held: true } : {});

export const holdingDeciders: Deciders<CommandOf<'holdQuestions'> | CommandOf<'releaseQuestion'>> = {
  holdQuestions: ({ hold }, { holdsQuestions }) => (hold === holdsQuestions ? [] : [{ type: 'questionsHeld', hold }]),
  releaseQuestion({ question: id }, session) {
    const question = withId(session.questions, id);
    if (!question) return refuse('question-unknown');
    if (question.stage !== 'held') return refuse('question-not-held');
    const { by: asker, anonymous, text, topic, to, parent, askedAt } = question;
    const released: SessionEvent = { type: 'questionReleased', question: id, asker, anonymous, text, topic, to, parent, askedAt };
    // A follow-up to what was answered meanwhile is raised at once, as if it had never waited.
    const raised = withId(session.questions, parent)?.stage === 'answered';
    return raised ? [released, { type: 'questionRaised', question: id }] : [released];
  },
};

export const holdingEvolvers: Evolvers<EventOf<'questionsHeld'> | EventOf<'questionReleased'>> = {
  questionsHeld: (session, { hold }) => ({ ...session, holdsQuestions: hold }),
  /** To the end of the list, where the room, which hears of it only now, has it too. */
  questionReleased(session, { type: _, question: id, asker: by, ...asked }) {
    const others = session.questions.filter((one) => one.id !== id);
    return { ...session, questions: [...others, { id, by, ...asked, ...unheard, stage: 'queued', hidden: false }] };
  },
};
