/** The whole house as `npm start` puts it together, on the embedded database, without pages. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '#shared/core/wire.ts';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { run } from '#server/main.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'house-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const log = openLog({ level: 'silent', form: 'json' });
const start = () => run(readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_FOLDER: folder }), { log });
const json = { 'content-type': 'application/json' };

test('first administrator, work, an orderly end in the middle of it, and everything answered is there again', async () => {
  const first = await start();
  const url = `http://127.0.0.1:${first.port}`;
  const token = first.firstInvitation?.split('/').at(-1);
  const taken = await fetch(`${url}/api/invitation`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token, login: 'admin', password: 'long enough it is', name: '示例' }),
  });
  expect(taken.status).toBe(200);
  const cookie = taken.headers.get('set-cookie')?.split(';')[0] ?? '';
  const line = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } });
  await new Promise<void>((resolve, reject) => {
    line.once('connect', () => resolve());
    line.once('connect_error', reject);
  });
  const establish = async (n: number): Promise<boolean> => {
    const asked = line
      .timeout(5_000)
      .emitWithAck('command', `departments/d-${n}`, `e-${n}`, { type: 'establish', name: `示例${n}` }) as Promise<Answer>;
    return asked.then(
      (answer) => 'seq' in answer,
      () => false,
    );
  };
  const early = await Promise.all(Array.from({ length: 20 }, (_, n) => establish(n)));
  expect(early.every(Boolean)).toBe(true);
  const late = Array.from({ length: 100 }, (_, n) => establish(20 + n));
  await first.stop();
  const answered = [...early, ...(await Promise.all(late))];
  line.disconnect();

  const second = await start();
  expect(second.firstInvitation).toBeNull();
  const again = `http://127.0.0.1:${second.port}`;
  expect(await (await fetch(`${again}/api/me`, { headers: { cookie } })).json()).toMatchObject({ roles: ['admin'] });
  for (const [n, done] of answered.entries()) {
    if (done) expect((await fetch(`${again}/api/departments/d-${n}`, { headers: { cookie } })).status).toBe(200);
  }
  await second.stop();
});

test('a second process on the same folder is told so and leaves the first one alone', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow();
  expect((await fetch(`http://127.0.0.1:${first.port}/readyz`)).status).toBe(200);
  await first.stop();
});

test('a port that is taken leaves nothing open behind', async () => {
  const first = await start();
  const other = await mkdtemp(join(tmpdir(), 'house-'));
  const config = readConfig({ PORT: String(first.port), HOST: '127.0.0.1', DATA_FOLDER: other });
  await expect(run(config, { log })).rejects.toThrow('EADDRINUSE');
  const free = await run({ ...config, PORT: 0 }, { log });
  await free.stop();
  await first.stop();
  await rm(other, { recursive: true });
});

/** Exit code and what was said, of `npm start` with these variables. */
const exit = (environment: Record<string, string>): Promise<{ readonly code: number | null; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin/node'), ['server/start.ts'], { cwd: root, env: { ...process.env, ...environment } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    child.once('exit', (code) => resolve({ code, said }));
  });

test('with a wrong configuration it prints every mistake, no secret, and exits with 2', async () => {
  const { code, said } = await exit({ PORT: 'x', GUEST_DAYS: '0', DATABASE_URL: 'mysql://me:hush@db/x' });
  expect(code).toBe(2);
  expect(said).toContain('PORT must be');
  expect(said).toContain('GUEST_DAYS must be');
  expect(said).toContain('DATABASE_URL must be');
  expect(said).not.toContain('hush');
});
