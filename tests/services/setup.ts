/**
 * Servers that test files share, started when the first of them asks and stopped after the last: a run without such files pays
 * nothing. Test files are in threads of their own, so they ask over a small loopback server.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { type Service, startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `shared.ts` asks. */
    services: string;
  }
}

const starters: Readonly<Record<string, () => Promise<Service>>> = { '/postgres': startPostgres, '/redis': () => startRedis() };

export default async (project: TestProject): Promise<() => Promise<void>> => {
  const started = new Map<string, Promise<Service>>();
  const start = (name: string): Promise<Service> => {
    const known = started.get(name) ?? starters[name]?.() ?? Promise.reject(new Error(`unknown service ${name}`));
    started.set(name, known);
    return known;
  };
  const server = createServer((request, response) => {
    start(request.url ?? '').then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  project.provide('services', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  return async () => {
    server.close();
    const services = await Promise.allSettled(started.values());
    await Promise.all(services.flatMap((service) => (service.status === 'fulfilled' ? [service.value.stop()] : [])));
  };
};
