/**
 * The number of a message that wants an answer, which the library keeps to itself: an answer that is written past it must bear it. Where a
 * later library does not tell it, every answer goes by the library.
 */
import { Socket } from 'socket.io';

export type Answering = (told: unknown) => void;

const number = Symbol('number');

const lines = Socket.prototype as unknown as { ack?(number: number): Answering };
const acknowledge = lines.ack;
if (acknowledge)
  lines.ack = function (asked) {
    return Object.assign(acknowledge.call(this, asked), { [number]: asked });
  };

/** As in Socket.IO's `42<number>[…]`; undefined where it is not known, or no answer is wanted. */
export const numberOf = (answer: Answering): number | undefined => (answer as { readonly [number]?: number })[number];
