/**
 * `npm run --silent rules -- <file>`: whether a rule pack may be used, and what it would change against the one that comes along. Each
 * mistake is named with its path. Ends with 0 when there is none, 1 when there is, 2 when the file is not named.
 */
import { changedDays, ruleDifferences, type RuleDifference } from '#shared/core/rule-differences.ts';
import { ConfigError } from '../config.ts';
import { readRulePack } from '../rules.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const shown = (value: unknown): string => JSON.stringify(value);

const differenceLine = ({ path, how, before, after }: RuleDifference): string => {
  const at = path.join('.');
  if (how === 'added') return `+ ${at}: ${shown(after)}`;
  return how === 'removed' ? `- ${at}: ${shown(before)}` : `~ ${at}: ${shown(before)} → ${shown(after)}`;
};

const check = async (path: string): Promise<void> => {
  const [pack, usual] = await Promise.all([readRulePack(path), readRulePack('')]);
  const years = Object.keys(pack.calendar).sort().join(', ');
  say(`${path}: ${pack.name}, version ${pack.version}. No mistake. Years with published holidays: ${years === '' ? 'none' : years}.`);
  const differences = ruleDifferences(usual, pack);
  say(`Against ${usual.name}, version ${usual.version}: ${differences.length} differences.`);
  for (const difference of differences) say(differenceLine(difference));
  for (const { day, works } of changedDays(usual.calendar, pack.calendar)) say(`  ${day} ${works ? 'is worked' : 'is off'}`);
};

// Whoever reads has heard enough: no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));
const path = process.argv[2];
if (path === undefined || path === '') {
  console.error('usage: npm run --silent rules -- <file>');
  process.exitCode = 2;
} else {
  try {
    await check(path);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    for (const mistake of cause.mistakes) say(mistake.replace(/^RULE_PACK /, ''));
    process.exitCode = 1;
  }
}
