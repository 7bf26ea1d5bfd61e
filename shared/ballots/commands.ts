/** What can be asked of the mass actions. The id of the one new thing a command makes is the id of the command. */
import * as v from 'valibot';
import { id, line } from '../core/fields.ts';
import { ballotForms, marks, methods, moods, voterRoles } from './state.ts';

const ask = <const Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), ...entries });

const roles = v.pipe(v.array(v.picklist(voterRoles)), v.maxLength(voterRoles.length, 'long'));
const reason = line(200);
const chosen = v.pipe(v.array(id), v.maxLength(12, 'long'));
const score = v.pipe(v.number(), v.integer('score'), v.minValue(0, 'score'), v.maxValue(10, 'score'));

const seat = { person: id, roles, department: v.nullable(id) };

const meeting = [
  /** With everybody who sits there already, in one go. */
  ask('prepare', {
    session: id,
    title: line(200),
    publicity: v.optional(v.picklist(['invited', 'open'])),
    seats: v.optional(v.array(v.object(seat))),
    screens: v.optional(v.array(id)),
  }),
  /** No roles = left. `screen`: a big screen, which has none. */
  ask('seat', { ...seat, screen: v.optional(v.boolean()) }),
  ask('close', {}),
  /** By the house: the map as computed from all votes at the close. */
  ask('keepMap', { map: v.unknown() }),
] as const;

const statements = [
  ask('openMarking', {}),
  ask('closeMarking', {}),
  ask('setReview', { review: v.boolean() }),
  ask('makeStatement', { text: line(140), rewords: v.optional(v.nullable(id)) }),
  ask('admitStatement', { statement: id }),
  ask('excludeStatement', { statement: id, reason }),
  ask('mark', { statement: id, mark: v.picklist(marks) }),
] as const;

const seconds = [
  /** By the house: how a question that the room heard of stands. `into`: the one it was merged into. */
  ask('tellQuestion', { question: id, asker: id, open: v.boolean(), into: v.nullable(id) }),
  ask('second', { question: id }),
  ask('unsecond', { question: id }),
] as const;

const choice = v.variant('method', [
  v.object({ method: v.literal('single'), option: id }),
  v.object({ method: v.literal('multiple'), options: chosen }),
  v.object({ method: v.literal('ranked'), options: v.pipe(chosen, v.minLength(1, 'empty')) }),
  v.object({ method: v.literal('score'), scores: v.record(id, score) }),
  v.object({ method: v.literal('words'), words: v.pipe(v.array(line(20)), v.minLength(1, 'empty'), v.maxLength(3, 'long')) }),
]);

const polls = [
  ask('openPoll', {
    title: line(140),
    method: v.picklist(methods),
    /** None for short answers, two to twelve otherwise. */
    options: v.pipe(v.array(v.object({ id, text: line(80) })), v.maxLength(12, 'long')),
    most: v.optional(v.pipe(v.number(), v.integer('most'), v.minValue(1, 'most'), v.maxValue(12, 'most'))),
    form: v.picklist(ballotForms),
    roles: v.optional(roles),
    running: v.optional(v.boolean()),
  }),
  /** By the house: which key signs the papers of a secret poll. */
  ask('announceKey', { poll: id, fingerprint: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u, 'fingerprint')) }),
  /** `blinded`: what the paper desk is asked to sign, hex. */
  ask('drawPaper', { poll: id, blinded: v.pipe(v.string(), v.regex(/^[0-9a-f]{64,1024}$/u, 'blinded')) }),
  ask('castBallot', { poll: id, choice }),
  /** `after`: announced, and closed by the house so many seconds later; without it at once. */
  ask('closePoll', {
    poll: id,
    after: v.optional(v.pipe(v.number(), v.integer('after'), v.minValue(5, 'after'), v.maxValue(300, 'after'))),
  }),
  /** Takes back what was announced. */
  ask('keepPollOpen', { poll: id }),
  ask('withdrawPoll', { poll: id, reason }),
] as const;

const mood = [ask('showMood', { mood: v.nullable(v.picklist(moods)) }), ask('clearMoods', {})] as const;

export const ballotCommand = v.variant('type', [...meeting, ...statements, ...seconds, ...polls, ...mood]);
export type BallotCommand = v.InferOutput<typeof ballotCommand>;
export type CommandOf<Type extends BallotCommand['type']> = Extract<BallotCommand, { type: Type }>;

export type MeetingCommand = v.InferOutput<(typeof meeting)[number]>;
export type StatementCommand = v.InferOutput<(typeof statements)[number]>;
export type SecondCommand = v.InferOutput<(typeof seconds)[number]>;
export type PollCommand = v.InferOutput<(typeof polls)[number]>;
export type MoodCommand = v.InferOutput<(typeof mood)[number]>;
