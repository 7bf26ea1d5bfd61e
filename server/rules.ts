/** Reads the rules of the place. Every mistake is named by its path, all at once. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { readRules } from '#shared/core/rule-problems.ts';
import { rules } from '#shared/kinds.ts';
import { ConfigError } from './config.ts';
import { sentenceOf } from './rules/sentences.ts';

/** `path` '' = the pack that comes along. Throws a ConfigError. */
export const readRulePack = async (path: string): Promise<RulePack> => {
  const file = path === '' ? 'that comes along' : resolve(path);
  const read = readRules(path === '' ? rules.file : parse(await textOf(file), file));
  if ('pack' in read) return read.pack;
  throw new ConfigError(read.problems.map((problem) => `RULE_PACK ${file}: ${sentenceOf(problem)}`));
};

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError([`RULE_PACK ${file} cannot be read: ${String((cause as NodeJS.ErrnoException).code)}`]);
  });

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([`RULE_PACK ${file} is not JSON: ${(cause as Error).message}`]);
  }
};
