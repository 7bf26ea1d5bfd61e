/**
 * 协商纪要, written along by the record: each thing said in the hall becomes a block in the commit of its event. Blocks hold ids and no names;
 * whoever asked without a name stays unnamed.
 */
import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { nothing, type Block } from '../minutes/block.ts';
import type { Meeting } from '../minutes/meeting.ts';
import { headingOf, rowOf } from '../minutes/pencil.ts';
import { headOf, placeAt } from '../minutes/place.ts';
import { sentences } from '../minutes/wording.ts';
import type { SessionEvent } from './events.ts';
import { withId } from './rule.ts';
import type { Answer, Commitment, Debate, Question, Segment, Session, SessionState, Turn } from './state.ts';

/** Questions the minutes name with how many seconded them. */
const mostSeconded = 8;

const questionBlock = (question: Question, order: string): Block => ({
  ...nothing,
  row: rowOf('question', question.id),
  kind: 'question',
  order,
  under: question.parent === null ? null : rowOf('question', question.parent),
  text: question.text,
  person: question.anonymous ? '' : question.by,
  to: question.to,
  at: question.raisedAt ?? question.askedAt,
  source: { kind: 'question', id: question.id },
});

const answerText = ({ kind, text, dueOn, reason }: Answer): string => {
  switch (kind) {
    case 'on-the-spot':
    case 'transferred':
      return text;
    case 'later':
      return `${text}${dueOn === null ? '' : sentences.later(dueOn)}`;
    case 'not-ours':
      return `${text}${reason === null ? '' : sentences.notOurs(reason)}`;
    default:
      return never(kind);
  }
};

const answerBlock = (question: Question, answer: Answer, order: string): Block => ({
  ...nothing,
  row: rowOf('answer', answer.id),
  kind: 'answer',
  order,
  under: rowOf('question', question.id),
  text: answerText(answer),
  person: answer.by,
  department: answer.department,
  to: answer.transferredTo,
  at: answer.at,
  source: { kind: 'answer', id: answer.id },
});

/** There from the first word on, so that the recorder can write along; what is noted at the console comes in by itself. */
const turnBlock = (turn: Turn): Block => ({
  ...nothing,
  row: rowOf('turn', turn.id),
  kind: 'turn',
  order: placeAt('course', turn.startedAt ?? turn.givenAt, 0),
  text: turn.note ?? '',
  person: turn.person,
  side: turn.side,
  at: turn.startedAt ?? turn.givenAt,
  source: { kind: 'turn', id: turn.id },
});

const commitmentText = ({ what, due, stage, reason }: Commitment): string => {
  const said = `${what}${sentences.due(due)}`;
  if (stage === 'captured') return `${said}${sentences.unconfirmed}`;
  return stage === 'refused' ? `${said}${sentences.refused(reason ?? '')}` : said;
};

const commitmentBlock = (commitment: Commitment): Block => ({
  ...nothing,
  row: rowOf('commitment', commitment.id),
  kind: 'commitment',
  order: placeAt('commitments', commitment.at, 0),
  text: commitmentText(commitment),
  department: commitment.department,
  at: commitment.at,
  source: { kind: 'commitment', id: commitment.id },
});

const motionBlock = ({ motion }: Debate): Block => ({
  ...nothing,
  row: rowOf('motion', motion.id),
  kind: 'motion',
  order: placeAt('course', motion.at, 0),
  text: motion.text,
  at: motion.at,
  source: { kind: 'motion', id: motion.id },
});

/** Null where nobody said where they stand. */
const stanceBlock = ({ motion, before, after, moved }: Debate): Block | null =>
  before.count + after.count === 0
    ? null
    : {
        ...nothing,
        row: rowOf('stance', motion.id),
        kind: 'stance',
        order: 'z',
        under: rowOf('motion', motion.id),
        text: sentences.stance(before, after, moved),
        source: { kind: 'motion', id: motion.id },
      };

const segmentBlock = (segment: Segment, at: number, seq: number): Block => {
  const again = segment.startedAt !== at;
  const row = rowOf('segment', segment.id);
  const text = again ? sentences.again(segment.title) : segment.title;
  const source = { kind: 'segment', id: segment.id } as const;
  return { ...nothing, row: again ? `again-${seq}` : row, kind: 'subheading', order: placeAt('course', at, seq), text, at, source };
};

const openingBlocks = ({ topics }: Session): readonly Block[] => [
  { ...nothing, row: 'absent', kind: 'absent', order: headOf('opening'), text: '' },
  {
    ...nothing,
    row: 'opening',
    kind: 'paragraph',
    order: `${headOf('opening')}i`,
    text: sentences.opening(topics.map(({ title }) => title)),
  },
  headingOf('course'),
];

/** What nobody had the time for, in the order it was asked; what the room never heard of stays out. */
const unraisedBlocks = ({ questions }: Session): readonly Block[] => {
  const open = questions.filter(({ stage, mergedInto, text }) => stage === 'queued' && mergedInto === null && text !== '');
  const blocks = open.map((one, n) => ({ ...questionBlock(one, placeAt('unraised', one.askedAt, n)), under: null }));
  return blocks.length === 0 ? [] : [headingOf('unraised'), ...blocks];
};

const closingBlocks = (session: Session, at: number): readonly Block[] => {
  const stance = session.debate && stanceBlock(session.debate);
  const decided = placeAt('decisions', at, 0);
  const decisions: Block = { ...nothing, row: 'decisions', kind: 'decision', order: decided, text: sentences.decisions };
  return [...(stance ? [stance] : []), ...unraisedBlocks(session), headingOf('decisions'), decisions];
};

/** What the room most wanted to know, at the end of what was said; null where nobody seconded anything. */
const supportBlock = ({ questions }: Session, order: string): Block | null => {
  const seconded = questions
    .filter((one) => (one.support ?? 0) > 0 && one.mergedInto === null && one.text !== '')
    .toSorted((a, b) => (b.support ?? 0) - (a.support ?? 0) || a.askedAt - b.askedAt)
    .slice(0, mostSeconded);
  const text = sentences.seconded(seconded.map((one) => [one.text, one.support ?? 0]));
  return seconded.length === 0 ? null : { ...nothing, row: 'support', kind: 'paragraph', order, text };
};

const answered = (session: Session, id: string, order: string): readonly Block[] =>
  session.questions.flatMap((question) => {
    const answer = withId(question.answers, id);
    return answer ? [answerBlock(question, answer, order)] : [];
  });

const asBlock = <T>(found: T | null, block: (found: T) => Block): readonly Block[] => (found === null ? [] : [block(found)]);

/** What an event writes into the minutes, or renews there; `session` is the one after it. */
export const minutesBlocks = ({ event, at, seq }: Recorded<SessionEvent>, session: Session): readonly Block[] => {
  const place = placeAt('course', at, seq);
  switch (event.type) {
    case 'opened':
      return openingBlocks(session);
    case 'segmentStarted':
      return asBlock(withId(session.segments, event.segment), (segment) => segmentBlock(segment, at, seq));
    case 'questionRaised':
      return asBlock(withId(session.questions, event.question), (question) => questionBlock(question, place));
    case 'questionAnswered':
      return answered(session, event.answer, place);
    case 'turnStarted':
    case 'turnNoted':
      return asBlock(withId(session.floor.turns, event.turn), turnBlock);
    case 'motionSet': {
      const last = session.earlierDebates.at(-1);
      const stance = last ? stanceBlock(last) : null;
      return [...(stance ? [stance] : []), ...(session.debate ? [motionBlock(session.debate)] : [])];
    }
    case 'commitmentCaptured':
    case 'commitmentConfirmed':
    case 'commitmentAmended':
    case 'commitmentRefused': {
      const found = withId(session.commitments, event.commitment);
      return found === null ? [] : [headingOf('commitments'), commitmentBlock(found)];
    }
    case 'closed':
      return closingBlocks(session, at);
    case 'supportKept':
      return asBlock(supportBlock(session, place), (block) => block);
    default:
      return [];
  }
};

/** What the record says of each row now: where it is other than what a row was drawn from, whoever writes is told. */
export const tellingOf = (session: Session): ReadonlyMap<string, string> => {
  const debates = [...session.earlierDebates, ...(session.debate ? [session.debate] : [])];
  const blocks: readonly (Block | null)[] = [
    ...session.questions.flatMap((question) => [
      question.text === '' ? null : questionBlock(question, ''),
      ...question.answers.map((answer) => answerBlock(question, answer, '')),
    ]),
    ...session.floor.turns.map(turnBlock),
    ...session.commitments.map(commitmentBlock),
    ...debates.flatMap((debate) => [motionBlock(debate), stanceBlock(debate)]),
    supportBlock(session, ''),
  ];
  return new Map(blocks.flatMap((block) => (block ? [[block.row, block.text]] : [])));
};

/** What papers tell of the meeting itself. */
export const accountOf = (state: SessionState): Meeting | null =>
  state.stage === 'none'
    ? null
    : {
        title: state.title,
        number: state.number,
        place: state.place,
        startsAt: state.startsAt,
        openedAt: 'openedAt' in state ? state.openedAt : null,
        closedAt: state.stage === 'closed' ? state.closedAt : null,
        topics: state.topics.map(({ title }) => title),
        agenda: state.segments.filter(({ stage }) => stage !== 'skipped').map(({ title }) => title),
        people: Object.fromEntries(
          Object.entries(state.seats).map(([person, { name, roles, department }]) => [person, { name, roles, department }]),
        ),
      };
