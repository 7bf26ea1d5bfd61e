/**
 * One-time links: whoever opens one chooses login and password for the person it was made for; used again for the same person it replaces
 * a forgotten password. The very first one makes the first administrator.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { hasRole, house, type PersonId } from '#shared/core/actor.ts';
import { id as idField, line } from '#shared/core/fields.ts';
import { streamId } from '#shared/core/recorded.ts';
import type { No } from './answers.ts';
import { notFor, read } from './answers.ts';
import { freshToken, hashOf } from './cookie.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';
import type { Means } from './means.ts';
import { hashPassword } from './passwords.ts';
import { begin, login, password } from './sign-in.ts';

const hour = 3_600_000;
const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'token'));
const taking = v.object({ token, login, password, name: v.optional(line(40)) });
const making = v.object({ person: idField });
/** 256 random bits need no limit; this keeps guessing from costing the database anything. */
const wrongFromAddress = { burst: 60, each: 5_000 };
const ended: No = { refused: 'invitation-ended' };

/** Where the page of an invitation is. */
const linkTo = (origin: string, secret: string): string => `${origin}/invitation/${secret}`;

const invite = async (means: Means, person: PersonId) => {
  const made = freshToken();
  const expires = means.clock.now() + means.settings.invitationHours * hour;
  await means.store.putInvitation(made.hash, { person, expires });
  return { secret: made.secret, expires };
};

/** The link for the first administrator; null as soon as there is any account. */
export const firstInvitation = async (means: Means, origin: string): Promise<string | null> => {
  if ((await means.store.accountCount()) > 0) return null;
  return linkTo(origin, (await invite(means, `p-${randomUUID()}`)).secret);
};

export const invitationRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { means } = gate;
  const guesses = new Limiter(wrongFromAddress, means.clock.now);
  const tooMany = (address: string): No => ({ refused: 'too-many', details: { seconds: guesses.wait(address) } });

  fastify.post('/api/invitations', async (request, reply) => {
    const viewer = await gate.viewers.actor(request.headers.cookie);
    if (!hasRole(viewer, 'admin')) return send(reply, notFor(viewer));
    const body = read(making, request.body);
    if ('malformed' in body) return send(reply, body);
    const { person } = body.value;
    if (!(await isRegistered(means, person))) return send(reply, { refused: 'not-found' });
    const made = await invite(means, person);
    means.log.info({ by: viewer.id, person }, 'invitation made');
    return { token: made.secret, link: linkTo(gate.origin(), made.secret), expires: made.expires };
  });

  fastify.get<{ Params: { token: string } }>('/api/invitation/:token', async (request, reply) => {
    if (guesses.spent(request.ip)) return send(reply, tooMany(request.ip));
    const found = v.is(token, request.params.token) ? await find(means, request.params.token) : null;
    if (!found) {
      guesses.take(request.ip);
      return send(reply, ended);
    }
    const account = await means.store.accountOf(found.person);
    return { person: found.person, registered: found.registered, login: account?.login ?? null, expires: found.expires };
  });

  fastify.post('/api/invitation', async (request, reply) => {
    if (guesses.spent(request.ip)) return send(reply, tooMany(request.ip));
    const body = read(taking, request.body);
    if ('malformed' in body) return send(reply, body);
    const found = await find(means, body.value.token);
    if (!found) guesses.take(request.ip);
    const no = found ? await take(means, found, body.value) : ended;
    if (no || !found) return send(reply, no ?? ended);
    await gate.viewers.endAll(found.person);
    await begin(gate, request, reply, found.person, true);
    means.log.info({ person: found.person }, 'account made by invitation');
    return { id: found.person };
  });
};

interface Found {
  readonly person: PersonId;
  readonly expires: number;
  /** false: the first administrator, who is made by taking it. */
  readonly registered: boolean;
}

const personStream = (means: Means, person: PersonId) => streamId(means.identity.kind.name, person);
const isRegistered = async (means: Means, person: PersonId): Promise<boolean> =>
  (await means.engine.open(personStream(means, person))).seq > 0;

/** The invitation and whom it would make; null when it is none, is used, or came too late. */
const find = async (means: Means, secret: string): Promise<Found | null> => {
  const invitation = await means.store.invitation(hashOf(secret));
  if (!invitation || invitation.expires <= means.clock.now()) return null;
  const registered = await isRegistered(means, invitation.person);
  if (!registered && (await means.store.accountCount()) > 0) return null;
  return { ...invitation, registered };
};

/** Makes the account; null = done. The link is used up only when everything else is all right. */
const take = async (means: Means, { person, expires, registered }: Found, typed: v.InferOutput<typeof taking>): Promise<No | null> => {
  const { store } = means;
  if (!registered && typed.name === undefined) return { malformed: 'missing', at: 'name' };
  const other = await store.account(typed.login);
  if (other && other.person !== person) return { refused: 'login-taken' };
  const hash = hashOf(typed.token);
  const secret = await hashPassword(typed.password);
  if (!registered && typed.name !== undefined) {
    // The same id for the same link: pressed twice makes one person.
    const command = means.identity.register(typed.name, ['admin']);
    const answer = await means.engine.ask(personStream(means, person), `first:${hash.slice(0, 32)}`, command, house(means.clock.now()));
    if (!('seq' in answer)) return answer;
  }
  if (!(await store.useInvitation(hash))) return ended;
  const kept = await store.putAccount({ login: typed.login, person, password: secret, failures: 0, lockedUntil: 0 });
  if (kept === 'kept') return null;
  await store.putInvitation(hash, { person, expires });
  return { refused: 'login-taken' };
};
