import type { Clock } from '#server/engine/clock.ts';

/** Time that only moves when told; what is due then is called in order. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

export const handClock = (from: number): HandClock => {
  let now = from;
  let wakes: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    wake(at, then) {
      const wake = { at: Math.max(at, now), then };
      wakes.push(wake);
      return () => void (wakes = wakes.filter((one) => one !== wake));
    },
    advance(ms) {
      const until = now + ms;
      // Bounded: a wake may set another, but not for ever within one advance.
      for (let n = 0; n < 10_000; n += 1) {
        const next = wakes.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        wakes = wakes.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.then();
      }
      now = until;
    },
  };
};
