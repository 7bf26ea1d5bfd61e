/** Everything that is no interface is a page: the request goes on as it came, body unread. */
import compression from 'compression';
import type { FastifyInstance } from 'fastify';
import type { Pages } from './means.ts';
import { visitor } from './visitor.ts';

/** Names of the headers by which the pages learn what Fastify, which knows the proxies, made of the request. */
export const pageHeaders = { protocol: 'x-house-protocol', host: 'x-house-host', address: 'x-house-address' } as const;

const compress = compression();

export const pageRoutes = (fastify: FastifyInstance, pages: Pages): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  fastify.all('/*', (request, reply) => {
    const { raw } = request;
    // Always set, so that nobody outside can say otherwise.
    raw.headers[pageHeaders.protocol] = request.protocol;
    raw.headers[pageHeaders.host] = request.host;
    raw.headers[pageHeaders.address] = request.ip;
    reply.hijack();
    const notFound = (): void => {
      if (!reply.raw.headersSent) reply.raw.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      reply.raw.end('404');
    };
    // Pages go out small over a village network; files that were built come compressed already.
    compress(raw as Parameters<typeof compress>[0], reply.raw as Parameters<typeof compress>[1], () =>
      visitor.run({ address: request.ip }, () => pages(raw, reply.raw, notFound)),
    );
  });
};
