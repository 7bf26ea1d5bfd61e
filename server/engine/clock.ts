/** Time as an argument, so that the simulator can drive it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `then` once at or after `at`; the result cancels it. */
  wake(at: number, then: () => void): () => void;
}

/** A timer of the platform overflows after 24.8 days; nobody here waits that long without looking again. */
const longest = 60_000;

export const systemClock: Clock = {
  now: Date.now,
  wake(at, then) {
    const timer = setTimeout(then, Math.min(longest, Math.max(0, at - Date.now())));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
