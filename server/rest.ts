/**
 * Gives memory back when the house comes to rest. Starting and a busy hour leave the heap larger than the quiet after it needs, and V8 by itself
 * keeps it. Done once each time it falls quiet, so that nobody waits for it.
 */
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const pace = 2_000;
/**
 * Shares of time in which the event loop had something to do: two thousand phones that only say they are still there are below the first, a
 * room where something happens is above the second. Whoever types alone never comes so far that there is anything to give back.
 */
const quiet = 0.05;
const busy = 0.1;
/** Looks in a row that find it quiet: a pause between two sentences is no rest, and collecting takes a tenth of a second. */
const looks = 2;

type Collect = (how: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;

export const restWhenQuiet = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  let rested = false;
  let found = 0;
  let before = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > busy) rested = false;
    found = utilization > quiet ? 0 : found + 1;
    if (rested || found < looks) return;
    rested = true;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    before = performance.eventLoopUtilization();
  }, pace).unref();
};
