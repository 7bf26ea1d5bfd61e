/**
 * A ledger brought in, line by line: what each line asks is first decided without being kept, and asked only when that went well. Ids of
 * commands come from file, line and content, so the same file again asks nothing new, also after it was cut off in the middle.
 */
import { createHash } from 'node:crypto';
import type { Actor } from '#shared/core/actor.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import {
  changedIn,
  markOf,
  parseReference,
  takenIn,
  type Cell,
  type Cells,
  type LedgerAsk,
  type LedgerIntake,
  type LedgerNames,
  type LedgerOutcome,
  type LedgerProblem,
  type LedgerRule,
  type Mapping,
} from '#shared/core/ledger.ts';
import { streamId, type StreamId } from '#shared/core/recorded.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { Engine } from '../engine/port.ts';
import { cellsOf, isBlank } from './ledger-cells.ts';
import { tryAsk } from './trying.ts';

export interface IntakeGround {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly engine: Engine;
  /** What became of these asks before; null = never decided. */
  readonly store: { accepted(asks: readonly { readonly stream: StreamId; readonly id: string }[]): Promise<readonly (object | null)[]> };
  readonly names: LedgerNames;
  /** Anew for each line: a sign-in may end, roles may change. */
  who(): Promise<Actor>;
  ask(ask: LedgerAsk, id: string): Promise<Answer>;
}

export interface Asked {
  readonly kind: string;
  readonly rule: LedgerRule & { readonly intake: LedgerIntake };
  readonly mapping: Mapping;
  /** Of the bytes of the file. */
  readonly hash: string;
  readonly keep: boolean;
  readonly late: boolean;
}

/** What became of a line. `null`: an empty one. */
export type Became =
  | { readonly what: 'fresh' | 'changed'; readonly id: string; readonly columns: readonly string[] }
  | { readonly what: 'same' | 'skipped'; readonly id: string }
  | { readonly what: 'flawed'; readonly problems: readonly LedgerProblem[] }
  | null;

const flawed = (...problems: readonly LedgerProblem[]): Became => ({ what: 'flawed', problems });

interface Meant {
  readonly id: string;
  readonly fresh: boolean;
  readonly columns: readonly string[];
  readonly outcome: LedgerOutcome;
}

export class LineIntake {
  readonly #asked: Asked;
  readonly #ground: IntakeGround;
  readonly #seen = new Set<string>();

  constructor(asked: Asked, ground: IntakeGround) {
    this.#asked = asked;
    this.#ground = ground;
  }

  async take(line: readonly Cell[], row: number): Promise<Became> {
    const { rule, mapping, late } = this.#asked;
    if (isBlank(line)) return null;
    const viewer = await this.#ground.who();
    const { cells: written, problems } = cellsOf(takenIn(rule), mapping, line, late);
    const cells = rule.intake.tidy(written, this.#ground.names);
    const given = cells[rule.intake.key];
    const known = typeof given === 'string' ? parseReference(given) : null;
    if (typeof given === 'string' && !known) return flawed({ column: rule.intake.key, code: 'reference' });
    if (problems.length > 0) return flawed(...problems);
    const meant = known ? await this.#known(known, cells, viewer) : await this.#unknown(cells, viewer);
    if (!meant || !('outcome' in meant)) return meant;
    if (this.#seen.has(meant.id))
      return flawed({ column: (meant.fresh ? rule.intake.needed[0] : undefined) ?? rule.intake.key, code: 'twice' });
    this.#seen.add(meant.id);
    return this.#decided(meant, row, viewer);
  }

  async #known(known: { readonly id: string; readonly mark: string }, after: Cells, viewer: Actor): Promise<Meant | Became> {
    const { rule, kind } = this.#asked;
    const { kinds, engine, names } = this.#ground;
    const model = kinds[kind]?.models?.[rule.model];
    const { seq, state } = await engine.open(streamId(kind, known.id));
    const full = seq === 0 ? null : (model?.row(state, known.id) ?? null);
    const row = full && (model?.sees(full, viewer) ?? null);
    if (!row) return flawed({ column: rule.intake.key, code: 'unknown-line' });
    const before = rule.row(known.id, row, names);
    const changed = changedIn(rule.columns, before, after);
    if (changed.length === 0) return { what: 'same', id: known.id };
    if (markOf(rule.columns, before) !== known.mark) return flawed({ column: changed[0] ?? rule.intake.key, code: 'changed-since' });
    const outcome = rule.intake.change({ id: known.id, row, before, after, changed }, viewer, names);
    return { id: known.id, fresh: false, columns: changed, outcome };
  }

  async #unknown(cells: Cells, viewer: Actor): Promise<Meant | Became> {
    const { rule, kind, mapping } = this.#asked;
    const { begin, needed } = rule.intake;
    if (!begin) return flawed({ column: rule.intake.key, code: 'reference' });
    const missing = needed.filter((key) => (cells[key] ?? null) === null);
    if (missing.length > 0) return flawed(...missing.map((column) => ({ column, code: 'empty' })));
    const { id, outcome } = begin.call(rule.intake, cells, viewer, this.#ground.names);
    const { seq } = await this.#ground.engine.open(streamId(kind, id));
    // It came with an earlier file, and may have gone on since.
    if (seq > 0) return this.#seen.has(id) ? flawed({ column: needed[0] ?? rule.intake.key, code: 'twice' }) : { what: 'same', id };
    return { id, fresh: true, columns: Object.keys(mapping), outcome };
  }

  async #decided(meant: Meant, row: number, viewer: Actor): Promise<Became> {
    const { id, outcome, fresh, columns } = meant;
    if ('problems' in outcome) return flawed(...outcome.problems);
    if ('skipped' in outcome) return { what: 'skipped', id };
    const asks = outcome.asks.map((ask) => ({ ask, id: this.#idOf(ask, row) }));
    const done = await this.#ground.store.accepted(asks.map(({ ask, id: command }) => ({ stream: ask.stream, id: command })));
    const open = asks.filter((_one, n) => !done[n]);
    if (open.length === 0) return { what: 'same', id };
    const tried = await tryAsk(
      open.map(({ ask }) => ask),
      viewer,
      this.#ground,
    );
    if (tried.length > 0) return flawed(...tried);
    if (!this.#asked.keep) return { what: fresh ? 'fresh' : 'changed', id, columns };
    for (const { ask, id: command } of open) {
      const answer = await this.#ground.ask(ask, command);
      if ('unavailable' in answer) throw new CutOff();
      if (!('seq' in answer)) return flawed({ column: ask.column, code: 'refused' in answer ? answer.refused : 'malformed' });
    }
    return { what: fresh ? 'fresh' : 'changed', id, columns };
  }

  #idOf(ask: LedgerAsk, row: number): string {
    const content = JSON.stringify([this.#asked.hash, row, ask.stream, ask.command]);
    return `ledger-${createHash('sha256').update(content).digest('hex').slice(0, 48)}`;
  }
}

/** The house is closing, or its store is away: the same again later goes on where it stopped. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}
