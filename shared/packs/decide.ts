import { hasRole, type Actor } from '../core/actor.ts';
import { sameValue } from '../core/differences.ts';
import { never, type Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import { readKeptRules } from '../core/rule-problems.ts';
import type { RulePack } from '../core/rule-pack.ts';
import type { Command } from './commands.ts';
import { newest } from './history.ts';
import type { Event, RefusalCode, State } from './state.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

export const decide = (command: Command, state: State, actor: Actor, { pack: inForce }: Occasion): Outcome => {
  if (!hasRole(actor, 'admin')) return refuse('not-allowed');
  // Several may be adopted before the house decides with the first of them.
  const now = newest(state)?.pack ?? inForce;
  switch (command.type) {
    case 'adopt':
      return adopt(command.pack, now, state, { reason: command.reason ?? null, restores: null });
    case 'withdraw': {
      if (state.stage === 'file') return refuse('nothing-adopted');
      const found = state.versions.find(({ pack }) => pack.version === command.to);
      const kept = found && readKeptRules(found.pack);
      if (!kept) return refuse('unknown-version');
      return adopt({ ...kept, version: now.version + 1 }, now, state, { reason: command.reason ?? null, restores: command.to });
    }
    default:
      return never(command);
  }
};

const adopt = (pack: RulePack, now: RulePack, state: State, rest: Pick<Event, 'reason' | 'restores'>): Outcome => {
  if (pack.name !== now.name) return refuse('other-name', { name: now.name });
  if (pack.version <= now.version) return refuse('version-not-newer', { version: now.version });
  if (sameValue({ ...pack, version: 0 }, { ...now, version: 0 })) return refuse('same-content');
  return [{ type: 'adopted', pack, ...rest, replaced: state.stage === 'file' ? now : null }];
};
