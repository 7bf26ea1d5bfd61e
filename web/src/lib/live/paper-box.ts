/** The way to the ballot box: nothing goes along that says who it is. */
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, PaperJwk } from '#shared/core/wire.ts';
import { isNotDone, type NotDone } from './http.ts';
import type { Sealed } from './paper-shelf.ts';

/** No cookie, no address of the page; a browser also takes another line for such requests than for its others. */
const nobody = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const satisfies RequestInit;

const address = (stream: StreamId, key: string): string => `/api/papers/${stream}/${encodeURIComponent(key)}`;

const asked = async <T extends object>(path: string, init: RequestInit): Promise<T | NotDone> => {
  try {
    const response = await fetch(path, { ...nobody, ...init });
    const answer = (await response.json()) as T | NotDone;
    return response.ok || isNotDone(answer) ? answer : { failed: String(response.status) };
  } catch (away) {
    console.debug('no answer from the ballot box', away);
    return { unavailable: 'network' };
  }
};

export const publicKey = (stream: StreamId, key: string): Promise<PaperJwk | NotDone> => asked(address(stream, key), {});

export const cast = (
  stream: StreamId,
  key: string,
  shown: Sealed & { readonly paper: string; readonly signature: string },
): Promise<Answer> =>
  asked<{ readonly seq: number }>(address(stream, key), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: shown.id, command: shown.command, paper: shown.paper, signature: shown.signature }),
  });
