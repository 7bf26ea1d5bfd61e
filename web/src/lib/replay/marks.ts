/** What can be jumped to on the time bar, read off the session as it stood at its end. */
import type { Poll } from '#shared/ballots/state.ts';
import type { Segment, Session } from '#shared/sessions/state.ts';

export const markSorts = ['segment', 'question', 'answer', 'turn', 'commitment', 'motion', 'poll', 'result'] as const;
export type MarkSort = (typeof markSorts)[number];

export interface Mark {
  /** Of the thing itself, with its sort before it: one thing may begin and end. */
  readonly id: string;
  readonly sort: MarkSort;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When it ended; null where it only happens. */
  readonly until: number | null;
  /** In people's own words; '' where the person says it all. */
  readonly text: string;
  /** Who it is about; '' = nobody may know. */
  readonly person: string | null;
}

const mark = (sort: MarkSort, id: string, at: number, text: string, rest: Partial<Pick<Mark, 'until' | 'person'>> = {}): Mark => ({
  ...{ id: `${sort}-${id}`, sort, at, text, until: null, person: null },
  ...rest,
});

const segments = ({ segments: all }: Session, end: number, titleOf: (segment: Segment) => string): Mark[] => {
  const begun = all
    .flatMap((one) => (one.startedAt === null ? [] : [{ ...one, startedAt: one.startedAt }]))
    .toSorted((a, b) => a.startedAt - b.startedAt);
  return begun.map((one, n) => mark('segment', one.id, one.startedAt, titleOf(one), { until: begun[n + 1]?.startedAt ?? end }));
};

const asked = ({ questions }: Session): Mark[] =>
  questions
    .filter(({ stage, text }) => stage !== 'held' && stage !== 'declined' && stage !== 'withdrawn' && text !== '')
    .flatMap((one) => [
      mark('question', one.id, one.raisedAt ?? one.askedAt, one.text, { person: one.by }),
      ...one.answers.map((answer) => mark('answer', answer.id, answer.at, answer.text, { person: answer.by })),
    ]);

const spoken = ({ floor }: Session, end: number): Mark[] =>
  floor.turns.flatMap((turn) =>
    turn.startedAt === null
      ? []
      : [mark('turn', turn.id, turn.startedAt, turn.note ?? '', { person: turn.person, until: turn.endedAt ?? end })],
  );

const debated = ({ debate, earlierDebates }: Session): Mark[] =>
  [...earlierDebates, ...(debate ? [debate] : [])].map(({ motion }) => mark('motion', motion.id, motion.at, motion.text));

const promised = ({ commitments }: Session): Mark[] =>
  commitments.filter(({ stage }) => stage !== 'refused').map((one) => mark('commitment', one.id, one.at, one.what));

const polled = (polls: readonly Poll[]): Mark[] =>
  polls.flatMap((one) => [
    mark('poll', one.id, one.openedAt, one.title, { until: one.closedAt }),
    ...(one.stage === 'closed' && one.closedAt !== null ? [mark('result', one.id, one.closedAt, one.title)] : []),
  ]);

/** In the order they happened. */
export const marksOf = (
  session: Session,
  polls: readonly Poll[],
  end: number,
  titleOf: (segment: Segment) => string = ({ title }) => title,
): readonly Mark[] =>
  [
    ...segments(session, end, titleOf),
    ...asked(session),
    ...spoken(session, end),
    ...debated(session),
    ...promised(session),
    ...polled(polls),
  ].toSorted((a, b) => a.at - b.at || markSorts.indexOf(a.sort) - markSorts.indexOf(b.sort));

/** From its opening to its close; while it still runs, to what happened last. Null: it never opened. */
export const spanOf = (session: Session, last: number): { readonly begin: number; readonly end: number } | null => {
  if (session.stage === 'closed') return { begin: session.openedAt, end: Math.max(session.closedAt, session.openedAt + 1_000) };
  return session.stage === 'open' ? { begin: session.openedAt, end: Math.max(last, session.openedAt + 1_000) } : null;
};
