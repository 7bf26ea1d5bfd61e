/** Brings the pages: the built ones, made anew when older than their sources; or Vite's, live, while somebody works on them. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from './building.ts';
import { pageHeaders } from './gateway/pages.ts';
import type { Pages } from './gateway/means.ts';

const root = join(import.meta.dirname, '..');
const web = join(root, 'web');
const built = join(web, 'build', 'handler.js');
const sources = ['web/src', 'web/static', 'web/vite.config.ts', 'shared', 'package-lock.json'].map((path) => join(root, path));

const newest = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs);
};

const isStale = (): boolean => !existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs;

/** Builds when the pages are older than their sources, unless another process does it just now: then that one's are waited for. */
export const buildIfStale = (say: (line: string) => void): Promise<void> =>
  alone(join(root, 'node_modules/.cache/building.lock'), async () => {
    if (!isStale()) return;
    say('building the pages …');
    await build();
  });

/** In a process of its own, so that a running house never carries the builder in its memory. Rejects when the pages don't build. */
const build = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build', web, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the pages could not be built (exit ${code})`))));
  });

/** SvelteKit assumes https and the name of a proxy unless told where to read them. */
const tellHeaders = (): void => {
  process.env['KIT_PROTOCOL_HEADER'] = pageHeaders.protocol;
  process.env['KIT_HOST_HEADER'] = pageHeaders.host;
  process.env['KIT_ADDRESS_HEADER'] = pageHeaders.address;
};

export const builtPages = async (): Promise<Pages> => {
  tellHeaders();
  const { handler } = (await import(pathToFileURL(built).href)) as { handler: Pages };
  return handler;
};

/** Vite in middleware mode, with hot updates over the same port. It ends with the server. */
export const livePages = async (server: Server): Promise<Pages> => {
  tellHeaders();
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  });
  server.once('close', () => void vite.close());
  return vite.middlewares;
};
