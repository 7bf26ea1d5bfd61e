/** What a session brings elsewhere: its number, its topics, its two lists, what may be voted on and seconded. */
import { dayOf } from '../core/calendar.ts';
import type { BallotCommand } from '../ballots/commands.ts';
import type { Command as ChecklistCommand } from '../checklists/commands.ts';
import type { Command as PerformanceCommand } from '../performances/commands.ts';
import { textCell } from '../core/document.ts';
import type { Reaction } from '../core/kind.ts';
import { idOf, streamId, type Recorded, type StreamId } from '../core/recorded.ts';
import { pencilled } from '../minutes/pencil.ts';
import { minutesBlocks } from './minutes.ts';
import { performed } from './performing.ts';
import { seatOf } from './rights.ts';
import { withId } from './rule.ts';
import type { EventOf, SessionEvent } from './events.ts';
import type { Commitment, Session, SessionState } from './state.ts';

/** Every topic is told by the house; a topic that can't follow says so in its own record. */
const toTopics = (type: 'schedule' | 'unschedule' | 'deliberate', topics: readonly string[], session: string): readonly Reaction[] =>
  topics.map((topic) => {
    const command = { type, session };
    return { name: `${type}-${topic}`, stream: streamId('topics', topic), command };
  });

const toRegister = (startsAt: number, session: StreamId): Reaction => {
  const command = { type: 'allot', for: session };
  return { name: 'number', stream: streamId('registers', `sessions-${dayOf(startsAt).slice(0, 4)}`), command };
};

const idsOf = ({ topics }: Session): readonly string[] => topics.map(({ id }) => id);

const toChecklist = (session: string, name: string, command: ChecklistCommand): Reaction => ({
  name,
  stream: streamId('checklists', session),
  command,
});

/**
 * The two lists ask this seat who may write, and later who rates; without roles: nobody any more. Whoever convened it keeps that right
 * without a seat; who sits in the hall without a phone can do neither, and would only be waited for.
 */
const seatThere = (session: Session, id: string, person: string): Reaction => {
  const taken = seatOf(session, person);
  const seat = taken?.hall ? null : taken;
  const roles = [...(seat?.roles ?? []), ...(person === session.convener ? (['convener'] as const) : [])];
  return toChecklist(id, `seat-${person}`, { type: 'seat', person, roles, department: seat?.department ?? null });
};

/** Big screens show the lists as they grow. */
const screenThere = (id: string, screen: string): Reaction =>
  toChecklist(id, `screen-${screen}`, { type: 'seat', person: screen, roles: ['screen'], department: null });

const numberThere = ({ number }: Session, id: string): readonly Reaction[] =>
  number ? [toChecklist(id, 'number-there', { type: 'number', ...number })] : [];

const prepare = (session: Session, id: string): readonly Reaction[] => {
  const seated = Object.keys(session.seats).filter((person) => seatOf(session, person)?.hall === false);
  const people = [...new Set([...seated, session.convener])];
  return [
    toChecklist(id, 'prepare', { type: 'prepare', session: id, title: session.title }),
    ...numberThere(session, id),
    ...people.map((person) => seatThere(session, id, person)),
    ...session.screens.filter((screen) => !people.includes(screen)).map((screen) => screenThere(id, screen)),
  ];
};

const toBallots = (session: string, name: string, command: BallotCommand): Reaction => ({
  name,
  stream: streamId('ballots', session),
  command,
});

/** Who votes presses a button: who sits in the hall without a phone is asked by show of hands. */
const votingSeat = (session: Session, person: string) => {
  const seat = seatOf(session, person);
  return { person, roles: seat === null || seat.hall ? [] : [...seat.roles], department: seat?.department ?? null };
};

/** Everybody at once: a hall that is full already may vote from the first moment. */
const prepareBallots = (session: Session, id: string): Reaction => {
  const { title, publicity, screens } = session;
  const seats = Object.keys(session.seats)
    .map((person) => votingSeat(session, person))
    .filter(({ roles }) => roles.length > 0);
  return toBallots(id, 'prepare-ballots', { type: 'prepare', session: id, title, publicity, seats, screens: [...screens] });
};

const votingSeatThere = (session: Session, id: string, person: string): Reaction =>
  toBallots(id, `voting-${person}`, { type: 'seat', ...votingSeat(session, person) });

const screenAtBallots = (id: string, screen: string): Reaction =>
  toBallots(id, `watching-${screen}`, { type: 'seat', person: screen, roles: [], department: null, screen: true });

/** What may be seconded, and which questions count as one; who asked it stays with the counting. The room heard of it. */
const questionThere = (session: Session, id: string, question: string): readonly Reaction[] => {
  const told = withId(session.questions, question);
  if (!told || told.hidden) return [];
  const open = told.stage === 'queued' || told.stage === 'raised' || told.stage === 'answered';
  const command = { type: 'tellQuestion', question, asker: told.by, open, into: told.mergedInto } as const;
  return [toBallots(id, `seconds-${question}`, command)];
};

/** A row of the responsibility list, as complete as the hall left it; people finish it. */
const pencil = (session: Session, id: string, { commitment: row, ...event }: EventOf<'commitmentCaptured'>, at: number): Reaction => {
  const { question, answer, turn, department, what, due } = event;
  const source = (kind: string, of: string | null) => (of === null ? [] : [{ kind, id: of, at }]);
  const cells = {
    order: orderOf(session.commitments, row),
    title: textCell(what.slice(0, 60)),
    suggestions: [],
    sources: [...source('question', question), ...source('answer', answer), ...source('turn', turn), ...source('commitment', row)],
    task: textCell(what),
    criterion: textCell(''),
    lead: department,
    cooperating: [],
    person: '',
    phone: '',
    due,
    milestones: [],
    publicity: 'public',
  };
  return { name: 'pencil', document: `checklists/${id}/responsibilities`, row, cells };
};

/** Fractional index: in the order they were promised, with room between them. */
const orderOf = (commitments: readonly Commitment[], row: string): string => {
  const place = commitments.findIndex(({ id }) => id === row);
  return `c${String(Math.max(0, place)).padStart(3, '0')}`;
};

/** To the record of each member who was here; its source is the close. */
const toPerformances = (session: Session, stream: StreamId, seq: number): readonly Reaction[] =>
  performed(session).map(({ person, did }) => {
    const credits = did.map(({ sort, times }) => ({ sort, of: stream, times }));
    const command: PerformanceCommand = { type: 'credit', stream, seq, title: session.title, credits };
    return { name: `performed-${person}`, stream: streamId('performances', person), command };
  });

const asked = ({ event, at, seq }: Recorded<SessionEvent>, state: Session, stream: StreamId, id: string): readonly Reaction[] => {
  const held = state.stage === 'open' || state.stage === 'closed';
  switch (event.type) {
    case 'convened':
      return [toRegister(event.startsAt, stream), ...toTopics('schedule', idsOf(state), id)];
    case 'revised':
      return [...toTopics('schedule', event.added, id), ...toTopics('unschedule', event.removed, id)];
    case 'cancelled':
      return toTopics('unschedule', idsOf(state), id);
    case 'numbered':
      return held ? numberThere(state, id) : [];
    case 'opened':
      return [prepareBallots(state, id), ...prepare(state, id)];
    case 'seated':
    case 'seatLeft':
      return held ? [votingSeatThere(state, id, event.person), seatThere(state, id, event.person)] : [];
    case 'screenJoined':
      return held ? [screenAtBallots(id, event.person), ...(seatOf(state, event.person) ? [] : [screenThere(id, event.person)])] : [];
    case 'questionAsked':
    case 'questionReleased':
    case 'questionMerged':
    case 'questionUnmerged':
    case 'questionSettled':
    case 'questionDeclined':
    case 'questionWithdrawn':
      return questionThere(state, id, event.question);
    case 'commitmentCaptured':
      return [pencil(state, id, event, at)];
    case 'closed':
      return [
        toBallots(id, 'close-ballots', { type: 'close' }),
        ...toTopics('deliberate', idsOf(state), id),
        toChecklist(id, 'conclude', { type: 'conclude' }),
        ...toPerformances(state, stream, seq),
      ];
    default:
      return [];
  }
};

/** Besides what it asks of others, every event writes its part of the minutes, so that at the close nothing is left to compose. */
export const reactions = (recorded: Recorded<SessionEvent>, state: SessionState, stream: StreamId): readonly Reaction[] => {
  if (state.stage === 'none') return [];
  const id = idOf(stream);
  return [...asked(recorded, state, stream, id), ...minutesBlocks(recorded, state).map((block) => pencilled(id, block))];
};
