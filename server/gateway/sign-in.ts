/** Accounts and seats. Wrong passwords are limited for the address and for the login, known or not, so that nothing tells them apart. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { PersonId } from '#shared/core/actor.ts';
import { read } from './answers.ts';
import { clearCookie, cookieName, freshToken, setCookie, tokenIn } from './cookie.ts';
import { isSecure, send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';
import { verifyPassword } from './passwords.ts';

const day = 86_400_000;
const wrongFromAddress = { burst: 60, each: 10_000 };
const wrongForLogin = { burst: 8, each: 60_000 };
/** A whole hall sits behind one address; this only keeps somebody from filling the disk. */
const seatsFromAddress = { burst: 3_000, each: 500 };
/** From the eighth wrong password on the account is locked, each time twice as long. Kept in the store: a new start forgets nothing. */
const lock = { after: 8, first: 60_000, most: 12 * 3_600_000 };

/** As typed on a phone: no difference between capitals, full-width letters, spaces around. */
export const login = v.pipe(
  v.string(),
  v.transform((typed) => typed.normalize('NFKC').trim().toLowerCase()),
  v.regex(/^[\p{L}\p{N}._@+-]{2,64}$/u, 'login'),
);
export const password = v.pipe(v.string(), v.minLength(10, 'short'), v.maxLength(200, 'long'));
const credentials = v.object({ login, password: v.pipe(v.string(), v.maxLength(200, 'long')) });

/** Gives the browser a fresh sign-in and ends the one it had. */
export const begin = async (
  gate: Gate,
  request: FastifyRequest,
  reply: FastifyReply,
  person: PersonId,
  account: boolean,
): Promise<void> => {
  const { store, clock, settings } = gate.means;
  const lasts = (account ? settings.sessionDays : settings.guestDays) * day;
  const token = freshToken();
  await store.putSignIn(token.hash, { person, account, expires: clock.now() + lasts });
  const before = tokenIn(request.headers.cookie);
  if (before !== null) await gate.viewers.end(before);
  reply.header('set-cookie', setCookie(token.secret, lasts / 1000, isSecure(request, gate)));
};

const tooMany = (reply: FastifyReply, seconds: number) => send(reply, { refused: 'too-many', details: { seconds: Math.max(1, seconds) } });

export const signInRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { store, clock, metrics, log } = gate.means;
  const addresses = new Limiter(wrongFromAddress, clock.now);
  const logins = new Limiter(wrongForLogin, clock.now);

  fastify.post('/api/sign-in', async (request, reply) => {
    const body = read(credentials, request.body);
    if ('malformed' in body) return send(reply, body);
    const typed = body.value;
    // Taken before the password is looked at, so that many guesses at once count as many.
    if (!addresses.take(request.ip)) return tooMany(reply, addresses.wait(request.ip));
    if (!logins.take(typed.login)) return tooMany(reply, logins.wait(typed.login));
    const account = await store.account(typed.login);
    const now = clock.now();
    if (account && account.lockedUntil > now) return tooMany(reply, Math.ceil((account.lockedUntil - now) / 1000));
    const right = await verifyPassword(account?.password ?? null, typed.password);
    if (!right || !account || !(await gate.viewers.isActive(account.person))) {
      if (account) await fail(gate, account, now);
      metrics.signedIn('refused');
      return send(reply, { refused: 'wrong-sign-in' });
    }
    logins.forget(typed.login);
    addresses.giveBack(request.ip);
    if (account.failures > 0) await store.setFailures(account.login, 0, 0);
    await begin(gate, request, reply, account.person, true);
    metrics.signedIn('done');
    log.info({ person: account.person }, 'signed in');
    return { id: account.person };
  });

  fastify.post('/api/sign-out', async (request, reply) => {
    const token = tokenIn(request.headers.cookie);
    if (token !== null) await gate.viewers.end(token);
    reply.header('set-cookie', clearCookie(isSecure(request, gate)));
    return {};
  });
};

export const seatRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  const { clock } = gate.means;
  const seats = new Limiter(seatsFromAddress, clock.now);

  /** A seat: an id of its own and no name. Whoever has one already keeps it. */
  fastify.post('/api/guest', async (request, reply) => {
    const who = await gate.viewers.who(await gate.viewers.known(request.headers.cookie));
    if (who.id !== '') return { id: who.id };
    if (!seats.take(request.ip)) return tooMany(reply, seats.wait(request.ip));
    const person = `g-${randomUUID()}`;
    await begin(gate, request, reply, person, false);
    return { id: person };
  });

  fastify.get('/api/me', async (request, reply) => {
    const { cookie } = request.headers;
    const known = await gate.viewers.known(cookie);
    const who = await gate.viewers.who(known);
    // A cookie that is worth nothing any more is taken away.
    if (known === null && cookie?.includes(`${cookieName}=`)) reply.header('set-cookie', clearCookie(isSecure(request, gate)));
    return { ...who, account: known?.account === true && who.id !== '', now: clock.now() };
  });
};

const fail = async (
  gate: Gate,
  account: { readonly login: string; readonly person: string; readonly failures: number },
  now: number,
): Promise<void> => {
  const failures = account.failures + 1;
  const over = failures - lock.after;
  const lockedUntil = over < 0 ? 0 : now + Math.min(lock.most, lock.first * 2 ** Math.min(over, 20));
  await gate.means.store.setFailures(account.login, failures, lockedUntil);
  if (lockedUntil > 0) gate.means.log.warn({ person: account.person, failures }, 'account locked after wrong passwords');
};
