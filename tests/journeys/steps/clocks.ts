/** The time of a turn as each screen shows it, read where it changes: all windows run on one machine and so share one clock. */
import { expect, type Page } from '@playwright/test';

interface Reading {
  /** Milliseconds since 1970, when this time came onto the screen. */
  readonly at: number;
  /** Milliseconds that were left, as this screen knew. */
  readonly left: number;
  /** As people read it. */
  readonly face: string;
}

/** So many changes of the time, one in a second. */
const watch = (page: Page, times: number): Promise<readonly Reading[]> =>
  page.getByRole('timer', { name: /^发言剩余/ }).evaluate(
    (timer, wanted) =>
      new Promise<Reading[]>((resolve) => {
        const seen: Reading[] = [];
        const watcher = new MutationObserver(() => {
          seen.push({ at: Date.now(), left: Number(timer.dataset['left']), face: timer.querySelector('.face')?.textContent ?? '' });
          if (seen.length < wanted) return;
          watcher.disconnect();
          resolve(seen);
        });
        watcher.observe(timer, { attributes: true, attributeFilter: ['data-left'] });
      }),
    times,
  );

const spread = (all: readonly number[]): number => Math.max(...all) - Math.min(...all);
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

/** All screens mean the same end, and turn to the same second together: within so many milliseconds. */
export const expectTogether = async (pages: Readonly<Record<string, Page>>, within: number, times = 5): Promise<void> => {
  const all = await Promise.all(Object.entries(pages).map(async ([who, page]) => ({ who, seen: await watch(page, times) })));
  const ends = all.map(({ seen }) => median(seen.map(({ at, left }) => at + left)));
  const faces = new Set(all.flatMap(({ seen }) => seen.map(({ face }) => face)));
  const turns = [...faces]
    .map((face) => all.flatMap(({ seen }) => seen.find((one) => one.face === face)?.at ?? []))
    .filter((moments) => moments.length === all.length)
    .map(spread);
  console.log(`clocks: ends within ${spread(ends)} ms, seconds change within ${turns.join(', ')} ms`);
  expect(spread(ends), JSON.stringify(all)).toBeLessThanOrEqual(within);
  expect(turns.length, JSON.stringify(all)).toBeGreaterThan(0);
  expect(median(turns), JSON.stringify(all)).toBeLessThanOrEqual(within);
};
