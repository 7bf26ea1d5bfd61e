/** What was answered is told outside, whatever ends the process in between: all of it, in order, and what is told twice says so. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { startReceiver, type Receiver, type Taken } from './receiver.ts';

const start = (...given: readonly string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, 'until-killed.ts'), ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
const placeOf = ({ body: { data } }: Taken): string => `${String(data['stream'])} ${String(data['seq'])}`;
const head = (receiver: Receiver, stream: string): number =>
  Math.max(0, ...receiver.kept.filter(({ body }) => body.data['stream'] === stream).map(({ body }) => Number(body.data['seq'])));

test('kill -9 in the middle of telling loses nothing, and what comes twice comes under the same id', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const receiver = await startReceiver(60_000);
  let killed = false;
  // At the end the answers are late: the process is killed while it waits for them, or before it could note them.
  receiver.answer = async () => (receiver.taken.length > 20 && !killed ? new Promise<number>(() => undefined) : 200);
  const first = start(folder, '0', receiver.url);
  const answered = new Map<string, number>();
  const heard = (async () => {
    for await (const line of createInterface({ input: first.stdout })) {
      const [stream = '', seq] = line.split(' ');
      answered.set(`boards/${stream}`, Number(seq));
    }
  })();
  await receiver.until(({ taken }) => taken.length > 22);
  first.kill('SIGKILL');
  await heard;
  killed = true;
  expect(answered.size).toBe(4);

  const second = start(folder, '600000');
  await receiver.until(() => [...answered].every(([stream, seq]) => head(receiver, stream) >= seq));
  second.kill('SIGKILL');
  await new Promise((resolve) => second.once('exit', resolve));
  for (const [stream, seq] of answered) {
    const told = receiver.kept.filter(({ body }) => body.data['stream'] === stream).map(({ body }) => Number(body.data['seq']));
    const once = [...new Set(told)];
    expect(once, stream).toEqual(once.map((_, n) => n + 1));
    expect(once.length).toBeGreaterThanOrEqual(seq);
  }
  const ids = Map.groupBy(receiver.taken, placeOf);
  for (const [place, all] of ids) expect(new Set(all.map(({ id }) => id)).size, place).toBe(1);
  const twice = [...ids.values()].filter((all) => all.length > 1);
  expect(twice.length, 'only what was under way').toBeGreaterThan(0);
  expect(twice.length).toBeLessThanOrEqual(4);
  await receiver.close();
  await rm(folder, { recursive: true });
}, 150_000);
