/**
 * `npm test`: everything, in the order in which a fault is cheapest to find. Outside tools (browser, Redis, PostgreSQL) are found or
 * installed first; without them it fails in one line, for nothing is skipped. The last line counts.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ready } from './services/tools.ts';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** JSON report of the runner: where its counts are read. */
  readonly report?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const artefacts = join(root, 'artefacts');
const steps: readonly Step[] = [
  { name: 'check', command: 'node', args: ['tests/check.ts'] },
  {
    name: 'rules, contracts, simulator',
    command: join(bin, 'vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${artefacts}/vitest.json`],
    report: `${artefacts}/vitest.json`,
  },
  {
    name: 'journeys',
    command: join(bin, 'playwright'),
    args: ['test', '--config', 'tests/journeys/playwright.config.ts'],
    report: `${artefacts}/journeys.json`,
  },
];

const run = ({ command, args, env }: Step): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
    child.on('error', (cause) => {
      console.error(String(cause));
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });

/** Vitest and Playwright count in different words. */
const counts = (path: string): { passed: number; failed: number } => {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as {
      numPassedTests?: number;
      numFailedTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number };
    };
    return report.stats
      ? { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
      : { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };
  } catch (cause) {
    console.error(`no report of this step: ${String(cause)}`);
    return { passed: 0, failed: 1 };
  }
};

const only = process.argv[2];
const missing = await ready();
if (missing) {
  console.error(missing);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
let passed = 0;
let failed = 0;
for (const step of steps) {
  if (only && !step.name.startsWith(only)) continue;
  const started = Date.now();
  console.log(`\n── ${step.name}`);
  const code = await run(step);
  const counted = step.report ? counts(step.report) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  passed += counted.passed;
  failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed;
  console.log(`── ${step.name}: ${code === 0 ? 'passed' : 'failed'} in ${Math.round((Date.now() - started) / 1000)} s`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
