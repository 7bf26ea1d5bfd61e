import type { Actor } from '#shared/core/actor.ts';
import { stands } from '#shared/sessions/duplicates.ts';
import { isSpeaker } from '#shared/sessions/rights.ts';
import type { Question, Segment, Session } from '#shared/sessions/state.ts';
import type { Dates } from '#web/lib/words/dates.ts';
import type { names } from '#web/lib/words/sessions.ts';
import type { along } from '#web/lib/words/sessions/along.ts';
import type { phone } from '#web/lib/words/sessions/phone.ts';
import { story } from '../story.ts';

/** Whole sentences, in the order they are read. */
export interface CatchUp {
  readonly where: readonly string[];
  readonly said: readonly string[];
  readonly can: readonly string[];
}

export interface CatchUpFacts {
  readonly me: Actor['id'];
  /** Departments I speak for. */
  readonly mine: readonly string[];
  /** My place in the queue. */
  readonly place: number | null;
  readonly endsAt: number | null;
  readonly nameOf: (person: string) => string;
  readonly departmentName: (id: string | null) => string;
  readonly asked: (question: string) => boolean;
  readonly seconded: (question: Question) => boolean;
  /** In the language of the screen. */
  readonly titleOf: (segment: Segment) => string;
  /** From beside the session: polls, statements. */
  readonly offers: readonly string[];
}

export interface CatchUpWords {
  readonly along: typeof along.zh;
  readonly phone: typeof phone.zh;
  readonly names: typeof names.zh;
  readonly dates: Dates;
}

const few = 3;
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 58)}…` : text);

const where = (session: Session, facts: CatchUpFacts, { along: w, phone: p, names: n, dates }: CatchUpWords): readonly string[] => {
  const turn = session.floor.turns.find(({ id }) => id === session.floor.current);
  const name = turn ? facts.nameOf(turn.person) : '';
  const { segment } = story(session);
  const debating = session.debate !== null && ['debate', 'stance'].includes(segment?.form ?? '');
  return [
    'openedAt' in session ? p.lateSegment(dates.time(session.openedAt), segment ? facts.titleOf(segment) : '') : '',
    turn ? (turn.side ? w.speaksFor(name, n.sides[turn.side]) : w.speaksNow(name)) : '',
    debating && session.debate ? w.motionIs(session.debate.motion.text) : '',
    facts.endsAt === null ? '' : w.endsAt(dates.time(facts.endsAt)),
  ];
};

/** What binds or was answered comes last heard first; of each a few, with the number of all. */
const said = (session: Session, facts: CatchUpFacts, { along: w, phone: p, dates }: CatchUpWords): readonly string[] => {
  const told = story(session);
  const notes = session.floor.turns.filter((turn) => turn.note !== null).slice(-few);
  const answered = session.questions
    .filter((one) => one.answers.length > 0 && one.text !== '')
    .toSorted((a, b) => (a.answers.at(-1)?.at ?? 0) - (b.answers.at(-1)?.at ?? 0));
  const open = session.questions.filter((one) => one.stage === 'raised');
  const promises = session.commitments.filter((one) => one.stage !== 'refused').slice(-few);
  return [
    p.lateSpeakers(told.speakers, told.turns),
    ...notes.map((turn) => w.gist(facts.nameOf(turn.person), short(turn.note ?? ''))),
    p.lateQuestions(told.questions, told.answered),
    ...answered.slice(-few).map((one) => w.asked(short(one.text), short(one.answers.at(-1)?.text ?? ''))),
    ...open.slice(0, few).map((one) => w.stillOpen(short(one.text))),
    p.latePromises(told.commitments),
    ...promises.map((one) => w.promised(facts.departmentName(one.department), short(one.what), dates.date(one.due))),
  ];
};

const can = (session: Session, facts: CatchUpFacts, { along: w }: CatchUpWords): readonly string[] => {
  if (!isSpeaker(session, facts.me)) return [session.seats[facts.me]?.left === null ? w.canWatch : w.canJoin];
  const form = story(session).segment?.form;
  const answers = session.questions.filter((one) => one.stage === 'raised' && facts.mine.some((own) => one.to === own)).length;
  const confirms = session.commitments.filter((one) => one.stage === 'captured' && facts.mine.includes(one.department)).length;
  const toSecond = session.questions.filter(
    (one) => stands(one) && one.stage === 'queued' && one.by !== facts.me && !facts.asked(one.id) && !facts.seconded(one),
  ).length;
  return [
    answers > 0 ? w.canAnswer(answers) : '',
    confirms > 0 ? w.canConfirm(confirms) : '',
    ...facts.offers,
    form === 'stance' && session.debate ? w.canStance : '',
    w.canAsk,
    toSecond > 0 ? w.canSecond(toSecond) : '',
    facts.place === null ? w.canSpeak : w.canWait(facts.place),
    form === 'debate' && session.debate ? w.canSide : '',
  ];
};

/** For whoever comes late or was away: where we are, what was said, what I can do now. */
export const catchUp = (session: Session, facts: CatchUpFacts, words: CatchUpWords): CatchUp => {
  const spoken = (lines: readonly string[]): readonly string[] => lines.filter((line) => line !== '');
  return {
    where: spoken(where(session, facts, words)),
    said: spoken(said(session, facts, words)),
    can: spoken(can(session, facts, words)),
  };
};
