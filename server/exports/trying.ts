/** What would be said to some commands, one after the other, without keeping any of it. */
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { LedgerAsk, LedgerProblem } from '#shared/core/ledger.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { kindOf } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Engine } from '../engine/port.ts';

interface Ground {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly engine: Engine;
}

/** A command that rests on a document is not tried: it is decided when it is asked. */
export const tryAsk = async (asks: readonly LedgerAsk[], viewer: Actor, { kinds, engine }: Ground): Promise<LedgerProblem[]> => {
  const states = new Map<string, { seq: number; state: unknown }>();
  const problems: LedgerProblem[] = [];
  for (const { stream, command, column } of asks) {
    const kind = kinds[kindOf(stream)];
    const parsed = kind && parseCommand(kind, command);
    if (!kind || !parsed || !('command' in parsed)) {
      problems.push({ column, code: parsed && 'malformed' in parsed ? parsed.malformed : 'unknown-kind' });
      continue;
    }
    if ((kind.reads?.(parsed.command) ?? []).length > 0) continue;
    const now = states.get(stream) ?? { ...(await engine.open(stream)) };
    states.set(stream, now);
    const occasion = { stream, id: 'tried', chance: '0'.repeat(32), pack: engine.pack, documents: {} };
    const outcome = kind.decide(parsed.command, now.state, viewer, occasion);
    if (isRefusal(outcome)) {
      problems.push({ column, code: outcome.refused });
      continue;
    }
    for (const event of outcome) {
      now.seq += 1;
      now.state = kind.evolve(now.state, { seq: now.seq, at: viewer.now, by: viewer.id, cause: 'tried', event });
    }
  }
  return problems;
};
