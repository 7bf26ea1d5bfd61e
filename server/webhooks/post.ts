/** One call to another system: to the address that was judged, within a time, hearing only how it was answered. Redirections are not followed. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressOf, callable, type Resolve } from './addresses.ts';

interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Also to addresses inside, and without https. */
  readonly anywhere: boolean;
  readonly resolve?: Resolve;
}

/** How it was answered; `failed` in a few words when it was not. */
export type Answered =
  { readonly status: number; readonly retryAfter: number | null } | { readonly failed: string } | { readonly forbidden: string };

/** Name, connection, sending, and the head of the answer, all together; in milliseconds. */
const longest = 15_000;

const wordOf = (cause: unknown): string => {
  const { code = '', name = '' } = (cause ?? {}) as { readonly code?: string; readonly name?: string };
  return name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : /^[A-Z_0-9]{3,40}$/u.test(code) ? code : 'connection';
};

/** Never rejects. */
export const post = async (given: Post): Promise<Answered> => {
  const url = callable(given.url, given.anywhere);
  if (!url) return { forbidden: 'address' };
  const signal = AbortSignal.timeout(longest);
  try {
    const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    const found = await Promise.race([addressOf(url, given.anywhere, given.resolve), late]);
    return found
      ? await call(url, given, signal, (_host, options, told) => {
          if (options.all) told(null, [found]);
          else told(null, found.address, found.family);
        })
      : { forbidden: 'address' };
  } catch (cause) {
    return { failed: wordOf(cause) };
  }
};

const call = (url: URL, { headers, body }: Post, signal: AbortSignal, lookup: LookupFunction): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const request = (url.protocol === 'https:' ? secure : plain)(
      url,
      {
        method: 'POST',
        // One connection for one call: none is kept whose address was judged long ago.
        agent: false,
        ...{ lookup, signal, maxHeaderSize: 16_384 },
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': bytes.length,
          'user-agent': 'consultation-webhooks/1',
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        const seconds = Number(response.headers['retry-after']);
        // What it says is never looked at: it would only be a way to see what stands inside.
        response.destroy();
        resolve({ status: statusCode, retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null });
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });
