/** What stands before several nodes: every new connection goes to the next of them, and nobody remembers where anybody was. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  readonly origin: string;
  /** Ports on the loopback; from now on connections go there in turn. */
  to(...ports: readonly number[]): void;
  /** Connections made so far, by port. */
  readonly made: ReadonlyMap<number, number>;
  close(): Promise<void>;
}

export const openProxy = async (): Promise<Proxy> => {
  let ports: readonly number[] = [];
  let next = 0;
  const made = new Map<number, number>();
  const open = new Set<Socket>();
  const tied = (from: Socket, to: Socket): void => {
    open.add(from);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
  };
  const server = createServer((from) => {
    const port = ports[next % ports.length];
    next += 1;
    if (port === undefined) {
      from.destroy();
      return;
    }
    made.set(port, (made.get(port) ?? 0) + 1);
    const to = connect({ port, host: '127.0.0.1' });
    tied(from, to);
    tied(to, from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    to: (...wanted) => {
      ports = wanted;
    },
    made,
    close: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
};
