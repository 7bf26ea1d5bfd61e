/** The browser's part in a real browser, as a hall meets it: plain http under a name of its own, so without `crypto.subtle`. */
import { join } from 'node:path';
import { chromium, type Browser, type Page, type Request } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pages } from '#server/gateway/means.ts';
import { need, tools } from '#tests/services/tools.ts';
import type * as module from '#web/lib/live/paper.ts';
import { openHall, stateOf, stream, type Hall } from './hall.ts';
import type { Polls } from './polls.ts';

const root = join(import.meta.dirname, '..', '..');
const name = 'hall.test';
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

const room =
  '<!doctype html><title>room</title><script type="module">import * as module from "/paper.js"; globalThis.made = module;</script>';

let hall: Hall;
let browser: Browser;
let script: string;
let origin: string;
/** By which line each request came, and with which cookie. */
const came: { readonly url: string; readonly line: number; readonly cookie: boolean }[] = [];

beforeAll(async () => {
  // Served by the house itself: a page from elsewhere may not ask a machine of the hall.
  const pages: Pages = ({ url }, response) => {
    response.setHeader('content-type', url === '/paper.js' ? 'text/javascript' : 'text/html');
    response.end(url === '/paper.js' ? script : room);
  };
  hall = await openHall({ options: { loadPages: async () => pages } });
  await hall.poll('a');
  origin = hall.house.url.replace('127.0.0.1', name);
  hall.house.app.fastify.server.on(
    'request',
    ({ url = '', socket, rawHeaders }: { url?: string; socket: { remotePort?: number }; rawHeaders: string[] }) =>
      came.push({ url, line: socket.remotePort ?? 0, cookie: rawHeaders.some((header) => header.toLowerCase() === 'cookie') }),
  );
  const built = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: join(root, 'web/src/lib/live/paper.ts'), formats: ['es'] }, target: 'es2022' },
  })) as Rolldown.RolldownOutput[];
  script = built[0]?.output[0].code ?? '';
  browser = await chromium.launch({
    executablePath: need(tools.chromium),
    args: [...flags, `--host-resolver-rules=MAP ${name} 127.0.0.1`],
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await hall.house.close();
});

const openPage = async (cookie: string): Promise<{ page: Page; requests: Request[] }> => {
  const context = await browser.newContext();
  const [of, value] = cookie.split('=') as [string, string];
  await context.addCookies([{ name: of, value, url: origin }]);
  const page = await context.newPage();
  await page.goto(`${origin}/room`);
  await page.waitForFunction(() => 'made' in globalThis);
  const requests: Request[] = [];
  page.on('request', (request) => void requests.push(request));
  return { page, requests };
};

/** Draws and casts in the page; resolves with the stages it went through. */
const vote = (page: Page, fingerprint: string): Promise<readonly string[]> =>
  page.evaluate(
    async ({ stream, fingerprint }) => {
      const { Paper } = (globalThis as unknown as { made: typeof module }).made;
      const stages: string[] = [];
      const paper = new Paper(
        { stream: stream as 'polls/1', key: 'a', fingerprint, draw: (blinded) => ({ type: 'draw', poll: 'a', blinded }) as never },
        {
          person: 'me',
          command: async (_stream, id, command) => {
            const headers = { 'content-type': 'application/json' };
            const response = await fetch(`/api/${stream}/commands`, { method: 'POST', headers, body: JSON.stringify({ id, command }) });
            return (await response.json()) as never;
          },
          random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
          now: () => Date.now(),
          wait: () => new Promise((then) => setTimeout(then, 10)),
        },
      );
      return new Promise<readonly string[]>((resolve) => {
        paper.watch(() => {
          stages.push(paper.stage);
          if (paper.stage === 'ready') paper.cast({ type: 'cast', poll: 'a', choice: 'yes' } as never);
          if (paper.stage === 'cast' || paper.stage === 'none') resolve(stages);
        });
        paper.open();
      });
    },
    { stream, fingerprint },
  );

test('a phone on plain http draws and casts, and the box is not told who it is', async () => {
  const { read } = await hall.key('a');
  const { page, requests } = await openPage((await hall.house.guest()).cookie);
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined']);
  came.length = 0;
  expect(await vote(page, read.fingerprint)).toEqual(['drawing', 'ready', 'sealed', 'cast']);
  expect(Object.values((await stateOf<Polls>(hall.house))['a']?.ballots ?? {})).toEqual(['yes']);
  for (const request of requests.filter((one) => one.url().includes('/api/papers/')))
    expect(Object.keys(await request.allHeaders())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:cookie|referer)$/) as string]),
    );
  const [box, others] = [came.filter(({ url }) => url.includes('/papers/')), came.filter(({ url }) => !url.includes('/papers/'))];
  expect([box.length, others.length]).toEqual([2, 1]);
  expect([box.some(({ cookie }) => cookie), others.every(({ cookie }) => cookie)]).toEqual([false, true]);
  expect(box.map(({ line }) => line)).not.toContain(others[0]?.line);
  await page.context().close();
});
