/** Every screen turns to the next second when it is there, whatever happens to its clock and its timers. */
import { expect, test } from 'vitest';
import { clockFace } from '#web/lib/ui/face.ts';
import { Seconds } from '#web/lib/live/seconds.ts';

/** A device driven by hand: its own clock, what it thinks the server is ahead by, and timers that come as late as told. */
class Device {
  here = 1_000_000;
  offset = 0;
  /** Milliseconds by which timers come late (or early). */
  late = 0;
  drawn: number[] = [];
  #timer: { readonly at: number; readonly then: () => void } | null = null;
  readonly seconds = new Seconds(
    {
      now: () => this.here + this.offset,
      wake: (after, then) => {
        const timer = (this.#timer = { at: this.here + Math.max(1, after + this.late), then });
        return () => {
          if (this.#timer === timer) this.#timer = null;
        };
      },
    },
    () => this.drawn.push(this.seconds.value),
  );
  readonly end = this.seconds.run();

  get waits(): boolean {
    return this.#timer !== null;
  }

  pass(milliseconds: number): void {
    const until = this.here + milliseconds;
    while (this.#timer && this.#timer.at <= until) {
      const { at, then } = this.#timer;
      this.#timer = null;
      this.here = at;
      then();
    }
    this.here = until;
  }

  correct(offset: number): void {
    this.offset = offset;
    this.seconds.corrected();
  }
}

test('one turn for each second, within moments of it', () => {
  const device = new Device();
  device.pass(300);
  device.pass(3_000);
  expect(device.drawn).toEqual([1_001_000, 1_002_000, 1_003_000]);
});

test('a timer that comes early draws nothing twice and misses nothing', () => {
  const device = new Device();
  device.late = -4;
  device.pass(5_500);
  expect(device.drawn).toEqual([1, 2, 3, 4, 5].map((n) => 1_000_000 + n * 1_000));
});

test('two screens whose timers come unequally late show the same time left, though the end is just beside a full second', () => {
  const end = 1_060_000 + 12;
  const faces = [0, 7, 20, 40].map((late) => {
    const device = new Device();
    device.late = late;
    device.pass(5_500);
    return device.drawn.map((now) => clockFace(end - now));
  });
  expect(new Set(faces.map(String)).size).toBe(1);
  expect(faces[0]).toHaveLength(5);
});

test('drawn anew in the middle of a second, for whatever reason, a screen runs ahead of nobody', () => {
  const device = new Device();
  device.pass(700);
  expect(device.seconds.value).toBe(1_000_000);
});

test('learning in the middle of a second that the server is ahead, it turns then and not almost a second later', () => {
  const device = new Device();
  device.pass(100);
  device.correct(930);
  expect(device.drawn).toEqual([1_001_000]);
  device.pass(1_000);
  expect(device.drawn).toEqual([1_001_000, 1_002_000]);
});

test('learning that the server is ahead by less than is left of the second, it turns when the server does', () => {
  const device = new Device();
  device.correct(400);
  device.pass(610);
  expect(device.drawn).toEqual([1_001_000]);
});

test('learning that the server is behind, it takes the second back and turns with the others', () => {
  const device = new Device();
  device.pass(1_100);
  device.correct(-300);
  expect(device.drawn).toEqual([1_001_000, 1_000_000]);
  device.pass(210);
  expect(device.drawn.at(-1)).toBe(1_001_000);
});

test('after it ended nothing waits and nothing is drawn, corrected or not', () => {
  const device = new Device();
  device.end();
  device.correct(5_000);
  device.pass(5_000);
  expect(device.waits).toBe(false);
  expect(device.drawn).toEqual([]);
});
