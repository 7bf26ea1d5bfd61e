import { createContext } from 'svelte';
import type { Tone } from './tone.ts';

export interface Notice {
  readonly key: number;
  readonly text: string;
  readonly tone: Tone;
  /** One thing to do about it: 撤销 */
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** Short sentences at the foot of the screen, also read aloud. What went wrong stays until it is closed. */
export class Notices {
  shown: readonly Notice[] = $state.raw([]);
  #key = 0;

  say(text: string, tone: Tone = 'plain', action?: Notice['action']): void {
    const key = (this.#key += 1);
    this.shown = [...this.shown.slice(-2), { key, text, tone, ...(action === undefined ? {} : { action }) }];
    if (tone !== 'live') setTimeout(() => this.close(key), action === undefined ? 6_000 : 12_000);
  }

  close(key: number): void {
    this.shown = this.shown.filter((one) => one.key !== key);
  }
}

export const [theNotices, hangNotices] = createContext<Notices>();
