/** `npm run check`: everything that can be known without running the product. All steps run; what failed is shown whole. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');
const most = 10 * 60_000;

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Relative to the root. */
  readonly folder?: string;
  /** The step of this name must have passed. */
  readonly after?: string;
}

const steps: readonly Step[] = [
  { name: 'page types are made', command: ['svelte-kit', 'sync', '--config', 'web/vite.config.ts'] },
  // The longest first, so that the lanes end together.
  { name: 'lint', command: ['eslint', '--max-warnings', '0', 'shared', 'server', 'tests', 'web'], after: 'page types are made' },
  {
    name: 'types of the pages',
    command: ['svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'warning', '--output', 'human'],
    folder: 'web',
    after: 'page types are made',
  },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'layout', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'no circles, nothing dangling',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'shared', 'server', 'web/src'],
  },
  { name: 'nothing unused', command: ['knip', '--no-progress'] },
];

interface Outcome {
  readonly passed: boolean;
  readonly said: string;
}

const run = ({ command: [tool, ...args], folder = '.' }: Step): Promise<Outcome> =>
  new Promise((resolve) => {
    const environment = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0' };
    const child = spawn(join(bin, tool!), args, {
      cwd: join(root, folder),
      env: environment,
      timeout: most,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.on('error', (cause) => resolve({ passed: false, said: String(cause) }));
    child.on('close', (code, signal) =>
      resolve({ passed: code === 0, said: signal ? `${said}\nended by ${signal} (at most ${most / 1000} s)` : said }),
    );
  });

const failed: string[] = [];

const take = async (step: Step): Promise<void> => {
  const started = Date.now();
  const { passed, said } = step.after && failed.includes(step.after) ? { passed: false, said: `needs '${step.after}'` } : await run(step);
  if (!passed) failed.push(step.name);
  console.log(`${passed ? '✓' : '✗'} ${step.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!passed) console.log(said.trimEnd().replaceAll(/^/gm, '    '));
};

// What others need comes first; the rest in two lanes, since most machines have two cores.
const needed = steps.filter(({ name }) => steps.some(({ after }) => after === name));
const rest = steps.filter((step) => !needed.includes(step));
for (const step of needed) await take(step);
const lane = async (): Promise<void> => {
  for (let step = rest.shift(); step !== undefined; step = rest.shift()) await take(step);
};
await Promise.all([lane(), lane()]);
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
