/** Somebody who uses the interface as a script does: a cookie, commands with ids, reads. */
import type { StandingRole } from '#shared/core/actor.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, RowPage, Sent } from '#shared/core/wire.ts';

type Command = AnyCommand & Readonly<Record<string, unknown>>;

export class Caller {
  readonly origin: string;
  cookie: string;
  constructor(origin: string, cookie = '') {
    this.origin = origin;
    this.cookie = cookie;
  }

  async call<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(`${this.origin}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), cookie: this.cookie },
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  ask(stream: StreamId, command: Command, id: string = crypto.randomUUID()): Promise<Answer> {
    return this.post<Answer>(`/api/${stream}/commands`, { id, command });
  }

  /** Throws unless it was done. */
  async must(stream: StreamId, command: Command, id?: string): Promise<number> {
    const answer = await this.ask(stream, command, id);
    if (!('seq' in answer)) throw new Error(`${stream} ${command.type}: ${JSON.stringify(answer)}`);
    return answer.seq;
  }

  read<S>(stream: StreamId): Promise<{ seq: number; audience: string; state: S }> {
    return this.call(`/api/${stream}`);
  }

  events(stream: StreamId, since = 0): Promise<{ events: Sent[] }> {
    return this.call(`/api/${stream}/events?since=${since}`);
  }

  rows(model: string, query: Readonly<Record<string, string>> = {}): Promise<RowPage> {
    return this.call(`/api/rows/${model}?${new URLSearchParams(query).toString()}`);
  }
}

export const password = '示例口令-2026-好商量';

/** Takes the one-time link of the first administrator. */
export const firstAdministrator = async (origin: string, invitation: string, login = 'admin'): Promise<Caller> => {
  const caller = new Caller(origin);
  const token = invitation.slice(invitation.lastIndexOf('/') + 1);
  const answer = await caller.post<{ id?: string }>('/api/invitation', { token, login, password, name: '示例·管理员' });
  if (!answer.id) throw new Error(`the first administrator: ${JSON.stringify(answer)}`);
  return caller;
};

/** A staff account with a password, as an administrator makes one. */
export const colleague = async (
  admin: Caller,
  person: { readonly id: string; readonly name: string; readonly roles: readonly StandingRole[]; readonly department?: string },
): Promise<Caller> => {
  const { id, name, roles, department = null } = person;
  await admin.must(`people/${id}`, { type: 'register', name, roles, department }, `register-${id}`);
  const { token } = await admin.post<{ token: string }>('/api/invitations', { person: id });
  const caller = new Caller(admin.origin);
  await caller.post('/api/invitation', { token, login: id, password });
  return caller;
};

/** A phone that came by a code: no account. */
export const guest = async (origin: string): Promise<Caller> => {
  const caller = new Caller(origin);
  await caller.post('/api/guest', {});
  return caller;
};
