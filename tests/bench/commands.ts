/**
 * Durable commands per second: clients with one ask under way each, over real sockets; server and load in separate processes. What is
 * asked is an endorsement of a topic: one event, and the rows of two lists.
 */
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { Answer } from '#shared/core/wire.ts';
import { colleague, firstAdministrator, guest } from '#tests/running/caller.ts';
import { startServer, temporaryFolder } from '#tests/running/server.ts';
import { summary } from './measure.ts';

const clients = 200;
const topics = 400;
const seconds = 8;

/**
 * A client that speaks Socket.IO's protocol by hand, so that the load takes as little as can be of the processor it shares with the server:
 * `0` open, `40` joined, `42<n>[…]` a message to be answered, `43<n>[…]` its answer, `2` and `3` a heartbeat.
 */
interface Client {
  ask(stream: string, id: string, command: object): Promise<Answer>;
  close(): void;
}

const connect = (origin: string, cookie: string): Promise<Client> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie },
      perMessageDeflate: false,
    });
    const waiting = new Map<string, (answer: Answer) => void>();
    let asked = 0;
    const client: Client = {
      ask: (stream, id, command) =>
        new Promise((answer) => {
          waiting.set(String((asked += 1)), answer);
          socket.send(`42${asked}${JSON.stringify(['command', stream, id, command])}`);
        }),
      close: () => socket.close(),
    };
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40')) resolve(client);
      else if (text.startsWith('43')) {
        const at = text.indexOf('[');
        const number = text.slice(2, at);
        waiting.get(number)?.((JSON.parse(text.slice(at)) as [Answer])[0]);
        waiting.delete(number);
      }
    });
  });

const prepare = async (origin: string, invitation: string): Promise<Client[]> => {
  const convener = await colleague(await firstAdministrator(origin, invitation), {
    id: 'convener',
    name: '示例·召集人',
    roles: ['convener'],
  });
  for (let n = 0; n < topics; n += 1) {
    const topic = {
      type: 'submit',
      title: `第 ${n} 件事`,
      description: '楼道灯坏了',
      place: '示例社区',
      category: 'housing',
      channel: 'form',
      photos: [],
    };
    await convener.must(`topics/t${n}`, topic, `submit-${n}`);
    await convener.must(`topics/t${n}`, { type: 'screen' }, `screen-${n}`);
  }
  const sockets: Client[] = [];
  for (let n = 0; n < clients; n += 1) sockets.push(await connect(origin, (await guest(origin)).cookie));
  return sockets;
};

/** Processor time of a process so far, in microseconds; the kernel counts hundredths of a second. */
const processorTime = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
};

/** Each client endorses one topic after the other until time is up or there is none left. */
const load = async (sockets: readonly Client[]) => {
  const latencies: number[] = [];
  const other: Record<string, number> = {};
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    sockets.map(async (socket, client) => {
      for (let n = 0; n < topics && performance.now() < until; n += 1) {
        const asked = performance.now();
        const answer = await socket.ask(`topics/t${(n + client) % topics}`, `e${client}-${n}`, { type: 'endorse' });
        if ('seq' in answer) latencies.push(performance.now() - asked);
        else other[JSON.stringify(answer)] = (other[JSON.stringify(answer)] ?? 0) + 1;
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  return {
    clients,
    perSecond: Math.round(latencies.length / took),
    answered: latencies.length,
    seconds: Math.round(took * 10) / 10,
    latencyMs: summary(latencies),
    notDone: other,
  };
};

/** `databaseUrl` null = the embedded store in a temporary folder. */
export const benchCommands = async (databaseUrl: string | null) => {
  const folder = temporaryFolder();
  const server = await startServer({ DATA_FOLDER: folder.path, BUILD_PAGES: 'no', ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) });
  try {
    const sockets = await prepare(server.origin, server.invitation ?? '');
    const before = processorTime(server.pid);
    const result = await load(sockets);
    const serverMicrosecondsEach = Math.round((processorTime(server.pid) - before) / result.answered);
    for (const socket of sockets) socket.close();
    return { ...result, serverMicrosecondsEach };
  } finally {
    await server.kill('SIGTERM');
    folder.remove();
  }
};
