/** What stands between the wall and the house can be pulled out: for how fast a big screen comes back, and what it shows meanwhile. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Cable {
  readonly origin: string;
  /** From now on nothing gets through, and nobody says so: neither end hears of it. */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

/** A connection that was open when the cable was pulled stays dead, as behind a router that was switched off. */
export const layCable = async (port: number): Promise<Cable> => {
  let pulled = false;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    open.add(from);
    from.on('error', () => from.destroy());
    from.on('close', () => open.delete(from));
    // As a packet that nobody answers: the browser waits.
    if (pulled) return;
    const to = connect({ port, host: '127.0.0.1' });
    open.add(to);
    const stillThere = (): boolean => !pulled && !dead.has(from);
    from.on('data', (bytes) => stillThere() && to.write(bytes));
    to.on('data', (bytes) => stillThere() && from.write(bytes));
    to.on('error', () => from.destroy());
    to.on('close', () => {
      open.delete(to);
      if (!dead.has(from)) from.destroy();
    });
    from.on('close', () => to.destroy());
  });
  const dead = new WeakSet<Socket>();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
    pull: () => {
      pulled = true;
      for (const one of open) dead.add(one);
    },
    plug: () => (pulled = false),
    close: async () => {
      server.close();
      for (const one of open) one.destroy();
      await once(server, 'close');
    },
  };
};
