/** What can be asked of a session. The id of the one new thing a command makes is the id of the command. */
import * as v from 'valibot';
import { isDay } from '../core/calendar.ts';
import { day as date, id, instant, line, minutes, text } from '../core/fields.ts';
import { ledPlaces, scenes, segmentForms, sessionRoles, sides } from './state.ts';

const ask = <const Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), ...entries });

const topic = v.object({ id, title: line(80) });
const topics = v.pipe(v.array(topic), v.minLength(1, 'empty'), v.maxLength(12, 'long'));
const publicity = v.picklist(['invited', 'open']);
const role = v.picklist(sessionRoles);
const side = v.picklist(sides);
const reason = line(200);
const day = v.pipe(date, v.check(isDay, 'day'));
/** As typed from a sheet or read from a QR: spaces, dashes and lower case do no harm. */
const code = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/[\s-]/gu, '').toUpperCase()),
  v.regex(/^[0-9A-Z]{4,16}$/, 'code'),
);
/** Seconds one speaker has. */
const turn = v.pipe(v.number(), v.integer('turn'), v.minValue(30, 'turn'), v.maxValue(7200, 'turn'));
/** Seconds moved at once from or to a turn. */
const seconds = v.pipe(v.number(), v.integer('seconds'), v.minValue(5, 'seconds'), v.maxValue(3600, 'seconds'));
const titleEn = v.optional(v.nullable(line(80)));
const segment = {
  form: v.picklist(segmentForms),
  title: line(40),
  titleEn,
  topic: v.optional(v.nullable(id)),
  minutes,
  turn: v.optional(turn),
};
/** The segment, or turn, whoever asks saw as the current one: refused when another host was faster and it is another by now. */
const seen = v.optional(v.nullable(id));

const meeting = [
  /** `name`: how the convener, who becomes host, is shown. */
  ask('convene', {
    title: line(80),
    topics,
    place: line(120),
    startsAt: instant,
    preset: v.pipe(v.string(), v.maxLength(64)),
    publicity: v.optional(publicity),
    asksRealName: v.optional(v.boolean()),
    name: v.optional(line(30)),
  }),
  ask('revise', {
    title: v.optional(line(80)),
    topics: v.optional(topics),
    place: v.optional(line(120)),
    startsAt: v.optional(instant),
    publicity: v.optional(publicity),
    asksRealName: v.optional(v.boolean()),
  }),
  /** By the house only. */
  ask('takeNumber', { year: v.pipe(v.number(), v.integer()), number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  ask('open', {}),
  ask('close', {}),
  ask('cancel', { reason }),
  ask('showScene', { scene: v.picklist(scenes) }),
  /** null lets everybody look where they like again. */
  ask('lead', { place: v.nullable(v.picklist(ledPlaces)) }),
] as const;

const agenda = [
  ask('setAgenda', {
    segments: v.pipe(v.array(v.object({ id: v.optional(id), ...segment })), v.minLength(1, 'empty'), v.maxLength(40, 'long')),
  }),
  /** `before` null or left out = at the end. */
  ask('addSegment', { ...segment, before: v.optional(v.nullable(id)) }),
  ask('reviseSegment', { segment: id, title: v.optional(line(40)), titleEn, minutes: v.optional(minutes), turn: v.optional(turn) }),
  ask('moveSegment', { segment: id, before: v.nullable(id) }),
  ask('removeSegment', { segment: id }),
  ask('startSegment', { segment: id }),
  ask('nextSegment', { after: seen }),
  /** The current one unless another is named. */
  ask('skipSegment', { segment: v.optional(id), reason }),
  ask('extendSegment', { minutes, reason, segment: seen }),
  ask('pauseClock', { segment: seen }),
  ask('resumeClock', { segment: seen }),
] as const;

const seats = [
  /** Makes a code for one role; `department` for officers; `until` an instant; `once` = for one person. */
  ask('invite', { role, department: v.optional(id), until: v.optional(instant), once: v.optional(v.boolean()) }),
  ask('renewCode', { key: id, until: v.optional(v.nullable(instant)) }),
  ask('revokeCode', { key: id }),
  /** Takes the place of all roles the person had here. */
  ask('seatPerson', {
    person: id,
    name: line(30),
    realName: v.optional(line(30)),
    roles: v.pipe(v.array(role), v.minLength(1, 'empty'), v.maxLength(8, 'long')),
    department: v.optional(v.nullable(id)),
    /** Sits in the hall without a phone. */
    hall: v.optional(v.boolean()),
  }),
  ask('join', { code, name: line(30), role: v.optional(role), realName: v.optional(line(30)) }),
  ask('rename', { name: line(30) }),
  /** The host may name somebody else. */
  ask('leaveSeat', { person: v.optional(id) }),
  ask('joinScreen', { code }),
  /** Makes a code by which one other device becomes host, within ten minutes. */
  ask('offerConsole', {}),
  /** Before it was taken: takes it back. After: both stay hosts. */
  ask('endConsoleOffer', {}),
  /** Whoever offered gives up being host to whoever took it. */
  ask('handOverConsole', {}),
] as const;

const floor = [
  ask('requestFloor', { side: v.optional(side), rebuts: v.optional(id) }),
  /** Somebody seated, or by name somebody in the hall, who then gets a seat. */
  ask('addRequestFor', {
    who: v.union([v.object({ person: id }), v.object({ name: line(30) })]),
    side: v.optional(side),
    rebuts: v.optional(id),
  }),
  /** One's own unless the host names another. */
  ask('withdrawRequest', { request: v.optional(id) }),
  ask('moveRequest', { request: id, before: v.nullable(id) }),
  ask('giveFloor', { request: id }),
  ask('startTurn', { turn: seen }),
  ask('pauseTurn', { turn: seen }),
  ask('resumeTurn', { turn: seen }),
  ask('extendTurn', { seconds, reason, turn: seen }),
  /** From the current speaker to somebody seated, for that person's next turn. */
  ask('passTime', { to: id, seconds, turn: seen }),
  ask('endTurn', { turn: seen }),
  ask('noteTurn', { turn: id, text: text(2000) }),
] as const;

const answered = { question: id, text: text(2000), spokenBy: v.optional(id) };

const questions = [
  /** `onBehalfOf`: host or recorder write down what somebody seated asked aloud. */
  ask('ask', {
    text: text(500),
    to: v.optional(v.nullable(id)),
    topic: v.optional(v.nullable(id)),
    anonymous: v.optional(v.boolean()),
    onBehalfOf: v.optional(id),
  }),
  /** By the house, once the mass actions are closed: question → people who seconded it or what says the same. */
  ask('keepSupport', { support: v.record(id, v.pipe(v.number(), v.integer('support'), v.minValue(0, 'support'))) }),
  ask('withdrawQuestion', { question: id }),
  ask('raiseQuestion', { question: id }),
  ask('returnToQueue', { question: id }),
  ask('followUp', { question: id, text: text(500), anonymous: v.optional(v.boolean()), onBehalfOf: v.optional(id) }),
  ask('settleQuestion', { question: id }),
  ask('declineQuestion', { question: id, reason }),
  /** From now on questions wait for a host, or no longer. */
  ask('holdQuestions', { hold: v.boolean() }),
  ask('releaseQuestion', { question: id }),
  /** The first says the same as the second. */
  ask('mergeQuestion', { question: id, into: id }),
  ask('unmergeQuestion', { question: id }),
  /** To a department; null = whoever can answers. */
  ask('directQuestion', { question: id, to: v.nullable(id) }),
] as const;

/** `spokenBy`: the officer who said it, when host or recorder write it down. */
const answer = v.variant('kind', [
  v.object({ type: v.literal('answerQuestion'), kind: v.literal('on-the-spot'), ...answered }),
  v.object({ type: v.literal('answerQuestion'), kind: v.literal('later'), ...answered, dueOn: v.optional(day) }),
  v.object({ type: v.literal('answerQuestion'), kind: v.literal('transferred'), ...answered, department: id }),
  v.object({ type: v.literal('answerQuestion'), kind: v.literal('not-ours'), ...answered, reason }),
]);

const commitments = [
  /** At least one source: the answer (or question) it was said to, or the turn it was said in. */
  ask('captureCommitment', {
    question: v.optional(id),
    answer: v.optional(id),
    turn: v.optional(id),
    department: id,
    what: line(200),
    due: day,
  }),
  ask('confirmCommitment', { commitment: id }),
  ask('amendCommitment', { commitment: id, what: line(200), due: day, reason }),
  ask('refuseCommitment', { commitment: id, reason }),
] as const;

const debate = [
  /** `sideMinutes`: what each of 正方 and 反方 may use in all. */
  ask('setMotion', { text: line(200), sideMinutes: v.optional(v.nullable(minutes)) }),
  ask('setSideTime', { minutes: v.nullable(minutes) }),
  ask('extendSide', { side: v.picklist(['for', 'against']), seconds, reason }),
  ask('takeSide', { side }),
  /** 0 = wholly against, 100 = wholly for. */
  ask('setStance', {
    phase: v.picklist(['before', 'after']),
    value: v.pipe(v.number(), v.integer('value'), v.minValue(0, 'value'), v.maxValue(100, 'value')),
  }),
] as const;

export const sessionCommand = v.variant('type', [
  ...meeting,
  ...agenda,
  ...seats,
  ...floor,
  ...questions,
  answer,
  ...commitments,
  ...debate,
]);

export type SessionCommand = v.InferOutput<typeof sessionCommand>;
/** `CommandOf<'ask'>`: one of them by its type. */
export type CommandOf<Type extends SessionCommand['type']> = Extract<SessionCommand, { type: Type }>;

export type MeetingCommand = v.InferOutput<(typeof meeting)[number]>;
export type AgendaCommand = v.InferOutput<(typeof agenda)[number]>;
export type SeatCommand = v.InferOutput<(typeof seats)[number]>;
export type FloorCommand = v.InferOutput<(typeof floor)[number]>;
export type QuestionCommand = v.InferOutput<(typeof questions)[number] | typeof answer>;
export type CommitmentCommand = v.InferOutput<(typeof commitments)[number]>;
export type DebateCommand = v.InferOutput<(typeof debate)[number]>;
