/** A person's names and numbers, forgotten on request: the record stays and no longer says who. By administrators only. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { hasRole } from '#shared/core/actor.ts';
import { id as idField } from '#shared/core/fields.ts';
import { notFor, read } from './answers.ts';
import { send, type Gate } from './gate.ts';

const asking = v.object({ person: idField });

export const erasureRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { engine, log } = gate.means;
  fastify.post('/api/erasures', async (request, reply) => {
    const viewer = await gate.viewers.actor(request.headers.cookie);
    if (!hasRole(viewer, 'admin')) return send(reply, notFor(viewer));
    const body = read(asking, request.body);
    if ('malformed' in body) return send(reply, body);
    const streams = await engine.erase(body.value.person);
    log.info({ by: viewer.id, person: body.value.person, streams }, 'personal facts erased');
    return { streams };
  });
};
