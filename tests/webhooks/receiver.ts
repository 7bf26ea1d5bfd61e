/** Another system: takes what is told, checks every signature with the library of the standard's own authors, and answers as the test says. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Taken {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> };
}

export interface Receiver {
  readonly url: string;
  /** All that came, whatever was answered. */
  readonly taken: Taken[];
  /** What was answered with 2xx. */
  readonly kept: Taken[];
  /** Status for what comes next, or a way to find it; headers, too. */
  answer: (taken: Taken) => number | Promise<number>;
  headers: Record<string, string>;
  until(enough: (receiver: Receiver) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** `patience`: how long a test waits for what it expects, in milliseconds. */
export const startReceiver = async (patience = 20_000): Promise<Receiver> => {
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const taken: Taken = { id: headers['webhook-id'] ?? '', headers, text, body: JSON.parse(text) as Taken['body'] };
      receiver.taken.push(taken);
      for (const look of waiting) look();
      void Promise.resolve(receiver.answer(taken)).then((status) => {
        response.writeHead(status, receiver.headers).end('inner text');
        if (status < 300) receiver.kept.push(taken);
        for (const look of waiting) look();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?key=hush`,
    taken: [],
    kept: [],
    answer: () => 204,
    headers: {},
    until: (enough) =>
      new Promise((done, late) => {
        const timer = setTimeout(() => late(new Error(`not told in time; told ${receiver.taken.length}`)), patience);
        const look = (): void => {
          if (!enough(receiver)) return;
          clearTimeout(timer);
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
};

/** Throws when the signature is not that of this secret, or the time is not now. */
export const verified = (secret: string, { text, headers }: Taken): unknown => new Webhook(secret).verify(text, { ...headers });
