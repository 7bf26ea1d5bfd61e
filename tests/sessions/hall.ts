/** A hall to test in: people, and the events that bring a session to where a rule begins. */
import { officer, person, sentences, type Happened } from '../given/given.ts';
import type { Actor } from '#shared/core/actor.ts';
import type { EventOf, SessionEvent } from '#shared/sessions/events.ts';
import { firstCodes } from '#shared/sessions/codes.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { SessionRole, Side } from '#shared/sessions/state.ts';
import { start } from '../given/given.ts';

export const convener = person('u-convener', 'convener');
export const admin = person('u-admin', 'admin');
export const host = person('g-host');
export const recorder = person('g-recorder');
export const zhang = person('g-zhang');
export const li = person('g-li');
export const wang = person('g-wang');
export const observer = person('g-observer');
export const housing = officer('u-housing', 'housing');
export const water = officer('u-water', 'water');
export const stranger = person('g-stranger');

export const codes = firstCodes('0123456789abcdef0123456789abcdef');
export const [wallCode, hostCode, screenCode] = codes.map(({ code }) => code) as [string, string, string];

export const convened: EventOf<'convened'> = {
  type: 'convened',
  title: '新桥北村改造协商会',
  topics: [{ id: 't-1', title: '加装电梯' }],
  place: '城东街道办事处',
  startsAt: start,
  preset: 'questions-answers-debate',
  publicity: 'invited',
  asksRealName: false,
  placard: 60,
  answerLater: 48,
  convener: convener.id,
  segments: [
    { id: 'ask', form: 'questions', title: '提问', topic: null, minutes: 20, turn: 180 },
    { id: 'argue', form: 'debate', title: '辩论', topic: null, minutes: 15, turn: 120 },
    { id: 'wrap', form: 'wrap-up', title: '归纳', topic: null, minutes: 10, turn: 300 },
  ],
  codes,
};

export const seat = (who: Actor, ...roles: SessionRole[]): EventOf<'seated'> => ({
  type: 'seated',
  person: who.id,
  roles,
  department: who.department,
  hall: false,
  personal: { subject: who.id, facts: { name: `名-${who.id}`, realName: `真名-${who.id}` } },
});

export const seats: readonly SessionEvent[] = [
  seat(host, 'host'),
  seat(recorder, 'recorder'),
  seat(zhang, 'resident'),
  seat(li, 'stakeholder'),
  seat(wang, 'resident'),
  seat(observer, 'observer'),
  seat(housing, 'officer'),
  seat(water, 'officer'),
];
export const preparing: readonly SessionEvent[] = [convened, ...seats];
export const open: readonly SessionEvent[] = [...preparing, { type: 'opened' }];
/** The first segment runs since `start`. */
export const begun: readonly SessionEvent[] = [...open, { type: 'segmentStarted', segment: 'ask' }];

/** What may stand in a past. */
export type Past = SessionEvent | Happened<SessionEvent>;

export const later = (milliseconds: number, ...events: readonly SessionEvent[]): readonly Happened<SessionEvent>[] =>
  events.map((event) => ({ event, at: start + milliseconds }));

export const requested = (who: Actor, side: Side | null = null): EventOf<'floorRequested'> => ({
  type: 'floorRequested',
  request: `r-${who.id}`,
  person: who.id,
  side,
  rebuts: null,
});

export const given = (who: Actor, turn = `turn-${who.id}`, side: Side | null = null): EventOf<'floorGiven'> => ({
  ...{ type: 'floorGiven', turn, request: `r-${who.id}`, person: who.id, segment: 'ask', side, rebuts: null },
  granted: 180_000,
});

/** A whole turn: asked at `from`, spoken for `long` milliseconds. */
export const spoken = (who: Actor, from: number, long: number, side: Side | null = null): readonly Happened<SessionEvent>[] => {
  const turn = `turn-${who.id}-${from}`;
  return [
    ...later(from, requested(who, side), given(who, turn, side), { type: 'turnStarted', turn }),
    ...later(from + long, { type: 'turnEnded', turn }),
  ];
};

export const asked = (who: Actor, more: Partial<EventOf<'questionAsked'>> = {}): EventOf<'questionAsked'> => ({
  type: 'questionAsked',
  question: 'q-1',
  asker: who.id,
  anonymous: false,
  text: '电梯什么时候装？',
  topic: 't-1',
  to: 'housing',
  parent: null,
  ...more,
});

export const raised: SessionEvent = { type: 'questionRaised', question: 'q-1' };

export const answered = (more: Partial<EventOf<'questionAnswered'>> = {}): EventOf<'questionAnswered'> => ({
  type: 'questionAnswered',
  question: 'q-1',
  answer: 'a-1',
  kind: 'on-the-spot',
  text: '年底前装好。',
  answerer: housing.id,
  department: 'housing',
  dueOn: null,
  transferredTo: null,
  reason: null,
  ...more,
});

export const session = sentences(sessions);
