/** The list in a real browser: how long it takes until somebody can type, and until a key they pressed is on the screen. */
import type { Browser, Locator, Page } from '@playwright/test';
import type { House } from './house.ts';

/** Milliseconds from the key as the browser noted it. */
export interface Stroke {
  /** Until the handlers were through and the page was ready to be drawn. */
  readonly work: number;
  /** Until the frame with it was drawn. */
  readonly frame: number;
}

declare global {
  interface Window {
    strokes: Stroke[];
    interactive: number;
  }
}

/** Runs in the page: notes each key in a text field, and the first moment after the frame in which it is drawn. */
const watchKeys = (): void => {
  const known = 'strokes' in window;
  window.strokes = [];
  if (known) return;
  const channel = new MessageChannel();
  const after: (() => void)[] = [];
  channel.port1.onmessage = () => after.splice(0).forEach((one) => one());
  document.addEventListener(
    'input',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const work = performance.now() - timeStamp;
        after.push(() => window.strokes.push({ work, frame: performance.now() - timeStamp }));
        channel.port2.postMessage(null);
      });
    },
    true,
  );
};

/** Runs in the page: from now until the rows are drawn and the first of them can be written in. */
const watchOpening = (): void => {
  const started = performance.now();
  window.interactive = 0;
  const look = (): void => {
    const area = document.querySelector<HTMLTextAreaElement>('[data-row] textarea');
    if (!area || area.readOnly || area.value === '') return void requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => (window.interactive = performance.now() - started)));
  };
  look();
};

export const openWindow = async (browser: Browser, house: House): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: house.server.origin, locale: 'zh-CN' });
  const page = await context.newPage();
  const [name = '', value = ''] = house.host.cookie.split('=');
  await context.addCookies([{ name, value, url: house.server.origin }]);
  return page;
};

const whenInteractive = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => window.interactive > 0, undefined, { timeout: 60_000 });
  return page.evaluate(() => window.interactive);
};

/** `cold`: from the first script of the page, everything still to be fetched. `warm`: from the press on the link in the room. Milliseconds. */
export const openList = async (page: Page, { session }: House): Promise<{ readonly cold: number; readonly warm: number }> => {
  await page.addInitScript(watchOpening);
  await page.goto(`/sessions/${session}/lists`);
  const cold = await whenInteractive(page);
  const lists = `a[href="/sessions/${session}/lists"]`;
  await page.goto(`/sessions/${session}/host`);
  await page.locator(lists).first().waitFor();
  await page.evaluate(watchOpening);
  await page.locator(lists).first().click();
  return { cold, warm: await whenInteractive(page) };
};

const typeAt = async (page: Page, area: Locator, keys: number, pace: number): Promise<readonly Stroke[]> => {
  await page.evaluate(watchKeys);
  await area.click();
  await area.press('End');
  await page.keyboard.type('x'.repeat(keys), { delay: pace });
  return page.evaluate(() => window.strokes);
};

/** Types `keys` characters into the suggestion of the row, one every `pace` milliseconds. */
export const typeInto = (page: Page, row: string, keys: number, pace: number): Promise<readonly Stroke[]> =>
  typeAt(page, page.locator(`[data-cell="${row} suggestion"] textarea`), keys, pace);

/** The same keys into a text field on a page with nothing else: what the machine itself takes at this moment. */
export const typeIntoNothing = async (page: Page, keys: number, pace: number): Promise<readonly Stroke[]> => {
  await page.goto('about:blank');
  await page.setContent('<textarea></textarea>');
  return typeAt(page, page.locator('textarea'), keys, pace);
};
