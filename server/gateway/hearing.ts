/** What a live connection says, taken apart: any shape may come, none may break anything, each that wants an answer gets one. */
import type { Socket } from 'socket.io';
import type { FromBrowser } from '#shared/core/wire.ts';
import type { Log } from '../log.ts';
import { failure } from './answers.ts';
import { Limiter, type Allowance } from './limiter.ts';
import { numberOf, type Answering } from './numbered.ts';

/** Of one connection: far more than a person can press, and than a script needs. */
const pace: Allowance = { burst: 400, each: 5 };
/** Whoever goes on after so many were turned away is cut off. */
const mostTurnedAway = 2_000;

/** `number`: of the message, where it wants an answer and the number is known. */
export type Hear = (parts: readonly unknown[], number?: number) => unknown;
/** A result that says: it was answered already. */
export const answered = Symbol('answered');

/** Calls the right one for each message, in turn or not as it likes; its result is the answer. */
export const hear = (socket: Socket, log: Log, now: () => number, said: Readonly<Record<keyof FromBrowser, Hear>>): void => {
  const limiter = new Limiter(pace, now);
  let turnedAway = 0;
  socket.onAny((name: unknown, ...parts: unknown[]) => {
    const last = parts.at(-1);
    const answer: Answering = typeof last === 'function' ? (parts.pop() as Answering) : () => undefined;
    if (!limiter.take('')) {
      turnedAway += 1;
      if (turnedAway > mostTurnedAway) socket.conn.close();
      answer({ refused: 'too-many', details: { seconds: 1 } });
      return;
    }
    if (typeof name !== 'string' || !Object.hasOwn(said, name)) {
      answer({ malformed: 'unknown-message', at: '' });
      return;
    }
    Promise.resolve()
      .then(() => said[name as keyof FromBrowser](parts, numberOf(answer)))
      .then((told) => (told === answered ? undefined : answer(told)))
      .catch((cause: unknown) => answer(failure(cause, log, { message: name })));
  });
};
