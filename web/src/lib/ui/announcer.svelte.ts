import { createContext } from 'svelte';
import { next, silence, told, wait } from './announcing.ts';

/** The voice of a page. Whoever notices a change says it here; one `LiveRegion` speaks. */
export class Announcer {
  /** The sentence in the live region. */
  said: string = $state('');
  #state = silence;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `key`: what it is about; a newer sentence about the same takes its place while it waits. */
  say(key: string, text: string, urgent = false): void {
    if (text === '') return;
    this.#state = told(this.#state, { key, text, urgent, at: Date.now() });
    this.#speak();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #speak(): void {
    clearTimeout(this.#timer);
    const { state, say } = next(this.#state, Date.now());
    this.#state = state;
    // The same words twice are two pieces of news: without a change of text nothing would be read.
    if (say !== null) this.said = say === this.said ? `${say}\u00a0` : say;
    const pause = wait(state, Date.now());
    if (pause !== null) this.#timer = setTimeout(() => this.#speak(), pause);
  }
}

/** `const announcer = theAnnouncer();` while a component is made; `appoint` in the frame that holds the `LiveRegion`. */
export const [theAnnouncer, appoint] = createContext<Announcer>();
