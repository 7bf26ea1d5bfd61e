/** The few things that go over plain HTTP: rows, sign-in, joining. */
import type { Answer } from '#shared/core/wire.ts';

/** Why a request brought nothing. `unavailable: 'network'` = it may not have arrived. */
export type NotDone = Exclude<Answer, { seq: number }>;

export const isNotDone = (answer: object): answer is NotDone =>
  'refused' in answer || 'malformed' in answer || 'unavailable' in answer || 'failed' in answer;

const fetchJson = async <T extends object>(path: string, init: RequestInit): Promise<T | NotDone> => {
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as T | NotDone;
    return response.ok || isNotDone(answer) ? answer : { failed: String(response.status) };
  } catch (away) {
    console.debug('no answer from', path, away);
    return { unavailable: 'network' };
  }
};

export const readJson = <T extends object>(path: string): Promise<T | NotDone> =>
  fetchJson(path, { headers: { accept: 'application/json' } });

export const postJson = <T extends object>(path: string, body: unknown = {}): Promise<T | NotDone> =>
  fetchJson(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });

export const deleteJson = <T extends object>(path: string): Promise<T | NotDone> =>
  fetchJson(path, { method: 'DELETE', headers: { accept: 'application/json' } });

/** A file as it is. */
export const postFile = <T extends object>(path: string, file: Blob): Promise<T | NotDone> =>
  fetchJson(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file });

/** null: nothing came; show what is there and offer to try again. */
export const getJson = async <T extends object>(path: string): Promise<T | null> => {
  const answer = await readJson<T>(path);
  return isNotDone(answer) ? null : answer;
};
