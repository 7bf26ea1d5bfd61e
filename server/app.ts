/**
 * One process, one port: pages, interface, live connections, documents. Opens nothing but the port; all it stands on is handed in, so that
 * tests run it on port 0 with any store.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Maps } from './consensus/live.ts';
import { Asks } from './gateway/asks.ts';
import type { Gate } from './gateway/gate.ts';
import { openHouseFor } from './gateway/house.ts';
import { addRoutes, createHttp } from './gateway/http.ts';
import { Jobs } from './gateway/jobs.ts';
import type { Means, Pages } from './gateway/means.ts';
import { isForeign } from './gateway/origin.ts';
import { Papers } from './gateway/papers.ts';
import { Reading } from './gateway/reading.ts';
import { Sockets } from './gateway/socket.ts';
import { turnAway } from './gateway/turn-away.ts';
import { Viewers } from './gateway/viewers.ts';

export interface App {
  readonly fastify: FastifyInstance;
  /** Of the rooms followed here. */
  readonly maps: Maps;
  /** `http://localhost:41234`, or the public origin. Known once it listens. */
  readonly origin: string;
  /** Resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  /** Takes nothing in any more, answers what is under way, says what is due, lets go of the port. Engine and store stay open. */
  close(): Promise<void>;
}

export interface Options {
  /** Loads the pages, once the house is open; absent = interface only. */
  readonly loadPages?: (server: Server) => Promise<Pages>;
}

export const createApp = async (means: Means, options: Options = {}): Promise<App> => {
  const { settings, documents } = means;
  const fastify = createHttp(settings);
  const viewers = new Viewers(means);
  const papers = new Papers(means);
  const asks = new Asks(means, papers);
  const reading = new Reading(means);
  const jobs = new Jobs(means);
  const port = () => (fastify.server.address() as AddressInfo | null)?.port ?? 0;
  const origin = () => settings.publicOrigin ?? `http://localhost:${port()}`;
  const gate: Gate = { means, viewers, asks, reading, papers, jobs, origin };
  const sockets = new Sockets(means, viewers, asks, reading, (request) => isForeign(request.headers, settings));

  await viewers.start();
  papers.start();
  viewers.onChange((person) => documents.closeOf(person));
  viewers.onEnd((ended) => {
    if ('person' in ended) documents.closeOf(ended.person);
  });
  means.metrics.gauge({ sockets: () => sockets.count, followers: () => sockets.feeds.count, documents: () => documents.loaded });
  openHouseFor(means, viewers, reading, origin);
  await sockets.start(fastify.server);
  fastify.server.on('upgrade', (request, socket, head) => dispatch({ means, viewers, closing: () => asks.closing }, request, socket, head));
  await addRoutes(fastify, gate, (await options.loadPages?.(fastify.server)) ?? null);

  return {
    fastify,
    maps: sockets.maps,
    get origin() {
      return origin();
    },
    listen: async (on, host) => {
      await fastify.listen({ port: on, host });
      return port();
    },
    close: async () => {
      await jobs.close();
      await asks.close();
      await sockets.close();
      viewers.stop();
      await papers.stop();
      await fastify.close();
    },
  };
};

interface Hall {
  readonly means: Means;
  readonly viewers: Viewers;
  closing(): boolean;
}

/** Socket.IO takes its own upgrades; what is neither one of them, nor a document, nor Vite's, ends here. */
const dispatch = ({ means, viewers, closing }: Hall, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
  if (request.url?.startsWith('/socket.io/') || request.headers['sec-websocket-protocol'] === 'vite-hmr') return;
  if (isForeign(request.headers, means.settings)) return turnAway(socket, '403 Forbidden');
  if (closing()) return turnAway(socket, '503 Service Unavailable');
  if (!means.documents.upgrade(request, socket, head, () => viewers.actor(request.headers.cookie))) turnAway(socket, '404 Not Found');
};
