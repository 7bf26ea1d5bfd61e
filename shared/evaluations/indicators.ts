/**
 * What of a session's quality can be computed, from sums of the house. Every reading tells what it was divided by and the counts it was made
 * of; null where nothing can be said yet. Shares that people or things stand for one by one have a 95 % interval (Wilson).
 */
import type { ComputedIndicator } from '../core/rule-evaluation.ts';
import { wilson, type Interval } from '../figures/interval.ts';

type Figures = Readonly<Record<string, number>>;

/** Sums of one session: of `sessions`, and of the `items` that came from it. */
export interface Ground {
  readonly session: Figures;
  readonly items: Figures;
  /** Roles of which at least one person each should have come. */
  readonly coverage: readonly string[];
}

export interface Reading {
  /** 0–1; null = nothing to divide by. */
  readonly value: number | null;
  readonly above: number;
  readonly n: number;
  readonly interval: Interval | null;
  readonly inputs: Figures;
}

const at = (figures: Figures, name: string): number => figures[name] ?? 0;

const share = (above: number, n: number, inputs: Figures): Reading => ({
  value: n > 0 ? above / n : null,
  above,
  n,
  interval: above >= 0 && above <= n ? wilson(above, n) : null,
  inputs,
});

/** Questions answered in any of the four ways, by questions asked in the room; merged ones count once. */
const answered = ({ session }: Ground): Reading => {
  const [above, n] = [at(session, 'answered'), at(session, 'questions')];
  return share(above, n, { answered: above, questions: n });
};

/** Answered questions that led to a promise nobody refused, by questions answered. */
const committed = ({ session }: Ground): Reading => {
  const [above, n] = [at(session, 'promised'), at(session, 'answered')];
  return share(above, n, { promised: above, answered: n });
};

/** Items reported by the end of their due day, by those verified. */
const onTime = ({ items }: Ground): Reading => {
  const [above, late] = [at(items, 'onTime'), at(items, 'late')];
  return share(above, above + late, { onTime: above, late });
};

/** Items verified (reported on time or late, and not sent back), by items issued. */
const verified = ({ items }: Ground): Reading => {
  const [early, late, issued] = [at(items, 'onTime'), at(items, 'late'), at(items, 'issued')];
  return share(early + late, issued, { onTime: early, late, issued });
};

/** Look-backs that did not find it broken again, by look-backs made. */
const lasting = ({ items }: Ground): Reading => {
  const [made, rebound] = [at(items, 'lookedBack'), at(items, 'rebound')];
  return share(made - rebound, made, { lookedBack: made, rebound });
};

/** Of the roles that should be there, those of which at least one person sat down. No sample of anything, so no interval. */
const coverage = ({ session, coverage: roles }: Ground): Reading => {
  const inputs = Object.fromEntries(roles.map((role) => [`people:${role}`, at(session, `people:${role}`)]));
  const there = Object.values(inputs).filter((n) => n > 0).length;
  return { value: roles.length > 0 ? there / roles.length : null, above: there, n: roles.length, interval: null, inputs };
};

/** Those who came to be heard or to answer; hosts and recorders speak for the meeting, experts explain. */
const speakers = ['stakeholder', 'resident', 'member', 'officer'] as const;

/**
 * 1 − ½ Σ |time of a role ÷ all time − people of a role ÷ all people|: 1 − the part of the speaking time that would have to go from one role to
 * another for everybody to have the same. `above` and `n` in seconds. (Half the sum of absolute differences: Hoover's index.)
 */
const balance = ({ session }: Ground): Reading => {
  const parts = speakers.map((role) => ({ role, people: at(session, `voices:${role}`), seconds: at(session, `seconds:${role}`) }));
  const [people, seconds] = [parts.reduce((sum, one) => sum + one.people, 0), parts.reduce((sum, one) => sum + one.seconds, 0)];
  const inputs = Object.fromEntries(
    parts.flatMap(({ role, people: heads, seconds: spoke }) => [
      [`voices:${role}`, heads],
      [`seconds:${role}`, spoke],
    ]),
  );
  if (people === 0 || seconds === 0) return { value: null, above: 0, n: 0, interval: null, inputs };
  const moved = parts.reduce((sum, one) => sum + Math.abs(one.seconds / seconds - one.people / people), 0) / 2;
  const value = 1 - moved;
  return { value, above: Math.round(value * seconds), n: seconds, interval: null, inputs };
};

const all: Readonly<Record<ComputedIndicator, (ground: Ground) => Reading>> = {
  answered,
  committed,
  onTime,
  verified,
  lasting,
  coverage,
  balance,
};

export const readingOf = (indicator: ComputedIndicator, ground: Ground): Reading => all[indicator](ground);
