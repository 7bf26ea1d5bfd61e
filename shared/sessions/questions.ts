/** 问答: asked, raised, answered, followed up, settled. Seconds are counted in the ballots. Whoever asked without their name stays unknown to the room. */
import type { Actor, PersonId } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts';
import type { CommandOf, QuestionCommand } from './commands.ts';
import { duplicateDeciders, duplicateEvolvers, familyOf, membersOf } from './duplicates.ts';
import type { EventOf, QuestionEvent } from './events.ts';
import { holdingDeciders, holdingEvolvers, isHeld, unheard } from './holding.ts';
import { departmentsOf, isHostOrRecorder, isSpeaker, seatOf } from './rights.ts';
import { changed, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import type { Answer, Question, Session, SessionRefusal } from './state.ts';

const hour = 3_600_000;

const stageRefusal = ({ stage }: Question): SessionRefusal => {
  switch (stage) {
    case 'held':
      return 'question-held';
    case 'queued':
      return 'question-not-raised';
    case 'raised':
      return 'question-not-answered';
    case 'answered':
      return 'question-answered';
    case 'settled':
    case 'declined':
    case 'withdrawn':
      return 'question-over';
  }
};

/** The question, when it is in one of these stages; else why not. */
const questionIn = (session: Session, id: string, ...stages: Question['stage'][]): Question | Refusal<SessionRefusal> => {
  const question = withId(session.questions, id);
  if (!question) return refuse('question-unknown');
  if (question.mergedInto !== null && stages.includes(question.stage)) return refuse('question-merged');
  if (stages.includes(question.stage)) return question;
  if (question.stage !== 'held' && stages.every((stage) => stage === 'queued' || stage === 'held')) return refuse('question-not-queued');
  return refuse(stageRefusal(question));
};

/** Where the asker is hidden only the server can say whose it is; then nothing is refused here. */
const maybeBy = (question: Question, person: PersonId): boolean => question.by === person || question.by === '';

/** The event of a question asked: waiting for a host where the session holds questions and no host or recorder wrote it down. */
const askedBy = (session: Session, actor: Actor, event: EventOf<'questionAsked'>): EventOf<'questionAsked'> =>
  session.holdsQuestions && !isHostOrRecorder(session, actor) ? { ...event, held: true } : event;

/** Who asks: the actor, or whom host or recorder write it down for. */
const asker = (session: Session, actor: Actor, onBehalfOf: PersonId | undefined): PersonId | Refusal<SessionRefusal> => {
  if (onBehalfOf !== undefined && onBehalfOf !== actor.id) {
    if (!isHostOrRecorder(session, actor)) return refuse('not-host-or-recorder');
    return seatOf(session, onBehalfOf) ? onBehalfOf : refuse('seat-unknown');
  }
  if (!seatOf(session, actor.id)) return refuse('not-seated');
  return isSpeaker(session, actor.id) ? actor.id : refuse('observers-listen');
};

const followUp = (command: CommandOf<'followUp'>, session: Session, actor: Actor, id: string): Outcome => {
  const person = asker(session, actor, command.onBehalfOf);
  if (typeof person !== 'string') return person;
  const parent = questionIn(session, command.question, 'raised', 'answered');
  if (isRefusal(parent)) return parent;
  // Following up one's own hidden question by name would tell whose it was.
  const anonymous = command.anonymous ?? (parent.anonymous && parent.by === person);
  const { topic, to } = parent;
  const child = askedBy(session, actor, {
    ...{ type: 'questionAsked', question: id, asker: person, anonymous },
    ...{ text: command.text, topic, to, parent: parent.id },
  });
  return parent.stage === 'answered' && !child.held ? [child, { type: 'questionRaised', question: id }] : [child];
};

/** Who answers and for which department: an officer directly, or host and recorder in somebody's stead. */
const answering = (
  session: Session,
  actor: Actor,
  question: Question,
  spokenBy: PersonId | undefined,
): Pick<EventOf<'questionAnswered'>, 'answerer' | 'department'> | Refusal<SessionRefusal> => {
  const own = departmentsOf(session, actor);
  const department = question.to === null ? own[0] : own.find((one) => one === question.to);
  const direct = department !== undefined && (spokenBy === undefined || spokenBy === actor.id);
  if (direct) return { answerer: actor.id, department };
  if (!isHostOrRecorder(session, actor)) return refuse(own.length > 0 ? 'not-your-department' : 'not-officer');
  if (spokenBy === undefined) return { answerer: null, department: question.to };
  const seat = seatOf(session, spokenBy);
  return seat ? { answerer: spokenBy, department: seat.department ?? question.to } : refuse('seat-unknown');
};

const answer = (command: CommandOf<'answerQuestion'>, session: Session, actor: Actor, id: string): Outcome => {
  const question = questionIn(session, command.question, 'raised', 'answered');
  if (isRefusal(question)) return question;
  const who = answering(session, actor, question, command.spokenBy);
  if (isRefusal(who)) return who;
  const { kind, text } = command;
  const given = { type: 'questionAnswered', question: question.id, answer: id, kind, text, ...who } as const;
  const nothing = { dueOn: null, transferredTo: null, reason: null };
  switch (command.kind) {
    case 'on-the-spot':
      return [{ ...given, ...nothing }];
    case 'later': {
      const dueOn = command.dueOn ?? dayOf(actor.now + session.answerLater * hour);
      return dueOn < dayOf(actor.now) ? refuse('day-past') : [{ ...given, ...nothing, dueOn }];
    }
    case 'transferred':
      return [{ ...given, ...nothing, transferredTo: command.department }];
    case 'not-ours':
      return [{ ...given, ...nothing, reason: command.reason }];
  }
};

export const questionDeciders: Deciders<QuestionCommand> = {
  ask({ text, to = null, topic = null, anonymous = false, onBehalfOf }, session, actor, { id }) {
    const person = asker(session, actor, onBehalfOf);
    if (typeof person !== 'string') return person;
    if (topic !== null && !withId(session.topics, topic)) return refuse('topic-unknown');
    return [askedBy(session, actor, { type: 'questionAsked', question: id, asker: person, anonymous, text, topic, to, parent: null })];
  },
  keepSupport({ support }, { questions }) {
    const known = Object.fromEntries(questions.filter(({ id }) => Object.hasOwn(support, id)).map(({ id }) => [id, support[id] ?? 0]));
    const kept = questions.some((one) => one.support !== null) || Object.keys(known).length === 0;
    return kept ? [] : [{ type: 'supportKept', support: known }];
  },
  withdrawQuestion({ question: id }, session, actor) {
    const question = questionIn(session, id, 'queued', 'held');
    if (isRefusal(question)) return question;
    if (!maybeBy(question, actor.id)) return refuse('not-your-question');
    // What others asked does not go with it: it stands on its own again.
    const freed = membersOf(session, id).map((one) => ({ type: 'questionUnmerged', question: one.id }) as const);
    return [...freed, { type: 'questionWithdrawn', question: id, text: question.text, ...isHeld(question) }];
  },
  raiseQuestion({ question: id }, session) {
    const question = questionIn(session, id, 'queued');
    return isRefusal(question) ? question : [{ type: 'questionRaised', question: id }];
  },
  returnToQueue({ question: id }, session) {
    const question = questionIn(session, id, 'raised');
    return isRefusal(question) ? question : [{ type: 'questionReturned', question: id }];
  },
  answerQuestion: (command, session, actor, { id }) => answer(command, session, actor, id),
  followUp: (command, session, actor, { id }) => followUp(command, session, actor, id),
  settleQuestion({ question: id }, session, actor) {
    const question = questionIn(session, id, 'answered');
    if (isRefusal(question)) return question;
    if (!maybeBy(question, actor.id) && !isHostOrRecorder(session, actor)) return refuse('not-your-question');
    const open = session.questions.filter(({ parent, stage }) => parent === id && stage === 'raised').length;
    return open > 0 ? refuse('follow-ups-open', { open }) : [{ type: 'questionSettled', question: id }];
  },
  declineQuestion({ question: id, reason }, session) {
    const question = questionIn(session, id, 'queued', 'held');
    if (isRefusal(question)) return question;
    // Everybody who asked it is told the reason.
    return familyOf(session, question).map((one) => ({
      type: 'questionDeclined',
      question: one.id,
      reason,
      text: one.text,
      ...isHeld(one),
    }));
  },
  ...holdingDeciders,
  ...duplicateDeciders,
};

const on = (session: Session, id: string, change: (question: Question) => Question): Session => ({
  ...session,
  questions: changed(session.questions, id, change),
});

const asAnswer = (event: EventOf<'questionAnswered'>, at: number): Answer => {
  const { answer: id, kind, text, answerer: by, department, dueOn, transferredTo, reason } = event;
  return { id, kind, text, by, department, dueOn, transferredTo, reason, at };
};

export const questionEvolvers: Evolvers<QuestionEvent> = {
  ...holdingEvolvers,
  ...duplicateEvolvers,
  questionAsked(session, { question: id, asker: by, anonymous, text, topic, to, parent, held = false }, { at }) {
    const asked = { id, by, anonymous, text, topic, to, parent, askedAt: at };
    return { ...session, questions: [...session.questions, { ...asked, ...unheard, stage: held ? 'held' : 'queued', hidden: held }] };
  },
  supportKept: (session, { support }) => ({
    ...session,
    questions: session.questions.map((one) => (Object.hasOwn(support, one.id) ? { ...one, support: support[one.id] ?? 0 } : one)),
  }),
  questionSeconded: (session, { question, person }) => on(session, question, (one) => ({ ...one, seconders: [...one.seconders, person] })),
  secondWithdrawn: (session, { question, person }) =>
    on(session, question, (one) => ({ ...one, seconders: one.seconders.filter((seconder) => seconder !== person) })),
  questionRaised: (session, { question }, { at }) => on(session, question, (one) => ({ ...one, stage: 'raised', raisedAt: at })),
  questionReturned: (session, { question }) => on(session, question, (one) => ({ ...one, stage: 'queued', raisedAt: null })),
  /** A question passed on is from then on directed at the department it was passed to. */
  questionAnswered: (session, event, { at }) =>
    on(session, event.question, (one) => ({
      ...one,
      stage: 'answered',
      to: event.transferredTo ?? one.to,
      answers: [...one.answers, asAnswer(event, at)],
    })),
  questionSettled: (session, { question }) => on(session, question, (one) => ({ ...one, stage: 'settled' })),
  questionDeclined: (session, { question, reason, text }) => on(session, question, (one) => ({ ...one, stage: 'declined', reason, text })),
  questionWithdrawn: (session, { question, text }) => on(session, question, (one) => ({ ...one, stage: 'withdrawn', text })),
};
