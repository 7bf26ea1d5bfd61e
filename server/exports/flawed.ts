/** The file somebody gave, with what is to be mended beside each line and the cells marked; it can be mended and brought in as it is. */
import { flawsTitle } from '#shared/core/ledger-says.ts';
import { takenIn, type Cell, type LedgerFlaw, type LedgerJob, type LedgerLanguage, type LedgerRule } from '#shared/core/ledger.ts';
import { dayFrom } from './serial-day.ts';
import { openTable } from './tables.ts';
import type { Sheet } from './xlsx-writer.ts';

const byRow = (flaws: readonly LedgerFlaw[]): ReadonlyMap<number, readonly LedgerFlaw[]> => Map.groupBy(flaws, ({ row }) => row);

export const flawedSheet = (input: Uint8Array, job: LedgerJob, rule: LedgerRule, language: LedgerLanguage): Sheet => {
  const { headings, at } = job.sample;
  const flaws = byRow(job.flaws);
  const column = (n: number) => takenIn(rule).find(({ key }) => job.mapping[key] === n);
  const placeOf = (flaw: LedgerFlaw): number =>
    job.mapping[takenIn(rule).find(({ title }) => title.zh === flaw.column.zh)?.key ?? ''] ?? headings.length;
  const days = headings.map((_heading, n) => column(n)?.kind === 'day');
  const lines = async function* (): AsyncGenerator<readonly Cell[]> {
    const table = await openTable(input);
    let row = 0;
    for await (const line of table.lines()) {
      row += 1;
      if (row <= at + 1) continue;
      const cells = headings.map((_heading, n) => {
        const cell = line[n] ?? null;
        return days[n] && cell !== null ? (dayFrom(cell) ?? cell) : cell;
      });
      yield [...cells, (flaws.get(row) ?? []).map((flaw) => `${flaw.column[language]}：${flaw[language]}`).join('\n') || null];
    }
  };
  return {
    name: rule.title[language],
    columns: [
      ...headings.map((title, n) => ({ title, width: column(n)?.width ?? 16, day: days[n] ?? false })),
      { title: flawsTitle[language], width: 40, day: false },
    ],
    lines: lines(),
    marked: (line) => {
      const found = flaws.get(line + at + 2);
      return found && new Set([...found.map(placeOf), headings.length]);
    },
  };
};
