/** The meeting itself: convened, numbered, opened, closed, called off. */
import type { Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse } from '../core/refusal.ts';
import { left, planned } from './agenda.ts';
import { currentSegment, currentTurn, minutesOf } from './clock.ts';
import { firstCodes } from './codes.ts';
import type { CommandOf, MeetingCommand } from './commands.ts';
import type { EventOf, MeetingEvent, PlannedSegment, SessionEvent } from './events.ts';
import { changed, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import { seated } from './seats.ts';
import type { Session, SessionTopic } from './state.ts';

const once = (topics: readonly SessionTopic[]): readonly SessionTopic[] =>
  topics.filter(({ id }, n) => topics.findIndex((other) => other.id === id) === n);

export const convene = (command: CommandOf<'convene'>, actor: Actor, { pack, chance }: Occasion): Outcome => {
  const preset = Object.hasOwn(pack.session.presets, command.preset) ? pack.session.presets[command.preset] : undefined;
  if (!preset) return refuse('preset-unknown');
  const { title, place, startsAt, name } = command;
  const convened: SessionEvent = {
    ...{ type: 'convened', title, place, startsAt },
    topics: once(command.topics),
    preset: command.preset,
    publicity: command.publicity ?? 'invited',
    asksRealName: command.asksRealName ?? false,
    placard: pack.session.placard,
    answerLater: pack.session.answerLater,
    convener: actor.id,
    segments: preset.segments.map((segment, n): PlannedSegment => ({
      id: `s${n + 1}`,
      topic: null,
      ...segment,
      titleEn: segment.titleEn ?? null,
    })),
    codes: firstCodes(chance),
  };
  const { id: person, department } = actor;
  return [convened, seated({ person, name: name ?? null, realName: null, roles: ['host'], department, hall: false })];
};

export const meetingDeciders: Deciders<Exclude<MeetingCommand, { type: 'convene' }>> = {
  revise(command, session) {
    const { title, topics, place, startsAt, publicity, asksRealName } = session;
    const before = { title, topics, place, startsAt, publicity, asksRealName };
    const { type: _, ...asked } = command;
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Partial<typeof before>;
    const after = { ...before, ...given, topics: once(given.topics ?? topics) };
    if (JSON.stringify(after) === JSON.stringify(before)) return [];
    const missingIn = (list: readonly SessionTopic[]) => (topic: SessionTopic) => !list.some(({ id }) => id === topic.id);
    const ids = (list: readonly SessionTopic[]) => list.map(({ id }) => id);
    return [
      {
        type: 'revised',
        ...after,
        added: ids(after.topics.filter(missingIn(topics))),
        removed: ids(topics.filter(missingIn(after.topics))),
      },
    ];
  },
  takeNumber({ year, number }, session) {
    return session.number ? [] : [{ type: 'numbered', year, number }];
  },
  open(_, session) {
    return session.segments.length === 0 ? refuse('agenda-empty') : [{ type: 'opened' }];
  },
  close(_, session) {
    if (currentTurn(session)) return refuse('floor-taken');
    const open = session.questions.filter(({ stage }) => stage === 'raised');
    if (open.length === 0) return [{ type: 'closed' }];
    const problems = open.map(({ id }) => ({ id, field: 'answer', code: 'unanswered' }));
    return refuse('questions-unanswered', { open: open.length }, problems);
  },
  cancel({ reason }) {
    return [{ type: 'cancelled', reason }];
  },
  showScene({ scene }, session) {
    return session.scene === scene ? [] : [{ type: 'sceneShown', scene }];
  },
  // To the same place again is a call to come back there.
  lead({ place }, { lead }) {
    return place === null && lead === null ? [] : [{ type: 'led', place }];
  },
};

export const convened = ({ type: _, segments, ...event }: EventOf<'convened'>): Session => ({
  stage: 'preparing',
  ...event,
  number: null,
  screens: [],
  seats: {},
  segments: segments.map(planned),
  plan: null,
  floor: { requests: [], moves: [], turns: [], current: null, credits: {} },
  questions: [],
  holdsQuestions: false,
  commitments: [],
  debate: null,
  earlierDebates: [],
  offer: null,
  handedOver: null,
  hand: null,
  scene: 'auto',
  lead: null,
});

export const meetingEvolvers: Evolvers<Exclude<MeetingEvent, { type: 'convened' }>> = {
  revised(session, { title, topics, place, startsAt, publicity, asksRealName }) {
    return { ...session, title, topics, place, startsAt, publicity, asksRealName };
  },
  numbered(session, { year, number }) {
    return { ...session, number: { year, number } };
  },
  opened(session, _, { at }) {
    return { ...session, stage: 'open', openedAt: at, plan: minutesOf(session) };
  },
  closed(session, _, { at }) {
    const openedAt = 'openedAt' in session ? session.openedAt : at;
    const current = currentSegment(session);
    const segments = current ? changed(session.segments, current.id, (segment) => left(segment, at)) : session.segments;
    return { ...session, stage: 'closed', openedAt, closedAt: at, segments };
  },
  cancelled(session, { reason }, { at }) {
    return { ...session, stage: 'cancelled', reason, cancelledAt: at };
  },
  sceneShown(session, { scene }) {
    return { ...session, scene };
  },
  led(session, { place }, { at }) {
    return { ...session, lead: place === null ? null : { place, at } };
  },
};
