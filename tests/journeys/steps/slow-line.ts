/** A line as behind a far and busy network: what goes through arrives late, never twice equally late, and in order. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface SlowLine {
  readonly origin: string;
  close(): Promise<void>;
}

/** Each way, in milliseconds: 200 ± 100 for there and back. */
const way = { usual: 100, jitter: 50 } as const;

/** The same numbers between 0 and 1 in every run (mulberry32). */
const chanceFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const carry = (from: Socket, to: Socket, chance: () => number): void => {
  let last = 0;
  const late = (then: () => void): void => {
    last = Math.max(last, performance.now() + way.usual + (chance() * 2 - 1) * way.jitter);
    setTimeout(then, last - performance.now());
  };
  from.on('data', (bytes) => late(() => to.writable && to.write(bytes)));
  from.on('end', () => late(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => late(() => to.destroy()));
};

/** To a port on the loopback. */
export const laySlowLine = async (port: number, seed = 7): Promise<SlowLine> => {
  const chance = chanceFrom(seed);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect({ port, host: '127.0.0.1' });
    for (const one of [from, to]) {
      one.setNoDelay(true);
      open.add(one);
      one.on('close', () => open.delete(one));
    }
    carry(from, to, chance);
    carry(to, from, chance);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: async () => {
      server.close();
      for (const one of open) one.destroy();
      await once(server, 'close');
    },
  };
};
