import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ask } from './postgres.ts';
import { startRedis } from './redis.ts';
import { database } from './shared.ts';
import { find, ready, type Tool, tools } from './tools.ts';

const nonsense: Tool = { name: 'Nonsense', variable: 'NO_SUCH_VARIABLE', programs: ['no-such-program'], folders: () => [], packages: [] };

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

test('every outside tool is there', async () => {
  expect(await ready()).toBeNull();
  for (const tool of Object.values(tools)) expect(find(tool)).toMatch(/^\//);
});

test('what cannot be had is named in one line, with the way to get it', async () => {
  const packages = ['no-such-package-anywhere'];
  const line = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    `process.getuid = () => 1; const { ready } = await import(${JSON.stringify(join(import.meta.dirname, 'tools.ts'))});
     console.log(await ready([${JSON.stringify({ ...nonsense, packages })}].map((tool) => ({ ...tool, folders: () => [] }))));`,
  ]);
  expect(line.stdout.trim().split('\n')).toHaveLength(1);
  expect(line.stdout).toContain('Nonsense');
  expect(line.stdout).toContain('apt-get install --no-install-recommends no-such-package-anywhere');
});

test('each database is new and empty', async () => {
  const [one, other] = await Promise.all([database(), database()]);
  await ask(one, 'create table mine (n int)');
  await expect(ask(other, 'select * from mine')).rejects.toThrow('does not exist');
});

test('a stopped server is gone, and can come back on its port', async () => {
  const first = await startRedis();
  await first.stop();
  expect(await answers(first.port)).toBe(false);
  const again = await startRedis(first.port);
  expect(again.url).toBe(first.url);
  await again.stop();
});

test('a server ends with the process that started it, even when that is killed', async () => {
  const script = `const { startRedis } = await import(${JSON.stringify(join(import.meta.dirname, 'redis.ts'))});
    const { port } = await startRedis(); console.log(port); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  expect(await answers(port)).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => answers(port), { timeout: 5_000 }).toBe(false);
});

test('the program of the browser is a file', () => {
  expect(existsSync(find(tools.chromium) ?? '')).toBe(true);
});
