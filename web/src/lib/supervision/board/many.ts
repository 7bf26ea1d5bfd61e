/** One act for many items: what is asked of each, and how it went. */
import { addWorkingDays, dayOf } from '#shared/core/calendar.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { BoardRow } from '#shared/items/board.ts';
import type { Command } from '#shared/items/commands.ts';
import { filled, longDay } from '#shared/items/wording.ts';
import type { NotDone } from '#web/lib/live/http.ts';

/** A letter as the pack words it, for one item or, with its places still open, for many. */
export const letterWords = (wording: string, row: Pick<BoardRow, 'title' | 'number' | 'due'>, pack: RulePack, now: number): string =>
  filled(wording, {
    title: row.title,
    item: row.number,
    due: longDay(row.due),
    answerBy: longDay(addWorkingDays(pack.calendar, dayOf(now), pack.item.letter.answerWithin).value),
  });

export type Ask = (item: string, command: Command) => Promise<{ readonly seq: number } | NotDone>;

export interface ManyResult {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Null = done. */
  readonly no: NotDone | null;
}

type Line = { readonly id: string; readonly row: BoardRow };

/** One after the other; a "no" to one does not keep the others from being asked. `told` hears of each as it is answered. */
export const askMany = async (
  lines: readonly Line[],
  commandFor: (row: BoardRow) => Command,
  ask: Ask,
  told: (result: ManyResult) => void,
): Promise<void> => {
  for (const { id, row } of lines) {
    const answer = await ask(id, commandFor(row));
    told({ id, number: row.number, title: row.title, no: 'seq' in answer ? null : answer });
  }
};
