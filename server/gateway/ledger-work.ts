/** One intake from its first line to its last: counts, flaws, and how far it is. */
import { createHash } from 'node:crypto';
import type { Actor } from '#shared/core/actor.ts';
import { saidOf } from '#shared/core/ledger-says.ts';
import {
  nothingCounted,
  type Cell,
  type LedgerCount,
  type LedgerFlaw,
  type LedgerIntake,
  type LedgerJob,
  type LedgerNews,
  type LedgerRule,
  type Words,
} from '#shared/core/ledger.ts';
import { LineIntake, type Became } from '../exports/ledger-intake.ts';
import { namesFor } from '../exports/ledgers.ts';
import { openTable } from '../exports/tables.ts';
import type { Gate } from './gate.ts';

/** Lines decided at once: they share commits. */
const together = 32;
const mostFlaws = 1_000;
const mostNews = 200;

export interface Work {
  readonly gate: Gate;
  readonly job: LedgerJob;
  readonly rule: LedgerRule & { readonly intake: LedgerIntake };
  readonly input: Uint8Array;
  readonly signal: AbortSignal;
  /** Who asked, as they are now. */
  who(): Promise<Actor>;
  say(part: Partial<LedgerJob>): void;
}

class Tally {
  readonly flaws: LedgerFlaw[] = [];
  readonly news: LedgerNews[] = [];
  #count: LedgerCount = nothingCounted;
  readonly #rule: LedgerRule;

  constructor(rule: LedgerRule) {
    this.#rule = rule;
  }

  get count(): LedgerCount {
    return this.#count;
  }

  add(became: Exclude<Became, null>, row: number): void {
    this.#count = { ...this.#count, lines: this.#count.lines + 1, [became.what]: this.#count[became.what] + 1 };
    if (became.what === 'flawed') {
      for (const problem of became.problems)
        if (this.flaws.length < mostFlaws)
          this.flaws.push({ row, column: this.#title(problem.column), code: problem.code, ...saidOf(this.#rule, problem) });
    } else if ((became.what === 'fresh' || became.what === 'changed') && this.news.length < mostNews) {
      const columns = became.columns.map((key) => this.#title(key));
      this.news.push({ row, id: became.id, fresh: became.what === 'fresh', columns });
    }
  }

  #title(key: string): Words {
    return this.#rule.columns.find((column) => column.key === key)?.title ?? { zh: key, en: key };
  }
}

async function* batches(lines: AsyncIterable<readonly Cell[]>, after: number) {
  let batch: { readonly line: readonly Cell[]; readonly row: number }[] = [];
  let row = 0;
  for await (const line of lines) {
    row += 1;
    if (row <= after) continue;
    batch.push({ line, row });
    if (batch.length < together) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Rejects with `CutOff` when the house is closing, `NotReadable` when the file is none. Ends early when the signal says so. */
export const workOn = async ({ gate, job, rule, input, signal, who, say }: Work): Promise<void> => {
  const { kinds, engine, store } = gate.means;
  const names = await namesFor(rule, (query, viewer) => gate.reading.rows(query, viewer), await who());
  const table = await openTable(input);
  const hash = createHash('sha256').update(input).digest('hex');
  const ask = (asked: { readonly stream: string; readonly command: unknown }, id: string) =>
    gate.asks.ask('http', { stream: asked.stream, id, command: asked.command }, who);
  const { kind, mapping, keep, sample } = job;
  const intake = new LineIntake({ kind, rule, mapping, hash, keep, late: table.late }, { kinds, engine, store, names, who, ask });
  const tally = new Tally(rule);
  let at = 0;
  for await (const batch of batches(table.lines(), sample.at + 1)) {
    if (signal.aborted) return;
    const became = await Promise.all(batch.map(({ line, row }) => intake.take(line, row)));
    became.forEach((one, n) => one && tally.add(one, batch[n]?.row ?? 0));
    at += batch.length;
    say({ at, count: tally.count, flaws: tally.flaws, news: tally.news });
  }
};
