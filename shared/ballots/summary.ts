/** Figures for all, and what only one viewer is told: the two things that are made of the counting. */
import type { Actor } from '../core/actor.ts';
import { letterAt, lettersIn, markOf, moodOf } from './places.ts';
import { entitledIn, told } from './results.ts';
import { emptyBox } from './counting.ts';
import { ownSeconds, supportIn } from './seconds.ts';
import { onShelf } from './shelf.ts';
import {
  moods,
  type Ballots,
  type BallotsState,
  type Choice,
  type Counting,
  type Mark,
  type Mood,
  type Own,
  type Summary,
} from './state.ts';

const moodFigures = ({ moods: row }: Counting): Summary['moods'] => {
  const figures = Object.fromEntries(moods.map((mood) => [mood, 0])) as Record<Mood, number>;
  for (const [letter, count] of Object.entries(lettersIn(row))) {
    const mood = moodOf(letter);
    if (mood) figures[mood] = count;
  }
  return figures;
};

const pollFigures = ({ polls }: Ballots, counting: Counting): Summary['polls'] =>
  Object.fromEntries(
    polls
      .filter(({ stage }) => stage === 'open')
      .map((poll) => {
        const box = counting.boxes[poll.id] ?? emptyBox;
        const tally = poll.running ? told(box, 'running') : null;
        return [poll.id, { ballots: box.tally.ballots, entitled: entitledIn(poll, counting, box), tally }];
      }),
  );

/** Undefined where nothing was prepared, and on a screen, which has no counting. */
export const summary = (state: BallotsState): Summary | undefined => {
  if (state.stage === 'none' || state.counting === null) return undefined;
  const { statements, counting } = state;
  const marks = statements.flatMap(({ id, stage }) => {
    const row = stage === 'admitted' ? counting.marks[id] : undefined;
    return row ? [[id, row.tally] as const] : [];
  });
  return {
    marks: Object.fromEntries(marks),
    markers: lettersIn(counting.markers)['m'] ?? 0,
    polls: pollFigures(state, counting),
    moods: moodFigures(counting),
    seconds: Object.fromEntries(Object.entries(supportIn(counting)).filter(([, count]) => count > 0)),
  };
};

const ownMarks = (counting: Counting, place: number): Readonly<Record<string, Mark>> => {
  const marks: Record<string, Mark> = {};
  for (const [statement, { row }] of Object.entries(counting.marks)) {
    const mark = markOf(letterAt(row, place));
    if (mark) marks[statement] = mark;
  }
  return marks;
};

const ownBallots = (counting: Counting, person: string): Readonly<Record<string, Choice | null>> => {
  const ballots: Record<string, Choice | null> = {};
  for (const [poll, { ballots: cast, drawn }] of Object.entries(counting.boxes)) {
    const ballot = onShelf(cast, person);
    if (ballot) ballots[poll] = ballot.choice;
    else if (onShelf(drawn, person) !== undefined) ballots[poll] = null;
  }
  return ballots;
};

/** Undefined for whoever never sat here. */
export const own = (state: BallotsState, viewer: Actor): Own | undefined => {
  if (state.stage === 'none' || state.counting === null) return undefined;
  const { counting, statements } = state;
  const seat = onShelf(counting.seats, viewer.id);
  if (!seat) return undefined;
  return {
    roles: seat.roles,
    marks: ownMarks(counting, seat.place),
    ballots: ownBallots(counting, viewer.id),
    mood: moodOf(letterAt(counting.moods, seat.place)),
    seconds: ownSeconds(counting, seat.place),
    statements: statements.filter(({ by }) => by === viewer.id),
  };
};
