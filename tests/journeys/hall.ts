/** Everybody with a window of their own: separate browsers with separate memories, on the devices people really hold. */
import type { Browser, BrowserContext, ConsoleMessage, Page } from '@playwright/test';
import { expect } from '@playwright/test';

export const devices = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  wall: { viewport: { width: 1920, height: 1080 } },
} as const;
export type Device = keyof typeof devices;

/** What a browser says by itself while the house is away; nobody can keep it from saying so. */
const awayNoise =
  /net::ERR_(?:CONNECTION|EMPTY_RESPONSE|NETWORK|SOCKET|INCOMPLETE|INTERNET)|WebSocket connection to|Failed to fetch|status of 50[234]/;

export class Hall {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #faults: string[] = [];
  /** True while the house is killed on purpose. */
  #away = false;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** How many windows are open at this moment. */
  get windows(): number {
    return this.#contexts.length;
  }

  async open(who: string, device: Device, origin: string): Promise<Page> {
    const context = await this.#browser.newContext({ ...devices[device], baseURL: origin, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    this.#contexts.push(context);
    return this.#page(who, context);
  }

  /** The window is closed, and the same browser opens another: what the device keeps is all there is. */
  async reopen(who: string, page: Page, meanwhile: (context: BrowserContext) => Promise<void>): Promise<Page> {
    const context = page.context();
    await page.close();
    await meanwhile(context);
    return this.#page(who, context);
  }

  /** Between now and the result of `work` browsers may say that nobody answers. */
  async whileAway<T>(work: () => Promise<T>): Promise<T> {
    this.#away = true;
    try {
      return await work();
    } finally {
      this.#away = false;
    }
  }

  /** No window ever wrote an error to its console. */
  expectNoFaults(): void {
    expect(this.#faults).toEqual([]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async #page(who: string, context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => this.#heard(who, message));
    page.on('pageerror', (error) => this.#faults.push(`${who}: ${error.stack ?? error.message}`));
    return page;
  }

  #heard(who: string, message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    const text = `${message.text()} ${message.location().url}`;
    if (this.#away && awayNoise.test(text)) return;
    this.#faults.push(`${who}: ${text}`);
  }
}
