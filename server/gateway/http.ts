/** The HTTP side: who may change something, how errors are said, which routes there are. */
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { limits } from '#shared/core/wire.ts';
import { failure, type No } from './answers.ts';
import { archiveRoutes, intakeRoutes } from './archives.ts';
import { takeBearers } from './bearer.ts';
import { docsRoutes } from './docs.ts';
import { erasureRoutes } from './erasure.ts';
import { feedRoutes } from './feed-routes.ts';
import { fileRoutes } from './files.ts';
import { send, type Gate } from './gate.ts';
import { healthRoutes } from './health.ts';
import { historyRoutes } from './history.ts';
import { invitationRoutes } from './invitations.ts';
import { jobRoutes, ledgerFileRoutes } from './job-routes.ts';
import { ledgerRoutes } from './ledgers.ts';
import { changesNothing, isForeign } from './origin.ts';
import { pageRoutes } from './pages.ts';
import { openDataRoutes } from './open-data.ts';
import { paperRoutes } from './paper-routes.ts';
import type { Pages, Settings } from './means.ts';
import { printRoutes } from './prints.ts';
import { qrRoutes } from './qr.ts';
import { seatRoutes, signInRoutes } from './sign-in.ts';
import { rowRoutes, streamRoutes } from './streams.ts';
import { summaryRoutes } from './summaries.ts';
import { signedRoutes } from './signed.ts';
import { tokenRoutes } from './tokens.ts';
import { tallyRoutes } from './tallies.ts';
import { webhookRoutes } from './webhooks.ts';

/** An interface answers data: nothing in it may be run or framed. Pages bring their own policy. */
const policy = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

export const createHttp = (settings: Settings): FastifyInstance =>
  Fastify({
    logger: false,
    trustProxy: settings.trustProxy,
    bodyLimit: limits.command + 4_096,
    requestTimeout: 120_000,
    // A browser keeps idle connections open; they must not hold up the end.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID().slice(0, 8),
    routerOptions: { maxParamLength: 256 },
  });

const interfaces = [
  streamRoutes,
  rowRoutes,
  paperRoutes,
  signInRoutes,
  seatRoutes,
  invitationRoutes,
  erasureRoutes,
  historyRoutes,
  archiveRoutes,
  summaryRoutes,
  tallyRoutes,
  signedRoutes,
  healthRoutes,
  qrRoutes,
  printRoutes,
  ledgerRoutes,
  feedRoutes,
  openDataRoutes,
  jobRoutes,
  tokenRoutes,
  webhookRoutes,
  docsRoutes,
] as const;

/** Registers everything; `pages` null = interface only. */
export const addRoutes = async (fastify: FastifyInstance, gate: Gate, pages: Pages | null): Promise<void> => {
  const { log, settings } = gate.means;
  const transport = (settings.publicOrigin ?? '').startsWith('https:') ? { maxAge: 31_536_000 } : false;
  await fastify.register(helmet, { contentSecurityPolicy: false, strictTransportSecurity: transport, crossOriginEmbedderPolicy: false });
  fastify.addHook('onRequest', async (request, reply) => {
    reply.raw.setHeader('x-request-id', request.id);
    if (!changesNothing(request.method) && isForeign(request.headers, settings)) return send(reply, { refused: 'foreign-origin' });
    return undefined;
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 500 ? 'warn' : 'debug';
    // The pattern and not the address: an address may hold a code or a name.
    log[level](
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? '',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const said = malformedBy(error);
    if (said) return send(reply, said.answer, said.status);
    return send(reply, failure(error, log, { request: request.id, route: request.routeOptions.url ?? '' }));
  });
  fastify.setNotFoundHandler((_request, reply) => send(reply, { refused: 'not-found' }));
  await fastify.register(async (api) => {
    api.addHook('onRequest', async (_request, reply) =>
      reply.helmet({ contentSecurityPolicy: policy, strictTransportSecurity: transport }),
    );
    api.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    });
    takeBearers(api, gate);
    for (const routes of interfaces) routes(api, gate);
    api.all('/api/*', (_request, reply) => send(reply, { refused: 'not-found' }));
  });
  await fastify.register(async (files) => fileRoutes(files, gate));
  await fastify.register(async (intake) => intakeRoutes(intake, gate));
  await fastify.register(async (files) => ledgerFileRoutes(files, gate));
  if (pages) await fastify.register(async (rest) => pageRoutes(rest, pages));
};

/** What the framework finds wrong with a request before any of our own checks. */
const malformedBy = (error: FastifyError): { readonly answer: No; readonly status: number } | null => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { answer: { malformed: 'too-large', at: '' }, status: 413 };
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { answer: { malformed: 'content-type', at: '' }, status: 415 };
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500
    ? { answer: { malformed: status === 400 ? 'not-json' : 'request', at: '' }, status: status === 400 ? 422 : status }
    : null;
};
