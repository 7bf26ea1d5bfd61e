import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '#shared/core/wire.ts';
import { statusOf, type No } from './answers.ts';
import type { Asks } from './asks.ts';
import type { Jobs } from './jobs.ts';
import type { Means } from './means.ts';
import type { Papers } from './papers.ts';
import type { Reading } from './reading.ts';
import type { Viewers } from './viewers.ts';

/** What the routes share. */
export interface Gate {
  readonly means: Means;
  readonly viewers: Viewers;
  readonly asks: Asks;
  readonly reading: Reading;
  readonly papers: Papers;
  readonly jobs: Jobs;
  /** Under which people reach this installation. */
  origin(): string;
}

export const send = (reply: FastifyReply, answer: Answer | No, status = statusOf(answer)): FastifyReply => {
  if ('refused' in answer && answer.refused === 'too-many') reply.header('retry-after', String(answer.details?.['seconds'] ?? 1));
  return reply.code(status).send(answer);
};

/** Whether the browser came by https, so that the cookie may demand it. */
export const isSecure = (request: FastifyRequest, gate: Gate): boolean =>
  request.protocol === 'https' || (gate.means.settings.publicOrigin ?? '').startsWith('https:');
