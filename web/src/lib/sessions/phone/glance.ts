/** What a person who listens has to hear of a live session: what was a moment ago, what is now, and the sentences between. Pure. */
import type { SegmentClock, TurnClock } from '#shared/sessions/clock.ts';
import type { Question, Segment, Session } from '#shared/sessions/state.ts';
import type { along } from '#web/lib/words/sessions/along.ts';
import type { board } from '#web/lib/words/sessions/board.ts';
import type { phone } from '#web/lib/words/sessions/phone.ts';

export interface Glance {
  /** Turn that has begun, and whose. */
  readonly speaks: { readonly turn: string; readonly person: string } | null;
  readonly myTurn: string | null;
  /** Of my own turn. */
  readonly halfMinute: boolean;
  readonly over: boolean;
  readonly segment: Pick<Segment, 'id' | 'title' | 'titleEn' | 'form'> | null;
  readonly running: boolean;
  readonly place: number | null;
  /** Question → stage and number of answers. */
  readonly questions: ReadonlyMap<string, { readonly stage: Question['stage']; readonly answers: number }>;
  readonly motion: { readonly id: string; readonly text: string } | null;
  readonly commitments: ReadonlySet<string>;
}

export interface Clocks {
  readonly segment: SegmentClock | null;
  readonly turn: TurnClock | null;
}

const halfMinute = 30_000;

export const glanceAt = (session: Session, me: string, place: number | null, { segment, turn }: Clocks): Glance => {
  const mine = turn?.turn.person === me ? turn : null;
  const begun = turn !== null && turn.turn.startedAt !== null;
  const { debate } = session;
  return {
    speaks: begun ? { turn: turn.turn.id, person: turn.turn.person } : null,
    myTurn: mine?.turn.id ?? null,
    halfMinute: mine !== null && mine.running && mine.left <= halfMinute && mine.left > 0,
    over: mine?.over === true,
    segment: segment?.segment ?? null,
    running: segment?.running ?? false,
    place,
    questions: new Map(session.questions.map(({ id, stage, answers }) => [id, { stage, answers: answers.length }])),
    motion: debate && { id: debate.motion.id, text: debate.motion.text },
    commitments: new Set(session.commitments.map(({ id }) => id)),
  };
};

export interface News {
  readonly key: string;
  readonly text: string;
  readonly urgent: boolean;
}

export interface Listener {
  readonly me: string;
  /** Departments I speak for. */
  readonly mine: readonly string[];
  readonly asked: (question: Question) => boolean;
  readonly nameOf: (person: string) => string;
  readonly departmentName: (id: string | null) => string;
  /** In the language of the screen. */
  readonly titleOf: (segment: Pick<Segment, 'title' | 'titleEn'>) => string;
  readonly words: { readonly along: typeof along.zh; readonly board: typeof board.zh; readonly phone: typeof phone.zh };
}

const calm = (key: string, text: string): News => ({ key, text, urgent: false });
const urgent = (key: string, text: string): News => ({ key, text, urgent: true });
const when = (holds: boolean, news: () => News): readonly News[] => (holds ? [news()] : []);
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 38)}…` : text);

const ofFloor = (before: Glance, now: Glance, { nameOf, words: { along: w } }: Listener): readonly News[] => [
  ...when(now.myTurn !== null && now.myTurn !== before.myTurn, () => urgent('turn', w.yourTurn)),
  ...when(now.halfMinute && !before.halfMinute, () => urgent('time', w.halfMinute)),
  ...when(now.over && !before.over, () => urgent('time', w.timeOver)),
  ...when(now.place === 1 && before.place !== 1, () => urgent('place', w.youAreNext)),
  ...when(now.place !== null && now.place > 1 && before.place !== null && now.place !== before.place, () =>
    calm('place', w.placeNow(now.place ?? 0)),
  ),
  ...when(now.speaks !== null && now.myTurn === null && now.speaks.turn !== before.speaks?.turn, () =>
    calm('speaks', w.speakerNow(nameOf(now.speaks?.person ?? ''))),
  ),
];

const ofAgenda = (before: Glance, now: Glance, { titleOf, words: { along: w, board: b, phone: p } }: Listener): readonly News[] => {
  const { segment } = now;
  const began = segment !== null && segment.id !== before.segment?.id;
  return [
    ...when(began, () => calm('segment', segment?.form === 'stance' ? p.stanceBegan : b.segmentBegan(segment ? titleOf(segment) : ''))),
    ...when(!began && segment !== null && before.running !== now.running, () => calm('clock', now.running ? w.goesOn : w.paused)),
    ...when(now.motion !== null && now.motion.id !== before.motion?.id, () => calm('motion', w.newMotion(now.motion?.text ?? ''))),
  ];
};

const ofQuestions = (before: Glance, session: Session, listener: Listener): readonly News[] => {
  const { along: w, phone: p } = listener.words;
  const news: News[] = [];
  let fresh = 0;
  for (const question of session.questions) {
    const was = before.questions.get(question.id);
    const mine = question.by === listener.me || listener.asked(question);
    if (!was && question.stage === 'queued' && !mine) fresh += 1;
    if (question.stage === 'raised' && was?.stage !== 'raised') {
      const asksMe = listener.mine.some((own) => question.to === own);
      news.push(asksMe ? urgent(`asks-${question.id}`, p.askedYou) : calm('raised', w.raisedNow(short(question.text))));
    }
    if (was && question.answers.length > was.answers)
      news.push(calm(mine ? `answer-${question.id}` : 'answered', (mine ? w.answeredMine : w.answeredNow)(short(question.text))));
  }
  return [...news, ...when(fresh > 0, () => calm('asked', w.newQuestions(fresh)))];
};

const ofPromises = (before: Glance, session: Session, { departmentName, words: { along: w } }: Listener): readonly News[] =>
  session.commitments
    .filter(({ id }) => !before.commitments.has(id))
    .slice(-1)
    .map(({ department }) => calm('promise', w.promiseNow(departmentName(department))));

/** Everything that changed, in sentences. */
export const newsBetween = (before: Glance, now: Glance, session: Session, listener: Listener): readonly News[] => [
  ...ofFloor(before, now, listener),
  ...ofAgenda(before, now, listener),
  ...ofQuestions(before, session, listener),
  ...ofPromises(before, session, listener),
];
