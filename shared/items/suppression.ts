/**
 * Which figures about people who were promised that nobody learns what they said may be told.
 *
 * 1. Too few rated (`smallCount`): nothing but how many.
 * 2. A class with some, but fewer than `smallClass`: the whole question. A single voice stands out, and hiding only its class would leave it
 *    to be had by subtraction. All-but-few in one class is the same case seen from the other side: the few are then in some other class.
 * 3. All in one class that is not the best: everybody's answer would be known.
 * 4. Parts of a total that is told (departments of a district, items of a session): what is left over when the parts that are told are
 *    taken from the total must be nothing, or at least two parts with `smallCount` people together (`tellable`).
 *
 * Cell and complementary suppression as in Hundepool et al., Statistical Disclosure Control, 2012, chapter 5.
 */
import { questions, type Mark, type Outcome, type Question } from './judging-state.ts';

export const standsOut = (figures: Readonly<Record<Mark, number>>, smallClass: number): boolean => {
  const counts = Object.values(figures);
  const n = counts.reduce((sum, one) => sum + one, 0);
  return counts.some((one) => one > 0 && one < smallClass) || (n > 0 && (figures.basically === n || figures.dissatisfied === n));
};

/** Questions of an outcome that only supervisors are told; `smallClass` undefined: the item is older than that rule. */
export const hiddenQuestions = (outcome: Pick<Outcome, Question | 'small'>, smallClass: number | undefined): readonly Question[] => {
  if (outcome.small) return questions;
  if (smallClass === undefined) return [];
  return questions.filter((question) => {
    const figures = outcome[question];
    return figures !== null && standsOut(figures, smallClass);
  });
};

/** As everybody but supervisors may know it. Told again it stays the same. */
export const shownFigures = (outcome: Outcome): Outcome => {
  if (outcome.small) return { ...outcome, attitude: null, result: null, reasons: [] };
  const hides = (question: Question): boolean => outcome.hidden?.includes(question) ?? false;
  return { ...outcome, attitude: hides('attitude') ? null : outcome.attitude, result: hides('result') ? null : outcome.result };
};

export interface Part {
  readonly name: string;
  /** People counted in it. */
  readonly n: number;
}

/**
 * Names of the parts that may be told beside their total, with `n` ≥ `smallCount` each. When what is left over would be a single part or
 * too few people, the smallest parts told are held back, too (of equal ones the last by name), until it is not.
 */
export const tellable = (parts: readonly Part[], smallCount: number): ReadonlySet<string> => {
  const counted = parts.filter(({ n }) => n > 0).toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
  const told = counted.filter(({ n }) => n >= smallCount);
  const held = counted.filter(({ n }) => n < smallCount);
  const enough = (): boolean => held.length === 0 || (held.length > 1 && held.reduce((sum, { n }) => sum + n, 0) >= smallCount);
  while (!enough()) {
    const next = told.pop();
    if (!next) break;
    held.push(next);
  }
  return new Set(told.map(({ name }) => name));
};
