/** `npm run bench:table`: writing in a long list together, in a real browser against a real server. Figures as JSON, goals beside them. */
import { cpus, loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { need, tools } from '#tests/services/tools.ts';
import { quantile } from '../measure.ts';
import { fillList, openHouse, startWriting, type House } from './house.ts';
import { openList, openWindow, typeInto, typeIntoNothing, type Stroke } from './window.ts';

const rows = 500;
const writers = 20;
const editsPerSecond = 2;
const keys = 200;
/** Between two keys, in milliseconds: a fast typist. */
const pace = 90;
const openings = 5;

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];
/** Without a screen's own rhythm: what is measured is our work and the browser's, not the wait for the next of 60 frames a second. */
const unpaced = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const figures = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): number => Math.round(quantile(sorted, q) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
};

const said = (strokes: readonly Stroke[]) => ({
  strokes: strokes.length,
  inputToReadyMs: figures(strokes.map(({ work }) => work)),
  inputToScreenMs: figures(strokes.map(({ frame }) => frame)),
});

const withBrowser = async <T>(flags: readonly string[], work: (open: ReturnType<typeof chromium.launch>) => Promise<T>): Promise<T> => {
  const browser = chromium.launch({ executablePath: need(tools.chromium), args: [...quiet, ...flags] });
  try {
    return await work(browser);
  } finally {
    await (await browser).close();
  }
};

const opening = (house: House) =>
  withBrowser([], async (browser) => {
    const [cold, warm]: [number[], number[]] = [[], []];
    for (let n = 0; n < openings; n += 1) {
      const page = await openWindow(await browser, house);
      const took = await openList(page, house);
      cold.push(took.cold);
      warm.push(took.warm);
      await page.context().close();
    }
    return { fromTheRoomMs: figures(warm), fromNothingMs: figures(cold) };
  });

const typing = (house: House, flags: readonly string[]) =>
  withBrowser(flags, async (browser) => {
    const page = await openWindow(await browser, house);
    await openList(page, house);
    const alone = said(await typeInto(page, 's2', keys, pace));
    const stop = await startWriting(house, writers, editsPerSecond);
    const together = said(await typeInto(page, 's2', keys, pace));
    const plainField = said(await typeIntoNothing(await (await browser).newPage(), keys / 2, pace));
    return { alone, together, plainField, othersEdits: stop().edits };
  });

const house = await openHouse();
try {
  await fillList(house, 'suggestions', rows);
  await fillList(house, 'responsibilities', rows);
  const result = {
    machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
    goals: { openingMs: 500, inputToScreenP95Ms: 16 },
    load: { before: loadavg()[0] },
    table: { rows, writers, editsPerSecond },
    opening: await opening(house),
    typing: await typing(house, unpaced),
    typingAt60Frames: await typing(house, []),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  await house.close();
}
