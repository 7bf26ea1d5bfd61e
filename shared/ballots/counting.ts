/** Counting: tallies that grow and shrink by one ballot, and are at every moment what a recount would give. */
import { never } from '../core/kind.ts';
import { normalised } from './answers.ts';
import type { Ballot, Box, Choice, Poll, Tally, VoterRole } from './state.ts';
import { emptyShelf, onShelf, put, type Shelf } from './shelf.ts';

type Asked = Pick<Poll, 'method' | 'options'>;
type Figures = Readonly<Record<string, number>>;

/** 0 to 10. */
const scoreSteps = 11;

export const emptyTally: Tally = { ballots: 0, options: {}, counts: {}, words: {} };
export const emptyBox: Box = { ballots: emptyShelf, drawn: emptyShelf, tally: emptyTally, byRole: {}, words: emptyShelf };

const added = (figures: Figures, key: string, by: number): Figures => {
  const sum = (figures[key] ?? 0) + by;
  if (sum !== 0) return { ...figures, [key]: sum };
  const { [key]: _, ...rest } = figures;
  return rest;
};
const addedAll = (figures: Figures, keys: readonly string[], by: number): Figures =>
  keys.reduce((sum, key) => added(sum, key, by), figures);

/**
 * Borda: of n options the first gets n − 1 points, the next n − 2 …; those left out get none (the pessimistic reading of ballots that stop
 * early, Baumeister et al. 2012), so that nobody gains by ranking less.
 */
const points = (options: Figures, ranked: readonly string[], among: number, by: number): Figures =>
  ranked.reduce((sum, option, place) => added(sum, option, by * (among - 1 - place)), options);

type Histogram = NonNullable<Tally['scores']>;

const scored = (histogram: Histogram, option: string, score: number, by: number): Histogram => {
  const before = histogram[option] ?? Array.from({ length: scoreSteps }, () => 0);
  const after = before.with(score, (before[score] ?? 0) + by);
  if (after.some((count) => count !== 0)) return { ...histogram, [option]: after };
  const { [option]: _, ...rest } = histogram;
  return rest;
};

const counted = (tally: Tally, choice: Choice, { options }: Asked, by: 1 | -1): Tally => {
  switch (choice.method) {
    case 'single':
      return { ...tally, options: added(tally.options, choice.option, by) };
    case 'multiple':
      return { ...tally, options: addedAll(tally.options, choice.options, by) };
    case 'ranked':
      return {
        ...tally,
        options: points(tally.options, choice.options, options.length, by),
        counts: addedAll(tally.counts, choice.options.slice(0, 1), by),
      };
    case 'score': {
      const given = Object.entries(choice.scores);
      const scores = given.reduce((sum, [option, score]) => scored(sum, option, score, by), tally.scores ?? {});
      const { scores: _, ...rest } = tally;
      return {
        ...rest,
        options: given.reduce((sum, [option, score]) => added(sum, option, by * score), tally.options),
        counts: addedAll(tally.counts, Object.keys(choice.scores), by),
        ...(Object.keys(scores).length > 0 ? { scores } : {}),
      };
    }
    case 'words':
      return { ...tally, words: addedAll(tally.words, choice.words.map(normalised), by) };
    default:
      return never(choice);
  }
};

const changedBy = (tally: Tally, ballot: Ballot, poll: Asked, by: 1 | -1): Tally =>
  counted({ ...tally, ballots: tally.ballots + by }, ballot.choice, poll, by);

/** One ballot more, in place of the same voter's one before. */
const withBallot = (tally: Tally, poll: Asked, ballot: Ballot | undefined, before: Ballot | undefined): Tally => {
  const without = before ? changedBy(tally, before, poll, -1) : tally;
  return ballot ? changedBy(without, ballot, poll, 1) : without;
};

export type ByRole = Readonly<Partial<Record<VoterRole, Tally>>>;

const withBallotByRole = (byRole: ByRole, poll: Asked, ballot: Ballot, before: Ballot | undefined): ByRole => {
  const next: Partial<Record<VoterRole, Tally>> = { ...byRole };
  for (const role of new Set([...ballot.roles, ...(before?.roles ?? [])])) {
    const [then, now] = [before?.roles.includes(role) ? before : undefined, ballot.roles.includes(role) ? ballot : undefined];
    const tally = withBallot(next[role] ?? emptyTally, poll, now, then);
    if (tally.ballots > 0) next[role] = tally;
    else delete next[role];
  }
  return next;
};

const wordsOf = (ballot: Ballot | undefined): readonly string[] =>
  ballot?.choice.method === 'words' ? ballot.choice.words.map(normalised) : [];

const heard = (words: Shelf<number>, said: readonly string[], by: 1 | -1): Shelf<number> =>
  said.reduce((shelf, word) => put(shelf, word, (onShelf(shelf, word) ?? 0) + by), words);

/** The box with one ballot more, in place of the same voter's one before. */
export const withBallotIn = (box: Box, poll: Asked, voter: string, ballot: Ballot): Box => {
  const before = onShelf(box.ballots, voter);
  const next = { ...box, ballots: put(box.ballots, voter, ballot) };
  if (poll.method !== 'words')
    return { ...next, tally: withBallot(box.tally, poll, ballot, before), byRole: withBallotByRole(box.byRole, poll, ballot, before) };
  const tally = { ...emptyTally, ballots: next.ballots.size };
  return { ...next, tally, words: heard(heard(box.words, wordsOf(before), -1), wordsOf(ballot), 1) };
};

const less = (all: Figures, part: Figures): Figures => Object.entries(part).reduce((rest, [key, count]) => added(rest, key, -count), all);

/** The ballots of a tally that are not in a part of it. */
export const subtract = (all: Tally, part: Tally): Tally => {
  const scores = Object.entries(all.scores ?? {}).flatMap(([option, steps]) => {
    const rest = steps.map((count, score) => count - (part.scores?.[option]?.[score] ?? 0));
    return rest.some((count) => count !== 0) ? [[option, rest] as const] : [];
  });
  return {
    ballots: all.ballots - part.ballots,
    options: less(all.options, part.options),
    counts: less(all.counts, part.counts),
    words: less(all.words, part.words),
    ...(scores.length > 0 ? { scores: Object.fromEntries(scores) } : {}),
  };
};

/** From the ballots alone. */
export const recount = (poll: Asked, ballots: Iterable<Ballot>): Tally => {
  let tally = emptyTally;
  for (const ballot of ballots) tally = withBallot(tally, poll, ballot, undefined);
  return tally;
};
