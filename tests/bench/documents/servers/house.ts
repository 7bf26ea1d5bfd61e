/** This server, as `npm start` starts it, with real sessions whose lists are in drafting: everything is made over its interface. */
import type { State } from '#shared/checklists/state.ts';
import type { Session } from '#shared/sessions/state.ts';
import { colleague, firstAdministrator, guest, type Caller } from '#tests/running/caller.ts';
import { documentLimits } from '#server/documents/limits.ts';
import { startServer } from '#tests/running/server.ts';
import { nameOf, sessionOf, type Places } from '../place.ts';
import type { Candidate, Running, Start } from './candidate.ts';

/** Who writes: the one who convened, from many screens; who reads: a resident who joined by the code, on many phones. */
interface Visitors {
  readonly writer: string;
  readonly reader: string;
  documents: number;
}

const atOnce = 10;
const patience = 30_000;
const topic = { id: 'lights', title: '三号楼楼道灯坏了半年没人修' };

const convene = async (host: Caller, resident: Caller, id: string): Promise<void> => {
  const stream = `sessions/${id}` as const;
  await host.must(stream, {
    ...{ type: 'convene', title: topic.title, topics: [topic], place: '示例社区议事厅', startsAt: Date.now() },
    ...{ preset: 'questions-answers-debate', name: '示例·召集人' },
  });
  const { state } = await host.read<Session>(stream);
  const code = state.codes?.find(({ key }) => key === 'participant')?.code ?? '';
  await resident.must(stream, { type: 'join', code, name: '示例·居民' });
  await host.must(stream, { type: 'open' });
};

const drafting = async (host: Caller, id: string): Promise<void> => {
  for (const end = performance.now() + patience; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { state } = await host.read<State>(`checklists/${id}`);
    if (state?.stage === 'drafting' && Object.keys(state.seats).length >= 2) return;
  }
  throw new Error(`the lists of ${id} were not prepared`);
};

const prepare = async (host: Caller, resident: Caller, documents: number): Promise<void> => {
  const ids = Array.from({ length: Math.ceil(documents / 2) }, (_, n) => sessionOf(2 * n));
  for (let n = 0; n < ids.length; n += atOnce) {
    const some = ids.slice(n, n + atOnce);
    await Promise.all(some.map((id) => convene(host, resident, id)));
    await Promise.all(some.map((id) => drafting(host, id)));
  }
};

const invite = async (origin: string, invitation: string | null, documents: number): Promise<Visitors> => {
  const admin = await firstAdministrator(origin, invitation ?? '');
  const host = await colleague(admin, { id: 'convener', name: '示例·召集人', roles: ['convener'] });
  const resident = await guest(origin);
  await prepare(host, resident, documents);
  return { writer: host.cookie, reader: resident.cookie, documents };
};

const placesOf = (origin: string, { writer, reader }: Visitors, documents: number): Places[] =>
  Array.from({ length: documents }, (_, n) => {
    const name = nameOf(n);
    const place = { url: `${origin.replace('http', 'ws').replace('localhost', '127.0.0.1')}/documents/${name}`, address: null };
    return { name, writer: { ...place, cookie: writer }, reader: { ...place, cookie: reader } };
  });

export const house = (): Candidate => {
  const known = new Map<string, Visitors>();
  const start = async ({ folder, documents }: Start): Promise<Running> => {
    const server = await startServer({ DATA_FOLDER: folder, BUILD_PAGES: 'no' });
    try {
      const visitors = known.get(folder) ?? (await invite(server.origin, server.invitation, documents));
      if (visitors.documents < documents) throw new Error(`${folder} was prepared for ${visitors.documents} documents`);
      known.set(folder, visitors);
      return {
        pid: server.pid,
        documents: placesOf(server.origin, visitors, documents),
        errors: server.errors,
        kill: () => server.kill(),
      };
    } catch (cause) {
      await server.kill();
      throw cause;
    }
  };
  const store = 'embedded SQLite, journal_mode wal, synchronous full: an edit is synced before anybody else sees it';
  const { rate, burst } = documentLimits;
  const limits = `${rate} frames a second from each connection, ${burst} at once`;
  return { name: 'this', start, settings: { store, limits, visitors: 'writers may write, all others only read' } };
};
