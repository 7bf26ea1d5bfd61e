/** This server with one open session, and as many phones as are asked for seated in it: everything is made over its interface. */
import type { BallotsState, Summary } from '#shared/ballots/state.ts';
import type { Session } from '#shared/sessions/state.ts';
import { colleague, firstAdministrator, guest, type Caller } from '#tests/running/caller.ts';
import { startServer, temporaryFolder } from '#tests/running/server.ts';
import { restingMegabytes } from '../load/processor.ts';
import { firstTold, type Place } from './place.ts';

/** What was pressed and is still there. */
export interface Kept {
  readonly votes: number;
  readonly seconds: number;
}

/** A room that is open for phones, whoever's it is. */
export interface Room {
  readonly place: Place;
  /** Kills the server, starts it again on the same folder, and counts what it kept; null where nothing is kept. */
  kept(): Promise<Kept | null>;
  close(): Promise<void>;
}

const session = 'bench';
const atOnce = 20;
const topic = { id: 'lights', title: '三号楼楼道灯坏了半年没人修' };
const settings = (folder: string) => ({ DATA_FOLDER: folder, BUILD_PAGES: 'no' });

const convene = async (host: Caller): Promise<string> => {
  await host.must(`sessions/${session}`, {
    ...{ type: 'convene', title: topic.title, topics: [topic], place: '示例社区议事厅', startsAt: Date.now() },
    ...{ preset: 'questions-answers-debate', name: '示例·召集人' },
  });
  await host.must(`sessions/${session}`, { type: 'open' });
  const { state } = await host.read<Session>(`sessions/${session}`);
  return state.codes?.find(({ key }) => key === 'participant')?.code ?? '';
};

const seat = async (origin: string, code: string, count: number): Promise<string[]> => {
  const cookies: string[] = [];
  for (let n = 0; n < count; n += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - n) }, async (_, k) => {
      const caller = await guest(origin);
      await caller.must(`sessions/${session}`, { type: 'join', code, name: `示例·居民${n + k + 1}` });
      return caller.cookie;
    });
    cookies.push(...(await Promise.all(some)));
  }
  return cookies;
};

export const openHouse = async (phones: number): Promise<Room> => {
  const folder = temporaryFolder();
  let server = await startServer(settings(folder.path));
  const admin = await firstAdministrator(server.origin, server.invitation ?? '');
  const host = await colleague(admin, { id: 'convener', name: '示例·召集人', roles: ['convener'] });
  const code = await convene(host);
  const empty = await restingMegabytes(server.pid);
  const cookies = await seat(server.origin, code, phones);
  return {
    place: {
      ...{ name: 'this', origin: server.origin.replace('http', 'ws'), pid: server.pid, empty, session },
      ...{ speaker: host.cookie, phones: cookies },
    },
    kept: async () => {
      await server.kill();
      server = await startServer(settings(folder.path));
      const again = Object.assign(host, { origin: server.origin });
      await again.must(`ballots/${session}`, { type: 'closePoll', poll: 'the-poll' });
      const { state, summary } = await again.call<{ state: BallotsState; summary: Summary }>(`/api/ballots/${session}`);
      const votes = state.stage === 'none' ? 0 : (state.polls[0]?.tally.ballots ?? 0);
      return { votes, seconds: summary.seconds[firstTold] ?? 0 };
    },
    close: async () => {
      await server.kill();
      folder.remove();
    },
  };
};
