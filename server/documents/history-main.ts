/** The other end of `history-thread.ts`: all asks come to one desk. */
import { answerInTurn } from '#server/thread.ts';
import { HistoryDesk } from './history-desk.ts';
import type { DeskAsk } from './history-thread.ts';

const desk = new HistoryDesk();
answerInTurn(({ name, given }: DeskAsk) => {
  const call = desk[name] as unknown as (...given: readonly unknown[]) => unknown;
  return call.apply(desk, [...given]);
});
