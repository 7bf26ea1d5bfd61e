/** Somebody at a browser, without the browser: a cookie, and the same commands a screen would send. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, RowPage } from '#shared/core/wire.ts';

const patience = 15_000;
/** Refused now and not for ever: one thing hears of another a moment later. */
const soon = ['too-many', 'question-unknown'];

export class Visitor {
  readonly origin: string;
  readonly name: string;
  cookie: string;
  id = '';

  constructor(origin: string, name: string, cookie = '') {
    this.origin = origin;
    this.name = name;
    this.cookie = cookie;
  }

  async #send(method: string, path: string, body?: unknown): Promise<Response> {
    const file = body instanceof Uint8Array;
    const response = await fetch(`${this.origin}${path}`, {
      method,
      signal: AbortSignal.timeout(patience),
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: file ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const given = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    if (given.length > 0) this.cookie = given.at(-1) ?? '';
    return response;
  }

  async get<T>(path: string): Promise<T | null> {
    const response = await this.#send('GET', path);
    return response.ok ? ((await response.json()) as T) : null;
  }

  async post<T extends object>(path: string, body: unknown): Promise<T | { readonly refused: string }> {
    return (await (await this.#send('POST', path, body)).json()) as T | { readonly refused: string };
  }

  /** Who the server takes this visitor for; '' = nobody. */
  async whoAmI(): Promise<string> {
    this.id = (await this.get<{ id: string }>('/api/me'))?.id ?? '';
    return this.id;
  }

  async signIn(login: string, password: string): Promise<boolean> {
    const answer = await this.post<{ id: string }>('/api/sign-in', { login, password });
    if ('id' in answer) this.id = answer.id;
    return 'id' in answer;
  }

  /** Keeps the seat of the cookie it came with, when that is still worth something. */
  async takeSeat(): Promise<void> {
    const answer = await this.post<{ id: string }>('/api/guest', {});
    if (!('id' in answer)) throw new Error(`${this.name} got no seat: ${JSON.stringify(answer)}`);
    this.id = answer.id;
  }

  /**
   * Asks once for ever: the id is fixed, so a second run is answered like the first. A word that differs from run to run (a day, a file)
   * shows as `id-reused`: then it was done before, too.
   */
  async ask(stream: StreamId, id: string, command: AnyCommand & Readonly<Record<string, unknown>>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.post<Exclude<Answer, { refused: string }>>(`/api/${stream}/commands`, { id, command });
      if ('seq' in answer || ('refused' in answer && answer.refused === 'id-reused')) return;
      const passing = 'unavailable' in answer || ('refused' in answer && soon.includes(answer.refused));
      if (!passing || tries > 5) throw new Error(`${this.name} asked ${command.type} of ${stream} (${id}): ${JSON.stringify(answer)}`);
      await pause(500);
    }
  }

  async state<T>(stream: StreamId): Promise<T | null> {
    return (await this.get<{ state: T }>(`/api/${stream}`))?.state ?? null;
  }

  async rows(query: string): Promise<RowPage['rows']> {
    return (await this.get<RowPage>(`/api/rows/${query}`))?.rows ?? [];
  }

  /** What other streams bring comes a moment later. */
  async until<T>(stream: StreamId, holds: (state: T) => boolean, what: string): Promise<T> {
    const end = performance.now() + patience;
    for (;;) {
      const state = await this.state<T>(stream);
      if (state !== null && holds(state)) return state;
      if (performance.now() > end) throw new Error(`${this.name} waited in vain for ${stream}: ${what}`);
      await pause(40);
    }
  }

  async upload(bytes: Uint8Array): Promise<string> {
    const response = await this.#send('POST', '/api/files', bytes);
    const answer = (await response.json()) as { id?: string };
    if (answer.id === undefined) throw new Error(`${this.name} could not upload a picture: ${JSON.stringify(answer)}`);
    return answer.id;
  }
}
