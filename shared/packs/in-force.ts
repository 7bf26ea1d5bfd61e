import { streamId } from '../core/recorded.ts';
import { readKeptRules } from '../core/rule-problems.ts';
import type { RulePack } from '../core/rule-pack.ts';
import { newest } from './history.ts';
import { packs } from './kind.ts';
import file from './default.json' with { type: 'json' };
import type { State } from './state.ts';

/** How the server learns which rules are in force without knowing which kind keeps them. */
export const rules = {
  kind: packs,
  stream: streamId(packs.name, 'main'),
  /** The newest adopted pack; null = none was, or it cannot be read any more: the file decides. */
  pack(state: State): RulePack | null {
    const version = newest(state);
    return version && readKeptRules(version.pack);
  },
  /** The pack that comes along, as it is written. */
  file: file as unknown,
};
