/** One phone: as little of a client as the three servers need, so that two thousand of them leave the processor to the server beside them. */
import type { Answer } from '#shared/core/wire.ts';
import { Line } from '../load/line.ts';
import type { Place } from './place.ts';

const latin = 'latin1';

/** What Socket.IO's protocol says: `0` open, `40` joined, `42<n>[…]` a message to be answered, `43<n>[…]` its answer, `2` and `3` a heartbeat. */
const char = { zero: 48, two: 50, three: 51, four: 52 } as const;

/** Told of every frame that carries events or signals; it is only there during the call. */
export type Hear = (frame: Buffer) => void;

export class Phone {
  ended: string | null = null;
  readonly #line: Line;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  private constructor(line: (phone: Phone) => Line) {
    this.#line = line(this);
  }

  /** Resolves when it sits in the room and would be told whatever happens there. */
  static async sit(place: Place, cookie: string, streams: readonly string[], hear: Hear): Promise<Phone> {
    const io = place.name !== 'ws';
    const address = io ? `${place.origin}/socket.io/?EIO=4&transport=websocket` : `${place.origin}/`;
    let phone!: Phone;
    await new Promise<void>((resolve, reject) => {
      phone = new Phone(
        (self) =>
          new Line(address, cookie, {
            opened: () => (io ? undefined : resolve()),
            heard: (frame) => (io ? self.#take(frame, hear, resolve) : hear(frame)),
            closed: (reason) => {
              self.ended = reason;
              reject(new Error(reason));
            },
          }),
      );
    });
    if (place.name === 'this') for (const stream of streams) await phone.ask('follow', stream, 0, '');
    return phone;
  }

  /** A message and its answer. */
  ask(...message: readonly unknown[]): Promise<unknown> {
    this.#asked += 1;
    const number = this.#asked;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(number, resolve));
    this.#line.say(`42${number}${JSON.stringify(message)}`);
    return answer;
  }

  command(stream: string, id: string, command: object): Promise<Answer> {
    return this.ask('command', stream, id, command) as Promise<Answer>;
  }

  say(text: string): void {
    this.#line.say(text);
  }

  cut(): void {
    this.#line.cut();
  }

  #take(frame: Buffer, hear: Hear, joined: () => void): void {
    const [kind, type] = [frame[0], frame[1]];
    if (kind === char.two) return this.#line.say('3');
    if (kind === char.zero) return this.#line.say('40');
    if (kind !== char.four) return;
    if (type === char.zero) return joined();
    if (type === char.two) return hear(frame);
    if (type === char.three) this.#answered(frame);
  }

  #answered(frame: Buffer): void {
    const at = frame.indexOf('[');
    const number = Number(frame.toString(latin, 2, at));
    const answer = this.#waiting.get(number);
    this.#waiting.delete(number);
    // A whole room is not looked at: nobody here folds it.
    answer?.(frame.length > 4_096 ? {} : (JSON.parse(frame.toString('utf8', at)) as [unknown])[0]);
  }
}
