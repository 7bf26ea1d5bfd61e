/**
 * 附议: who else wants a question answered. What says the same counts together, each person once; every press stays with the question it was
 * made on, so that un-merging restores exactly what was.
 */
import { refuse, type Refusal } from '../core/refusal.ts';
import type { SecondCommand } from './commands.ts';
import type { SecondEvent } from './events.ts';
import { placed } from './nobodies.ts';
import { letterAt, nothing, withLetter } from './places.ts';
import { seatOf } from './rights.ts';
import { counted, type Deciders, type Evolvers } from './rule.ts';
import type { BallotRefusal, Counting, SecondRow, ToldQuestion } from './state.ts';

const letter = 's';
const emptyRow: SecondRow = { row: '', count: 0 };

const own = <T>(record: Readonly<Record<string, T>>, id: string): T | undefined => (Object.hasOwn(record, id) ? record[id] : undefined);

const rowOf = ({ seconds }: Pick<Counting, 'seconds'>, id: string): SecondRow => own(seconds, id) ?? emptyRow;
const pressed = ({ row }: SecondRow, place: number): boolean => letterAt(row, place) === letter;

/** The question and all that says the same. The session never merges into what was merged itself, so this ends. */
const families = ({ questions }: Pick<Counting, 'questions'>): ((id: string) => readonly string[]) => {
  const merged = Map.groupBy(Object.keys(questions), (id) => questions[id]?.into ?? '');
  const below = (id: string): readonly string[] => [id, ...(merged.get(id) ?? []).flatMap(below)];
  return below;
};

/** How many people pressed on any of these rows. */
const together = (rows: readonly SecondRow[]): number => {
  const [first, ...others] = rows.filter(({ count }) => count > 0);
  if (!first || others.length === 0) return first?.count ?? 0;
  const longest = Math.max(...rows.map(({ row }) => row.length));
  let people = 0;
  for (let place = 0; place < longest; place += 1) if (rows.some((row) => pressed(row, place))) people += 1;
  return people;
};

/** Question → people who seconded it or what was merged into it, each once; with every question there is. */
export const supportIn = (counting: Pick<Counting, 'questions' | 'seconds'>): Readonly<Record<string, number>> => {
  const familyOf = families(counting);
  return Object.fromEntries(Object.keys(counting.questions).map((id) => [id, together(familyOf(id).map((one) => rowOf(counting, one)))]));
};

/** Questions on which whoever sits there pressed. */
export const ownSeconds = ({ seconds }: Pick<Counting, 'seconds'>, place: number): readonly string[] =>
  Object.keys(seconds).filter((id) => pressed(rowOf({ seconds }, id), place));

/** The question, when it may be seconded now; else why not. */
const standing = ({ questions }: Counting, id: string): ToldQuestion | Refusal<BallotRefusal> => {
  const question = own(questions, id);
  if (!question) return refuse('question-unknown');
  if (question.into !== null) return refuse('question-merged');
  return question.open ? question : refuse('question-over');
};

export const secondDeciders: Deciders<SecondCommand> = {
  tellQuestion({ question, asker, open, into }, { counting }) {
    const known = counting && own(counting.questions, question);
    const same = known && known.by === asker && known.open === open && known.into === into;
    return same ? [] : [{ type: 'questionTold', question, asker, open, into }];
  },
  second({ question: id }, ballots, actor) {
    const { counting } = ballots;
    // Who asked what, and who sits where, is known to the server alone.
    if (counting === null) return [];
    const question = standing(counting, id);
    if ('refused' in question) return question;
    const seat = seatOf(ballots, actor.id);
    if (!seat) return refuse('not-seated');
    const family = families(counting)(id);
    if (family.some((one) => own(counting.questions, one)?.by === actor.id)) return refuse('own-question');
    return family.some((one) => pressed(rowOf(counting, one), seat.place)) ? [] : [{ type: 'seconded', question: id, person: actor.id }];
  },
  unsecond({ question: id }, ballots, actor) {
    const { counting } = ballots;
    if (counting === null) return [];
    const question = standing(counting, id);
    if ('refused' in question) return question;
    const seat = seatOf(ballots, actor.id);
    if (!seat) return refuse('not-seated');
    return families(counting)(id)
      .filter((one) => pressed(rowOf(counting, one), seat.place))
      .map((one) => ({ type: 'unseconded', question: one, person: actor.id }));
  },
};

const press = (before: Counting, question: string, person: string, wanted: boolean): Counting => {
  if (!own(before.questions, question)) return before;
  const [counting, { place }] = placed(before, person);
  const { row, count } = rowOf(counting, question);
  if (pressed({ row, count }, place) === wanted) return counting;
  const next: SecondRow = { row: withLetter(row, place, wanted ? letter : nothing), count: count + (wanted ? 1 : -1) };
  return { ...counting, seconds: { ...counting.seconds, [question]: next } };
};

export const secondEvolvers: Evolvers<SecondEvent> = {
  questionTold: (ballots, { question, asker: by, open, into }) =>
    counted(ballots, (counting) => ({ ...counting, questions: { ...counting.questions, [question]: { by, open, into } } })),
  seconded: (ballots, { question, person }) => counted(ballots, (counting) => press(counting, question, person, true)),
  unseconded: (ballots, { question, person }) => counted(ballots, (counting) => press(counting, question, person, false)),
};
