/**
 * Finds what the tests need from outside: a browser, Redis, PostgreSQL. On Debian as root what is missing is installed; elsewhere one
 * line says what is missing and how to get it.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Tool {
  readonly name: string;
  /** Environment variable that names the program itself. */
  readonly variable: string;
  readonly programs: readonly string[];
  readonly folders: () => readonly string[];
  /** Debian packages. */
  readonly packages: readonly string[];
}

/** `/usr/lib/postgresql/15/bin` and its like, newest first. */
const postgresFolders = (): string[] => {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return ['/opt/homebrew/opt/postgresql/bin', '/usr/local/pgsql/bin'];
  return readdirSync(home)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(home, version, 'bin'));
};

const usual = (): string[] => ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

export const tools = {
  chromium: {
    name: 'Chromium',
    variable: 'CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    folders: usual,
    packages: ['chromium', 'fonts-noto-cjk'],
  },
  redis: { name: 'Redis', variable: 'REDIS_SERVER', programs: ['redis-server'], folders: usual, packages: ['redis-server'] },
  postgres: { name: 'PostgreSQL', variable: 'POSTGRES', programs: ['postgres'], folders: postgresFolders, packages: ['postgresql'] },
} as const satisfies Record<string, Tool>;

const runnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of the program, or null. The environment variable, when set, has the only word. */
export const find = ({ variable, programs, folders }: Tool): string | null => {
  const told = process.env[variable];
  if (told) return runnable(told) ? told : null;
  const places = [...(process.env['PATH'] ?? '').split(delimiter), ...folders()];
  const found = places.flatMap((place) => programs.map((program) => join(place, program))).find(runnable);
  return found ?? null;
};

/** Path of the program; throws the sentence that says how to get it. */
export const need = (tool: Tool): string => {
  const path = find(tool);
  if (path === null) throw new Error(missingLine([tool]));
  return path;
};

const missingLine = (missing: readonly Tool[]): string => {
  const names = missing.map(({ name, variable }) => `${name} (or its path in ${variable})`).join(', ');
  const packages = missing.flatMap((tool) => tool.packages).join(' ');
  return `Missing for the tests: ${names}. On Debian: apt-get install --no-install-recommends ${packages}`;
};

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version') && runnable('/usr/bin/apt-get');

const apt = (...args: string[]): Promise<boolean> =>
  new Promise((resolve) => {
    // What is told to the terminal is kept off standard output, where the tests count.
    const child = spawn('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });

/** null when all is there, after installing it if need be; else the line that says what is missing. */
export const ready = async (wanted: readonly Tool[] = Object.values(tools)): Promise<string | null> => {
  const missing = wanted.filter((tool) => find(tool) === null);
  if (missing.length === 0) return null;
  const packages = missing.flatMap((tool) => tool.packages);
  if (mayInstall() && (await apt('-q', 'update'))) await apt('-q', 'install', '-y', '--no-install-recommends', ...packages);
  const still = missing.filter((tool) => find(tool) === null);
  return still.length === 0 ? null : missingLine(still);
};
