/** A free port on loopback, said to whoever started this process. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Said } from '../servers/peer.ts';

export const sayPort = (port: number, settings: Said['settings']): void => {
  process.stdout.write(`${JSON.stringify({ port, settings } satisfies Said)}\n`);
};

export const openDoor = async (server: Server, settings: Said['settings']): Promise<void> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sayPort((server.address() as AddressInfo).port, settings);
};
