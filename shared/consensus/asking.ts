/** When the group test is asked for, and when its answers change what is shown. */
import { confirmedFrom, hiddenBelow, shownFrom, type TestOutcome } from './group-test.ts';

export interface Asking {
  readonly shown: boolean;
  /** Tests asked for and answered so far. */
  readonly tests: number;
  readonly answers: number;
  /** Votes there were at the last one. */
  readonly votes: number;
  /** Answers in a row that would change what is shown. */
  readonly against: number;
}

export const unasked: Asking = { shown: false, tests: 0, answers: 0, votes: 0, against: 0 };

/** Two answers in a row that say otherwise. */
const convinced = 2;
/** Votes must have grown by so much for another test, and less for the second opinion on an answer that says otherwise. */
const grown = 1.1;
const secondOpinion = 1.02;

/** One test at a time; the first ones at once, then when there is more to go by. */
export const dueIn = ({ shown, tests, answers, votes, against }: Asking, now: number): boolean => {
  if (tests > answers) return false;
  // Groups that appear are confirmed at once, so that a vote told in one piece needs no more votes; they do not go as quickly.
  if (tests === 0 || (!shown && against > 0)) return true;
  return now >= votes * (against > 0 ? secondOpinion : grown) && now > votes;
};

export const asked = (before: Asking, votes: number): Asking => ({ ...before, tests: before.tests + 1, votes });

/** An outcome that was not asked for, or was answered already, says nothing. */
export const answered = (before: Asking, { number, above }: TestOutcome): Asking => {
  if (number !== before.tests || before.answers >= before.tests) return before;
  const bar = before.against > 0 ? confirmedFrom : shownFrom;
  const otherwise = before.shown ? above < hiddenBelow : above >= bar;
  const against = otherwise ? before.against + 1 : 0;
  const turned = against >= convinced;
  return { ...before, answers: before.answers + 1, shown: turned ? !before.shown : before.shown, against: turned ? 0 : against };
};
