/** Tallies as lines to draw: a number to say, a share for the bar, and which one leads. Pure. */
import { percentages } from '#shared/core/percent.ts';
import { shareOf, valueOf } from '#shared/ballots/standings.ts';
import type { Ballot, Poll, Tally, VoterRole } from '#shared/ballots/state.ts';

export interface Line {
  readonly id: string;
  readonly text: string;
  /** Times chosen (single, multiple, words), points (ranked), mean 0–10 (score). */
  readonly value: number;
  /** 0 to 1: of the ballots (single, multiple, words), of the most points one can have (ranked), of ten (score). */
  readonly share: number;
  /** The share as people read it: of one choice each, all of them sum to 100. */
  readonly percent: number;
  /** Ranked: how often first. Score: how many scored it. */
  readonly count: number;
  /** Nothing is above it; several at once where they are equal. */
  readonly leads: boolean;
}

const within = (share: number): number => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0);

const percentOf = (share: number): number => Math.round(share * 100);

const optionLine = (poll: Poll, tally: Tally, { id, text }: { id: string; text: string }): Omit<Line, 'leads'> => {
  const share = within(shareOf(poll, tally, id));
  return { id, text, value: valueOf(poll, tally, id), share, percent: percentOf(share), count: tally.counts[id] ?? 0 };
};

/** Where everybody has one choice the lines are parts of one whole. */
const asParts = (lines: readonly Omit<Line, 'leads'>[], { ballots }: Tally): readonly Omit<Line, 'leads'>[] => {
  const told = percentages(
    lines.map(({ value }) => value),
    ballots,
  );
  return lines.map((line, n) => ({ ...line, percent: told[n] ?? 0 }));
};

const leading = (lines: readonly Omit<Line, 'leads'>[]): readonly Line[] => {
  const top = Math.max(0, ...lines.map((one) => one.value));
  return lines.map((one) => ({ ...one, leads: one.value > 0 && one.value === top }));
};

const byValue = (a: Omit<Line, 'leads'>, b: Omit<Line, 'leads'>): number => b.value - a.value;

/** In the order of the ballot for one choice (赞成 stays before 反对), by value otherwise. */
export const linesOf = (poll: Poll, tally: Tally): readonly Line[] => {
  if (poll.method === 'words') {
    const words = Object.entries(tally.words).map(([text, value]) => ({
      id: text,
      text,
      value,
      share: within(value / tally.ballots),
      percent: percentOf(within(value / tally.ballots)),
      count: value,
    }));
    return leading(words.toSorted((a, b) => byValue(a, b) || (a.text < b.text ? -1 : 1)));
  }
  const lines = poll.options.map((option) => optionLine(poll, tally, option));
  return leading(poll.method === 'single' ? asParts(lines, tally) : lines.toSorted(byValue));
};

/** Roles with a tally of their own, most ballots first. */
export const rolesWithFigures = (poll: Poll): readonly VoterRole[] =>
  (Object.entries(poll.byRole) as [VoterRole, Tally][]).toSorted(([, a], [, b]) => b.ballots - a.ballots).map(([role]) => role);

/** Who chose an option, for a named poll after its close: ids of people. */
export const votersFor = (ballots: Readonly<Record<string, Ballot>>, option: string): readonly string[] =>
  Object.entries(ballots).flatMap(([voter, { choice }]) => {
    switch (choice.method) {
      case 'single':
        return choice.option === option ? [voter] : [];
      case 'multiple':
        return choice.options.includes(option) ? [voter] : [];
      case 'ranked':
        return choice.options[0] === option ? [voter] : [];
      case 'score':
        return option in choice.scores ? [voter] : [];
      case 'words':
        return choice.words.includes(option) ? [voter] : [];
    }
  });

/** Whole seconds until the announced close, 0 once it came; null while none is announced, and once it is over. */
export const secondsLeft = ({ stage, closesAt }: Pick<Poll, 'stage' | 'closesAt'>, now: number): number | null =>
  stage !== 'open' || closesAt === null ? null : Math.max(0, Math.ceil((closesAt - now) / 1000));

/** Voted, of those who may; never more than all, also when people came later. */
export const turnout = ({ ballots, entitled }: { readonly ballots: number; readonly entitled: number }) => {
  const of = Math.max(ballots, entitled);
  return { voted: ballots, of, share: of === 0 ? 0 : ballots / of };
};
