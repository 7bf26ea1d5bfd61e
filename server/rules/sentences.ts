/** What is wrong with a pack, for whoever mends the file at a terminal. */
import type { RuleProblem } from '#shared/core/rule-problems.ts';

const sentences: Readonly<Record<RuleProblem['code'], string>> = {
  'unknown-key': 'no such key is known; a slip of the pen?',
  missing: 'is missing',
  value: 'does not fit',
  day: 'is no day of that year (MM-DD)',
  weekday: 'is on a weekend anyway: days off are listed only where they fall on a weekday',
  weekend: 'is a weekday: only weekend days that are worked are listed',
  twice: 'stands there twice',
  rising: 'must rise from one to the next',
  placard: 'is shorter than the placard before the end of a turn (session.placard)',
  empty: 'must have at least one',
  solved: 'needs at least one class that does not come back every year',
  placeholder: 'lacks a placeholder or has one twice: two things would share a number',
  extension: 'times and days are both 0 or both more',
  'return-window': 'must not be shorter than item.claimWithin',
  yellow: 'must be less than item.extension.days, or an extended item would be yellow at once',
  few: 'is too small',
};

export const sentenceOf = ({ path, code, expected }: RuleProblem): string =>
  `${path === '' ? '(whole file)' : path}: ${sentences[code]}${expected === '' ? '' : ` (expected: ${expected})`}`;
