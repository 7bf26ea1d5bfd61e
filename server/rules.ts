/** Reads the rules of the place. Every mistake is named by its path, all at once. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { rulePack, type RulePack } from '#shared/core/rule-pack.ts';
import { ConfigError } from './config.ts';

const own = resolve(import.meta.dirname, '../shared/packs/default.json');

/** `path` '' = the pack that comes along. Throws a ConfigError. */
export const readRulePack = async (path: string): Promise<RulePack> => {
  const file = path === '' ? own : resolve(path);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError([`RULE_PACK ${file} cannot be read: ${String((cause as NodeJS.ErrnoException).code)}`]);
  });
  const checked = v.safeParse(rulePack, parse(text, file));
  if (checked.success) return checked.output;
  throw new ConfigError(checked.issues.map((issue) => `RULE_PACK ${file}: ${v.getDotPath(issue) ?? '(whole file)'}: ${issue.message}`));
};

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError([`RULE_PACK ${file} is not JSON: ${(cause as Error).message}`]);
  }
};
