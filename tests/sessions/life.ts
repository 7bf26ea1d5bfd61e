/** Whole lives of a session, drawn at random: every command, by people with and without the right to it, aimed at what there is. */
import fc from 'fast-check';
import * as v from 'valibot';
import { house, type Actor } from '#shared/core/actor.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { sessionCommand, type SessionCommand } from '#shared/sessions/commands.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session, SessionState } from '#shared/sessions/state.ts';
import { at, occasion, start } from '../given/given.ts';
import { admin, begun, convener, host, housing, li, observer, preparing, recorder, stranger, wang, water, zhang } from './hall.ts';

export interface Step {
  readonly who: number;
  readonly what: number;
  readonly pick: number;
  readonly other: number;
  /** Milliseconds since the step before. */
  readonly wait: number;
  /** Milliseconds between decision and record. */
  readonly lag: number;
}

const people: readonly Actor[] = [
  host,
  host,
  host,
  host,
  recorder,
  zhang,
  zhang,
  li,
  wang,
  housing,
  water,
  observer,
  stranger,
  convener,
  admin,
  house(start),
];

const number = fc.nat({ max: 1000 });
const step: fc.Arbitrary<Step> = fc.record({
  who: number,
  what: number,
  pick: number,
  other: number,
  wait: fc.nat({ max: 90_000 }),
  lag: fc.nat({ max: 50 }),
});
export const steps = fc.array(step, { minLength: 20, maxLength: 160, size: 'max' });

type Maker = (session: Session, pick: number, other: number) => SessionCommand;

const of = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const idOf = (list: readonly { readonly id: string }[], n: number): string => of(list, n)?.id ?? 'none';
const someone = (n: number): string => people[n % people.length]!.id;
const side = (n: number) => (['for', 'against', 'supplement'] as const)[n % 3]!;
const why = { reason: '缘由' } as const;
const code = (session: Session, n: number): string => of(session.codes ?? [], n)?.code ?? '000000';
const day = (n: number): string => `2026-1${n % 3}-25`;

const meeting: readonly Maker[] = [
  () => ({ type: 'open' }),
  (_, n) => (n % 9 === 0 ? { type: 'close' } : { type: 'open' }),
  (_, n) => (n % 8 === 0 ? { type: 'cancel', ...why } : { type: 'open' }),
  (_, n) => ({
    type: 'revise',
    title: `题目 ${n % 3}`,
    topics: [{ id: `t-${n % 3}`, title: '议题' }],
    publicity: n % 2 ? 'open' : 'invited',
  }),
  (_, n) => ({ type: 'takeNumber', year: 2026, number: n + 1 }),
  (_, n) => ({ type: 'lead', place: n % 3 ? 'questions' : null }),
  (_, n) => ({ type: 'showScene', scene: n % 2 ? 'questions' : 'auto' }),
  ({ questions: all }, n) => ({ type: 'keepSupport', support: { [idOf(all, n)]: n % 5 } }),
];
const agenda: readonly Maker[] = [
  (_, n) => ({
    type: 'setAgenda',
    segments: [
      { form: 'questions', title: '提问', minutes: 1 + (n % 60) },
      { id: 'x', form: 'debate', title: '辩论', minutes: 10 },
    ],
  }),
  ({ segments }, n, o) => ({ type: 'addSegment', form: 'debate', title: '加', minutes: 5, before: n % 2 ? null : idOf(segments, o) }),
  ({ segments }, n, o) => ({ type: 'moveSegment', segment: idOf(segments, n), before: o % 2 ? null : idOf(segments, o) }),
  ({ segments }, n) => ({ type: 'removeSegment', segment: idOf(segments, n) }),
  ({ segments }, n) => ({ type: 'reviseSegment', segment: idOf(segments, n), minutes: 7 }),
  ({ segments }, n) => ({ type: 'startSegment', segment: idOf(segments, n) }),
  () => ({ type: 'nextSegment' }),
  () => ({ type: 'nextSegment' }),
  ({ segments }, n, o) => ({ type: 'skipSegment', segment: o % 2 ? undefined : idOf(segments, n), ...why }),
  (_, n) => ({ type: 'extendSegment', minutes: 1 + (n % 10), ...why }),
  () => ({ type: 'pauseClock' }),
  () => ({ type: 'resumeClock' }),
];
const seats: readonly Maker[] = [
  (_, n) => ({ type: 'invite', role: n % 2 ? 'expert' : 'officer', department: 'water', once: n % 3 === 0 }),
  ({ codes }, n) => ({ type: 'renewCode', key: of(codes ?? [], n)?.key ?? 'none' }),
  ({ codes }, n) => ({ type: 'revokeCode', key: of(codes ?? [], n)?.key ?? 'none' }),
  (_, n, o) => ({
    type: 'seatPerson',
    person: someone(n),
    name: `名-${o % 5}`,
    realName: '真名',
    roles: o % 2 ? ['resident'] : ['host', 'expert'],
  }),
  (session, n, o) => ({ type: 'join', code: code(session, n), name: `入-${o % 5}`, realName: '真名' }),
  (session, n) => ({ type: 'join', code: code(session, n), name: '入', role: 'member' }),
  (_, n) => ({ type: 'rename', name: `改-${n % 5}` }),
  ...(['offerConsole', 'offerConsole', 'endConsoleOffer', 'handOverConsole', 'handOverConsole'] as const).map((type): Maker => () => ({
    type,
  })),
  ...[1, 2].map((): Maker => ({ offer, codes }) => ({
    type: 'join',
    name: '接手',
    realName: '真名',
    code: codes?.find(({ key }) => key === offer?.key)?.code ?? '000000',
  })),
  (_, n, o) => ({ type: 'leaveSeat', person: o % 4 ? undefined : someone(n) }),
  (session, n) => ({ type: 'joinScreen', code: code(session, n) }),
];
const floor: readonly Maker[] = [
  ({ floor: { turns } }, n, o) => ({ type: 'requestFloor', side: side(n), rebuts: o % 3 ? undefined : idOf(turns, o) }),
  (_, n) => ({ type: 'requestFloor', side: side(n) }),
  (_, n, o) => ({ type: 'addRequestFor', who: o % 2 ? { person: someone(n) } : { name: '大爷' }, side: side(o) }),
  ({ floor: { requests } }, n, o) => ({ type: 'withdrawRequest', request: o % 2 ? undefined : idOf(requests, n) }),
  ({ floor: { requests } }, n, o) => ({ type: 'moveRequest', request: idOf(requests, n), before: o % 3 ? idOf(requests, o) : null }),
  ...[1, 2, 3].map((): Maker => ({ floor: { requests } }, n) => ({ type: 'giveFloor', request: idOf(requests, n) })),
  ...(['startTurn', 'startTurn', 'resumeTurn', 'endTurn'] as const).map((type): Maker => () => ({ type })),
  ({ floor: { turns } }) => ({ type: turns.at(-1)?.stage === 'paused' ? 'resumeTurn' : 'pauseTurn' }),
  (_, n) => ({ type: 'extendTurn', seconds: 5 + (n % 100), ...why }),
  ({ floor: { requests } }, n, o) => ({ type: 'passTime', to: of(requests, n)?.person ?? someone(n), seconds: 5 + (o % 60) }),
  ({ floor: { turns } }, n) => ({ type: 'noteTurn', turn: idOf(turns, n), text: '小结' }),
];
const answerOf = (question: string, n: number): SessionCommand => {
  const given = { type: 'answerQuestion', question, text: '答', spokenBy: n % 5 ? undefined : someone(n) } as const;
  if (n % 4 === 0) return { ...given, kind: 'later' };
  if (n % 4 === 1) return { ...given, kind: 'transferred', department: n % 8 ? 'water' : 'housing' };
  return n % 4 === 2 ? { ...given, kind: 'on-the-spot' } : { ...given, kind: 'not-ours', ...why };
};
const questions: readonly Maker[] = [
  (_, n, o) => ({ type: 'ask', text: `问 ${n}`, to: n % 2 ? 'housing' : null, anonymous: o % 2 === 0 }),
  (_, n, o) => ({ type: 'ask', text: `代问 ${n}`, anonymous: o % 2 === 0, onBehalfOf: someone(o) }),
  ...(['withdrawQuestion', 'raiseQuestion', 'raiseQuestion', 'returnToQueue', 'settleQuestion'] as const).map(
    (type): Maker =>
      ({ questions: all }, n) => ({ type, question: idOf(all, n) }),
  ),
  ({ questions: all }, n, o) => answerOf(idOf(all, n), o),
  ({ questions: all }, n, o) => answerOf(idOf(all, n), o),
  ({ questions: all }, n) => ({ type: 'followUp', question: idOf(all, n), text: '追问' }),
  ({ questions: all }, n) => ({ type: 'declineQuestion', question: idOf(all, n), ...why }),
  ...[1, 2].map((): Maker => ({ questions: all }, n) => ({
    type: 'settleQuestion',
    question: idOf(
      all.filter(({ stage }) => stage === 'answered'),
      n,
    ),
  })),
  (_, n) => ({ type: 'holdQuestions', hold: n % 3 > 0 }),
  ...(['releaseQuestion', 'releaseQuestion', 'unmergeQuestion'] as const).map((type): Maker => ({ questions: all }, n) => ({
    type,
    question: idOf(
      type === 'releaseQuestion' ? all.filter(({ stage }) => stage === 'held') : all.filter((one) => one.mergedInto !== null),
      n,
    ),
  })),
  ...[1, 2].map((): Maker => ({ questions: all }, n, o) => ({ type: 'mergeQuestion', question: idOf(all, n), into: idOf(all, o) })),
  ({ questions: all }, n, o) => ({ type: 'directQuestion', question: idOf(all, n), to: o % 3 ? 'water' : null }),
];
const rest: readonly Maker[] = [
  ({ questions: all }, n, o) => ({
    type: 'captureCommitment',
    question: idOf(all, n),
    department: o % 2 ? 'housing' : 'water',
    what: '办',
    due: day(o),
  }),
  ...(['confirmCommitment', 'refuseCommitment'] as const).map((type): Maker => ({ commitments }, n) => ({
    type,
    commitment: idOf(commitments, n),
    ...why,
  })),
  ({ commitments }, n, o) => ({ type: 'amendCommitment', commitment: idOf(commitments, n), what: '改办', due: day(o), ...why }),
];
const debate: readonly Maker[] = [
  (_, n, o) => ({ type: 'setMotion', text: `辩题 ${n % 3}`, sideMinutes: o % 2 ? 2 : null }),
  (_, n, o) => ({ type: 'setSideTime', minutes: o % 3 ? 1 + (n % 9) : null }),
  (_, n) => ({ type: 'extendSide', side: n % 2 ? 'for' : 'against', seconds: 30, ...why }),
  (_, n) => ({ type: 'takeSide', side: side(n) }),
  ...(['before', 'after'] as const).map((phase): Maker => (_, n) => ({ type: 'setStance', phase, value: n % 101 })),
];
type Concerns = readonly (readonly Maker[])[];
const everything: Concerns = [meeting, agenda, seats, floor, floor, questions, questions, rest, debate];
/** For the laws of speaking time, which other things only dilute. */
export const floorOnly: Concerns = [floor];
/** With motions, and budgets of their sides. */
export const debateOnly: Concerns = [floor, floor, debate];

export interface Lived {
  readonly recorded: Recorded<SessionEvent>;
  readonly before: SessionState;
  readonly after: SessionState;
}

/** Most lives begin with the session under way, some while it is prepared. */
const past = (events: readonly SessionEvent[]): Lived[] => {
  let before = sessions.initial;
  return events.map((event, n) => {
    const recorded = { seq: n + 1, at: start, by: host.id, cause: 'first', event };
    const after = sessions.evolve(before, recorded);
    const lived = { recorded, before, after };
    before = after;
    return lived;
  });
};

/** Asks as whoever the step names; every second one goes on to the next person until somebody may. */
const ask = (
  state: Session,
  { who, what, pick, other }: Step,
  concerns: Concerns,
  id: string,
  now: number,
): { readonly by: string; readonly events: readonly SessionEvent[] } => {
  const concern = concerns[what % concerns.length]!;
  const command = v.parse(sessionCommand, concern[(what >> 3) % concern.length]!(state, pick, other));
  const chance = (pick * 7919 + other).toString(16).padStart(8, '0').repeat(4);
  const tries = other % 2 ? people.length : 1;
  for (let n = 0; n < tries; n += 1) {
    const actor = at(people[(who + n) % people.length]!, now);
    const outcome = sessions.decide(command, state, actor, occasion('sessions/42', { id, chance }));
    if (!isRefusal(outcome)) return { by: actor.id, events: outcome };
  }
  return { by: '', events: [] };
};

/** Everything that came of these steps, one entry for each event. */
export const live = (taken: readonly Step[], concerns = everything): readonly Lived[] => {
  const lived = past((taken[0]?.pick ?? 0) % 5 ? begun : preparing);
  let state = lived.at(-1)!.after;
  let now = start;
  taken.forEach((step, n) => {
    if (state.stage === 'none') return;
    now += step.wait;
    const { by, events } = ask(state, step, concerns, `step-${n}`, now);
    now += step.lag;
    for (const event of events) {
      const recorded = { seq: lived.length + 1, at: now, by, cause: `step-${n}`, event };
      const after = sessions.evolve(state, recorded);
      lived.push({ recorded, before: state, after });
      state = after;
    }
  });
  return lived;
};
