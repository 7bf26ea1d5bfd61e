/** How an answer is said over HTTP, and how what was thrown becomes an answer. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { GenericSchema, InferOutput } from 'valibot';
import type { Actor } from '#shared/core/actor.ts';
import type { Answer } from '#shared/core/wire.ts';
import type { Log } from '../log.ts';
import { StoreUnavailable } from '../store/store.ts';

export type No = Exclude<Answer, { seq: number }>;
export type Malformed = Extract<Answer, { malformed: string }>;

const refusalStatus: Readonly<Record<string, number>> = {
  'not-signed-in': 401,
  'wrong-sign-in': 401,
  'not-yours': 403,
  'foreign-origin': 403,
  'paper-forged': 403,
  'out-of-scope': 403,
  'unknown-kind': 404,
  'not-found': 404,
  'invitation-ended': 410,
  'too-large': 413,
  'file-type': 415,
  'too-many': 429,
};

/** Any other refusal is a 409: what was asked is understood and does not fit how things stand. */
export const statusOf = (answer: Answer): number => {
  if ('seq' in answer) return 200;
  if ('refused' in answer) return refusalStatus[answer.refused] ?? 409;
  if ('malformed' in answer) return 422;
  return 'unavailable' in answer ? 503 : 500;
};

/** The right "no" for somebody who may not: sign in first, or not at all. */
export const notFor = (viewer: Pick<Actor, 'id'>): No => ({ refused: viewer.id === '' ? 'not-signed-in' : 'not-yours' });

/** What was thrown, as an answer that holds no inner text; the log has the rest under the same reference. */
export const failure = (cause: unknown, log: Log, facts: object): No => {
  if (cause instanceof StoreUnavailable) {
    log.warn({ ...facts, err: cause }, 'the store is away');
    return { unavailable: 'store' };
  }
  const reference = randomBytes(4).toString('hex');
  log.error({ ...facts, err: cause, reference }, 'a request failed');
  return { failed: reference };
};

/** Raw input → value, or the path of its first bad field. */
export const read = <S extends GenericSchema>(schema: S, raw: unknown): { readonly value: InferOutput<S> } | Malformed => {
  const result = v.safeParse(schema, raw, { abortEarly: true });
  if (result.success) return { value: result.output };
  const issue = result.issues[0];
  const own = /^[a-z-]{1,32}$/.test(issue.message);
  return { malformed: own ? issue.message : issue.input === undefined ? 'missing' : issue.type, at: v.getDotPath(issue) ?? '' };
};
