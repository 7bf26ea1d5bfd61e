import { ahead, type Speed } from './pace.ts';

/** Between two steps of the needle, in milliseconds: smooth enough at 1×, and light on a phone. */
const tick = 250;

/** The needle on the time bar, and the hand that moves it. */
export class Player {
  readonly begin: number;
  readonly end: number;
  /** Milliseconds since 1970, by the clock of that day. */
  at: number = $state(0);
  playing: boolean = $state(false);
  speed: Speed = $state(1);
  skipping: boolean = $state(true);
  readonly #moments: readonly number[];
  readonly #moved: (at: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #before = 0;

  /** `moments`: when anything happened, in order. `moved` hears of every place of the needle, also of the first. */
  constructor(span: { readonly begin: number; readonly end: number }, moments: readonly number[], moved: (at: number) => void) {
    this.begin = span.begin;
    this.end = span.end;
    this.#moments = moments;
    this.#moved = moved;
    this.at = span.begin;
    moved(span.begin);
  }

  play(): void {
    if (this.playing) return;
    if (this.at >= this.end) this.seek(this.begin);
    this.playing = true;
    this.#before = performance.now();
    this.#timer = setInterval(() => this.#step(), tick);
  }

  pause(): void {
    this.playing = false;
    clearInterval(this.#timer);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  seek(at: number): void {
    this.at = Math.min(this.end, Math.max(this.begin, at));
    this.#moved(this.at);
  }

  #step(): void {
    const now = performance.now();
    const step = (now - this.#before) * this.speed;
    this.#before = now;
    this.seek(ahead(this.at, step, this.#moments, this.skipping));
    if (this.at >= this.end) this.pause();
  }
}
