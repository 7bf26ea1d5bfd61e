import { checklists } from '#shared/checklists/kind.ts';
import { registers } from '#shared/registers/kind.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { accounts } from '#shared/sessions/account.ts';
import type { Question, Session, SessionState } from '#shared/sessions/state.ts';
import { topics } from '#shared/topics/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Actor } from '#shared/core/actor.ts';
import { officer, person, start } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';

const session: StreamId = 'sessions/s1';
export const host = person('host', 'convener');
export const housing = officer('officer-housing', 'housing');
const residents = [person('g-1'), person('g-2'), person('g-3')];

/** Convened, everybody seated, open: what every meeting begins with. */
export const opening = (seated: readonly { actor: Actor; role: string; department?: string }[]): (Thought & { by: Actor })[] => [
  {
    by: host,
    stream: session,
    command: {
      type: 'convene',
      title: '老旧小区改造协商会',
      topics: [{ id: 't1', title: '楼道照明' }],
      place: '示例社区',
      startsAt: start,
      preset: 'questions-answers-debate',
      name: '示例·主持人',
    },
  },
  ...seated.map(({ actor, role, department }) => ({
    by: host,
    stream: session,
    command: { type: 'seatPerson', person: actor.id, name: `示例·${actor.id}`, roles: [role], ...(department ? { department } : {}) },
  })),
  { by: host, stream: session, command: { type: 'open' } },
];

const some = (chance: Chance, from: readonly { readonly id: string }[]): string => (from.length > 0 ? chance.pick(from).id : 'nobody');
const at = (questions: readonly Question[], ...stages: Question['stage'][]): readonly Question[] =>
  questions.filter(({ stage }) => stages.includes(stage));

const participant = (chance: Chance, { questions, floor, debate }: Extract<SessionState, { stage: 'open' }>): Thought['command'] =>
  chance.pick([
    { type: 'ask', text: '什么时候开工？', anonymous: chance.happens(0.4), to: chance.pick([null, 'housing']) },
    { type: 'withdrawQuestion', question: some(chance, questions) },
    { type: 'requestFloor', side: chance.pick(['for', 'against', 'supplement']) },
    { type: 'withdrawRequest' },
    { type: 'rename', name: '示例·改名' },
    { type: 'endTurn' },
    debate ? { type: 'setStance', phase: chance.pick(['before', 'after']), value: chance.under(101) } : { type: 'leaveSeat' },
    { type: 'passTime', to: chance.pick(residents).id, seconds: 20 },
    { type: 'followUp', question: some(chance, at(questions, 'answered')), text: '那几号能修好？' },
    { type: 'giveFloor', request: some(chance, floor.requests) },
    { type: 'withdrawQuestion', question: some(chance, at(questions, 'held')) },
  ]);

const answering = (chance: Chance, questions: readonly Question[]): Thought['command'] => ({
  type: 'answerQuestion',
  question: some(chance, at(questions, 'raised')),
  text: '下个月开工。',
  ...chance.pick([
    { kind: 'on-the-spot' },
    { kind: 'later' },
    { kind: 'transferred', department: 'urban' },
    { kind: 'not-ours', reason: '不属本单位' },
  ]),
});

const leading = (chance: Chance, { questions, floor, segments }: Extract<SessionState, { stage: 'open' }>): Thought['command'] =>
  chance.pick([
    { type: 'raiseQuestion', question: some(chance, at(questions, 'queued')) },
    { type: 'raiseQuestion', question: some(chance, at(questions, 'queued')) },
    { type: 'returnToQueue', question: some(chance, at(questions, 'raised')) },
    { type: 'declineQuestion', question: some(chance, at(questions, 'queued')), reason: '与议题无关' },
    { type: 'settleQuestion', question: some(chance, at(questions, 'answered')) },
    answering(chance, questions),
    { type: 'giveFloor', request: some(chance, floor.requests) },
    { type: 'giveFloor', request: some(chance, floor.requests) },
    { type: 'startTurn' },
    { type: 'pauseTurn' },
    { type: 'resumeTurn' },
    { type: 'extendTurn', seconds: 30, reason: '要点未讲完' },
    { type: 'endTurn' },
    { type: 'addRequestFor', who: { name: '示例·厅内老人' } },
    { type: 'nextSegment' },
    { type: 'startSegment', segment: some(chance, segments) },
    { type: 'extendSegment', minutes: 5, reason: '发言踊跃' },
    { type: 'pauseClock' },
    { type: 'resumeClock' },
    { type: 'setMotion', text: '先装电梯再修楼道', sideMinutes: chance.pick([null, 5]) },
    { type: 'extendSide', side: chance.pick(['for', 'against']), seconds: 30, reason: '要点未讲完' },
    { type: 'holdQuestions', hold: chance.happens(0.6) },
    { type: 'releaseQuestion', question: some(chance, at(questions, 'held')) },
    { type: 'declineQuestion', question: some(chance, at(questions, 'held')), reason: '涉及个人隐私' },
    { type: 'mergeQuestion', question: some(chance, at(questions, 'queued')), into: some(chance, questions) },
    {
      type: 'unmergeQuestion',
      question: some(
        chance,
        questions.filter((one) => one.mergedInto !== null),
      ),
    },
    { type: 'directQuestion', question: some(chance, questions), to: chance.pick([null, 'urban']) },
    { type: chance.pick(['offerConsole', 'endConsoleOffer', 'handOverConsole']) },
    { type: 'nextSegment', after: some(chance, segments) },
    { type: 'endTurn', turn: some(chance, floor.turns) },
    { type: 'showScene', scene: chance.pick(['auto', 'questions', 'speaker']) },
    { type: 'captureCommitment', question: some(chance, questions), department: 'housing', what: '装灯', due: '2026-12-31' },
    { type: 'close' },
  ]);

/** Speaking time is neither lost nor made. */
const timeIsConserved: NonNullable<Chapter['law']> = (stream, state, _before, { at: now }) => {
  const { floor } = state as Extract<SessionState, { stage: 'open' }>;
  if (stream === session && (state as SessionState).stage !== 'none') {
    const { total, waiting } = accounts(state as Session, now);
    if (
      total.granted + total.extended + total.received !== total.used + total.passed + total.left ||
      total.passed !== total.received + waiting
    )
      throw new Error(`LawBroken: speaking time is not conserved ${JSON.stringify({ total, waiting })}`);
  }
  for (const turn of floor?.turns ?? [])
    if (turn.granted + turn.extended + turn.received < turn.passed)
      throw new Error(`LawBroken: more time passed on than there was ${JSON.stringify(turn)}`);
  if ((floor?.turns ?? []).filter(({ stage }) => stage !== 'ended').length > 1) throw new Error('LawBroken: at most one speaks');
};

/** No session closes over a raised question without an answer. */
const answersAreOwed: NonNullable<Chapter['law']> = (stream, state, before, { event }) => {
  if (stream !== session || event.type !== 'closed') return;
  const open = at((before as Extract<SessionState, { stage: 'open' }>).questions, 'raised');
  if (open.length > 0) throw new Error(`LawBroken: closed over ${open.length} unanswered questions`);
};

/** A live meeting: host, officer and residents at once. */
export const meeting: Chapter = {
  name: 'meeting',
  kinds: { sessions, checklists, registers, topics },
  people: [host, housing, ...residents],
  streams: [session],
  prelude: () =>
    opening([{ actor: housing, role: 'officer', department: 'housing' }, ...residents.map((actor) => ({ actor, role: 'resident' }))]),
  think: (chance, who, stateOf) => {
    const state = stateOf(session) as SessionState;
    if (state.stage !== 'open') return null;
    const command =
      who.id === host.id
        ? leading(chance, state)
        : who.id === housing.id && chance.happens(0.6)
          ? answering(chance, state.questions)
          : participant(chance, state);
    return { stream: session, command };
  },
  law: (...given) => {
    timeIsConserved(...given);
    answersAreOwed(...given);
  },
};
