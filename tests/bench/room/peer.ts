/** A bare room as a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Said } from '../documents/servers/peer.ts';
import { restingMegabytes } from '../load/processor.ts';
import type { Room } from './house.ts';
import type { RoomName } from './place.ts';

const programs: Readonly<Record<Exclude<RoomName, 'this'>, URL>> = {
  'socket.io': new URL('./peers/socket-io.ts', import.meta.url),
  ws: new URL('./peers/ws.ts', import.meta.url),
};

export const openPeer = async (name: Exclude<RoomName, 'this'>): Promise<Room> => {
  const child = spawn(process.execPath, [fileURLToPath(programs[name])], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { port } = await new Promise<Said>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Said));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return {
    place: {
      name,
      origin: `ws://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      empty: await restingMegabytes(child.pid ?? 0),
      session: 'bench',
      speaker: '',
      phones: [],
    },
    kept: () => Promise.resolve(null),
    close: async () => {
      end();
      process.off('exit', end);
      await gone;
    },
  };
};
