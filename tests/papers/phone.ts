/** A phone in the hall: the browser's own module, with the waits in the hands of the test. */
import type { Answer } from '#shared/core/wire.ts';
import { Paper, type PaperMeans, type PaperPoll, type PaperStage } from '#web/lib/live/paper.ts';
import type { Caller } from '#tests/gateway/running.ts';
import { random, stream, type Hall } from './hall.ts';

export interface Phone {
  readonly paper: Paper;
  /** All waits so far, in milliseconds. */
  readonly waits: number[];
  pass(milliseconds: number): void;
  readonly asked: { readonly id: string; readonly blinded: string }[];
  /** Resolves when it is there. */
  until(stage: PaperStage): Promise<void>;
}

export interface PhoneGiven {
  /** What becomes of an answer to a draw, in the order of asking. */
  readonly told?: (answer: Answer, n: number) => Answer | 'lost';
  readonly fingerprint?: string;
  /** Instead of going on at once. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const patience = 15_000;
const mostWaits = 100;

export const phoneOf = async (hall: Hall, poll: string, who: Caller, given: PhoneGiven = {}): Promise<Phone> => {
  const waits: number[] = [];
  const asked: { id: string; blinded: string }[] = [];
  let passed = 0;
  const means: PaperMeans = {
    person: who.person,
    command: async (_stream, id, command) => {
      const { blinded } = command as unknown as { blinded: string };
      asked.push({ id, blinded });
      const answer = await hall.ask(id, command, who);
      return given.told?.(answer, asked.length) ?? answer;
    },
    random,
    now: () => Date.now() + passed,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      // Nobody looks any more at a phone that waits so often: it must not go on asking after its test.
      await (waits.length > mostWaits ? new Promise(() => undefined) : given.wait?.(milliseconds));
      passed += milliseconds;
    },
  };
  const { read } = await hall.key(poll);
  const there: PaperPoll = {
    stream,
    key: poll,
    fingerprint: given.fingerprint ?? read.fingerprint,
    draw: (blinded) => ({ type: 'draw', poll, blinded }) as never,
  };
  const paper = new Paper(there, means);
  return {
    paper,
    waits,
    asked,
    pass: (milliseconds) => void (passed += milliseconds),
    until: (stage) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${paper.stage} and not ${stage}; ${JSON.stringify(paper.problem)}`)), patience);
        const look = (): void => {
          if (paper.stage !== stage) return;
          clearTimeout(late);
          leave();
          resolve();
        };
        const leave = paper.watch(look);
        look();
      }),
  };
};
