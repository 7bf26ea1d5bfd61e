/**
 * The thread in which maps are computed, away from the event loop. Answers leave as JSON text, so that whoever passes them on to screens
 * has nothing to take apart.
 */
import { parentPort } from 'node:worker_threads';
import type { Result } from '#shared/consensus/result.ts';
import type { StatementStatus } from '#shared/consensus/state.ts';
import type { Vote } from '#shared/consensus/votes.ts';
import { answerOf } from './answer.ts';
import { Desk } from './desk.ts';
import { Room } from './room.ts';

export type ToWorker =
  | { readonly line: string }
  | { readonly votes: readonly Vote[]; readonly status: ReadonlyMap<string, StatementStatus> | null }
  | { readonly report: true };

/** `answer` to a line, `result` of a tick, `report` when it was asked for. */
export type FromWorker = { readonly answer: string } | { readonly result: string } | { readonly report: string };

/** Between two ticks at least, in milliseconds. */
const rest = 1_000;

const port = parentPort;
if (port === null) throw new Error('runs as a worker only');
const say = (told: FromWorker): void => port.postMessage(told);
const text = (result: Result): string => JSON.stringify(answerOf(result, { language: 'zh' }));

const desk = new Desk();
const room = new Room();
let tickedAt = -Infinity;
let timer: NodeJS.Timeout | null = null;
let slicing = false;

const show = (result: Result | null): void => {
  if (result !== null) say({ result: text(result) });
};

/** One slice a turn, so that votes told meanwhile come first. */
const sliceOn = (): void => {
  if (slicing || !room.isTesting) return;
  slicing = true;
  setImmediate(() => {
    slicing = false;
    show(room.slice());
    sliceOn();
  });
};

const tickWhenDue = (): void => {
  if (timer !== null || !room.worthATick) return;
  timer = setTimeout(
    () => {
      timer = null;
      tickedAt = performance.now();
      show(room.tick());
      sliceOn();
    },
    Math.max(0, tickedAt + rest - performance.now()),
  );
};

port.on('message', (asked: ToWorker) => {
  if ('line' in asked) return say({ answer: desk.answer(asked.line) });
  if ('report' in asked) return say({ report: text(room.report()) });
  room.tell(asked.votes, asked.status);
  tickWhenDue();
});
