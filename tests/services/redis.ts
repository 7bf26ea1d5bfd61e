import { once } from 'node:events';
import { connect } from 'node:net';
import type { Service } from './postgres.ts';
import { freePort, keep, temporaryFolder, until } from './process.ts';
import { need, tools } from './tools.ts';

const ping = async (port: number): Promise<void> => {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    socket.write('PING\r\n');
    const [said] = (await once(socket, 'data')) as [Buffer];
    if (!said.toString().startsWith('+PONG')) throw new Error(`Redis says ${said.toString()}`);
  } finally {
    socket.destroy();
  }
};

/** A server of its own that keeps nothing. On the port given, so that it can come back where it was; else on a free one. */
export const startRedis = async (at?: number): Promise<Service & { readonly port: number }> => {
  const program = need(tools.redis);
  const folder = await temporaryFolder('redis');
  const port = at ?? (await freePort());
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const running = keep(program, settings, folder);
  await until(running, 10_000, () => ping(port));
  return { url: `redis://127.0.0.1:${port}`, port, stop: () => running.stop() };
};
