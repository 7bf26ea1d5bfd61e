/** A watch that counts only while it runs. It keeps instants, so every screen computes the same second by itself. */
export interface Stopwatch {
  /** Milliseconds counted before `since`. */
  readonly used: number;
  /** Running since; null = stands still. */
  readonly since: number | null;
}

export const stopped: Stopwatch = { used: 0, since: null };

/** Milliseconds counted until `now`; an instant before `since` counts nothing. */
export const elapsed = (watch: Stopwatch, now: number): number => watch.used + (watch.since === null ? 0 : Math.max(0, now - watch.since));

/** A running watch keeps running: starting twice makes no time. */
export const started = (watch: Stopwatch, at: number): Stopwatch => ({ used: watch.used, since: watch.since ?? at });

export const halted = (watch: Stopwatch, at: number): Stopwatch => ({ used: elapsed(watch, at), since: null });
