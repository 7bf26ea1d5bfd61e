/** What holds in every life of a session, whatever people press. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftOf } from '#shared/sessions/clock.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { queue } from '#shared/sessions/queue.ts';
import type { Session, SessionState } from '#shared/sessions/state.ts';
import { elapsed } from '#shared/sessions/stopwatch.ts';
import { expectVisibilityLaw } from '../given/visible.ts';
import { floorOnly, live, steps, type Lived } from './life.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const lives = (law: (lived: readonly Lived[]) => void, concerns?: typeof floorOnly): void =>
  fc.assert(
    fc.property(steps, (taken) => law(live(taken, concerns))),
    { numRuns: 120 },
  );
const sessionOf = ({ after }: Lived): Session => {
  if (after.stage === 'none') throw new Error('every life begins convened');
  return after;
};

test('S56 what a viewer was sent, folded, is what they may see of the whole', { timeout: 60_000 }, () => {
  lives((lived) =>
    expectVisibilityLaw(
      sessions,
      lived.map(({ recorded }) => recorded),
      ['host', 'room', 'screen', 'public'],
    ),
  );
});

test('S56 whoever comes late, with texts taken away since, ends with the same', () => {
  lives((lived) => {
    const end = lived.at(-1)!.after;
    for (const audience of ['room', 'screen', 'public']) {
      const sent = lived.map(({ recorded }) => sessions.visibility.see(recorded, audience, end)).filter((one) => one !== null);
      expect(sent.reduce((state, one) => sessions.evolve(state, one), sessions.initial)).toEqual(sessions.visibility.view(end, audience));
    }
  });
});

/** An account kept beside the rules, from the record alone: time granted, and time during which somebody's watch ran. */
const account = (lived: readonly Lived[]): { granted: number; used: number; running: boolean; at: number } => {
  const book = { granted: 0, used: 0, running: false, at: 0 };
  for (const { recorded } of lived) {
    const { event, at } = recorded;
    if (book.running) book.used += at - book.at;
    book.at = at;
    if (event.type === 'floorGiven') book.granted += event.granted;
    if (event.type === 'turnExtended') book.granted += event.milliseconds;
    if (event.type === 'turnStarted' || event.type === 'turnResumed') book.running = true;
    if (event.type === 'turnPaused' || event.type === 'turnEnded') book.running = false;
  }
  return book;
};

test('S36 no speaking time is lost or made', () => {
  lives((lived) => {
    const book = account(lived);
    const { turns, credits } = sessionOf(lived.at(-1)!).floor;
    for (const moment of [book.at, book.at + 12_345]) {
      const used = sum(turns.map((turn) => elapsed(turn, moment)));
      const left = sum(turns.map((turn) => leftOf(turn, moment))) + sum(Object.values(credits));
      expect(used).toBe(book.used + (book.running ? moment - book.at : 0));
      expect(used + left).toBe(book.granted);
    }
  }, floorOnly);
});

test('S21 S26 one current segment, one speaker, and only they run', () => {
  lives((lived) => {
    for (const one of lived) {
      const { segments, floor } = sessionOf(one);
      expect(segments.filter(({ stage }) => stage === 'current').length).toBeLessThanOrEqual(1);
      expect(segments.filter(({ stage, since }) => stage !== 'current' && since !== null)).toEqual([]);
      expect(floor.turns.filter(({ stage }) => stage !== 'ended').map(({ id }) => id)).toEqual(
        floor.current === null ? [] : [floor.current],
      );
      expect(floor.turns.filter(({ stage, since }) => (stage === 'running') !== (since !== null))).toEqual([]);
    }
  });
});

test('S7 S8 S17 no life ends with an unanswered question or a speaker, and none is without a host', () => {
  lives((lived) => {
    for (const one of lived) {
      const { stage, questions, floor, seats } = sessionOf(one);
      const hosts = Object.values(seats).filter(({ roles, left }) => left === null && roles.includes('host'));
      if (one.recorded.seq > 2) expect(hosts.length).toBeGreaterThan(0);
      if (stage !== 'closed') continue;
      expect(questions.filter((question) => question.stage === 'raised')).toEqual([]);
      expect(floor.current).toBeNull();
    }
  });
});

test('S27 nobody waits twice, and everybody who waits sits here', () => {
  lives((lived) => {
    for (const one of lived) {
      const session = sessionOf(one);
      const waiting = session.floor.requests.map(({ person }) => person);
      expect(new Set(waiting).size).toBe(waiting.length);
      expect(waiting.filter((person) => session.seats[person]?.left !== null)).toEqual([]);
      expect(queue(session).map(({ place }) => place)).toEqual(waiting.map((_, n) => n + 1));
    }
  });
});

test('S55 the tally is what the stances add up to', () => {
  lives((lived) => {
    const { debate } = sessionOf(lived.at(-1)!);
    if (!debate) return;
    for (const phase of ['before', 'after'] as const) {
      const values = Object.values(debate.stances)
        .map((stance) => stance[phase])
        .filter((value) => value !== null);
      expect(debate[phase]).toMatchObject({ count: values.length, sum: sum(values) });
      expect(sum(debate[phase].steps)).toBe(values.length);
    }
    const both = Object.values(debate.stances).filter(({ before, after }) => before !== null && after !== null);
    expect(sum(Object.values(debate.moved))).toBe(both.length);
  });
});

test('S62 a snapshot is plain JSON, and folding on from it gives the same', () => {
  lives((lived) => {
    const half = Math.floor(lived.length / 2);
    const kept = JSON.parse(JSON.stringify(lived[half]!.before)) as SessionState;
    expect(lived.slice(half).reduce((state, { recorded }) => sessions.evolve(state, recorded), kept)).toEqual(lived.at(-1)!.after);
  });
});

test('the lives drawn above meet every event there is', () => {
  const met = new Set<SessionEvent['type']>();
  fc.assert(
    fc.property(steps, (taken) => {
      for (const { recorded } of live(taken)) met.add(recorded.event.type);
    }),
    { numRuns: 300, seed: 7 },
  );
  const never = allEvents.filter((type) => !met.has(type));
  expect(never).toEqual([]);
});

/** Complete by its type, but for what is not asked any more. */
const every: Readonly<Record<Exclude<SessionEvent['type'], 'questionSeconded' | 'secondWithdrawn'>, true>> = {
  ...{ convened: true, revised: true, numbered: true, opened: true, closed: true, cancelled: true, sceneShown: true, agendaSet: true },
  ...{ segmentAdded: true, segmentRevised: true, segmentMoved: true, segmentRemoved: true, segmentStarted: true, segmentSkipped: true },
  ...{ segmentExtended: true, clockPaused: true, clockResumed: true, seated: true, seatLeft: true, codeMade: true, codeRevoked: true },
  ...{ screenJoined: true, floorRequested: true, requestWithdrawn: true, requestMoved: true, floorGiven: true, turnStarted: true },
  ...{ turnPaused: true, turnResumed: true, turnExtended: true, timePassed: true, turnEnded: true, turnNoted: true, questionAsked: true },
  ...{ supportKept: true, questionRaised: true, questionReturned: true, questionAnswered: true },
  ...{ questionSettled: true, questionDeclined: true, questionWithdrawn: true, commitmentCaptured: true, commitmentConfirmed: true },
  ...{ commitmentAmended: true, commitmentRefused: true, motionSet: true, sideTaken: true, stanceSet: true },
  ...{ consoleOffered: true, consoleTaken: true, consoleOfferEnded: true, consoleHandedOver: true, questionsHeld: true },
  ...{ questionReleased: true, questionMerged: true, questionUnmerged: true, questionDirected: true, sideTimeSet: true },
  ...{ sideExtended: true, led: true },
};
const allEvents = Object.keys(every) as SessionEvent['type'][];
