import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { need, tools } from '#tests/services/tools.ts';

const artefacts = join(import.meta.dirname, '../../artefacts');

/** One journey at a time: each opens many browser windows and a house of its own. Nothing is tried twice, since what fails now and then is broken. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  outputDir: join(artefacts, 'journeys'),
  reporter: [['list'], ['json', { outputFile: join(artefacts, 'journeys.json') }]],
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath: need(tools.chromium),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
