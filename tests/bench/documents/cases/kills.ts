/** SIGKILL while people type: what somebody had on the screen and is gone. */
import { row } from '../goals.ts';
import { seeded } from '../../load/chance.ts';
import type { LifeResult } from '../load/life.ts';
import { load } from '../loading.ts';
import { atHome, medians, type Home } from '../rounds.ts';
import type { Case } from './case.ts';

const writers = 10;
const perSecond = 20;
const soonest = 200;
const latest = 900;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A life that ends with a kill while everybody types; without `until` it only looks at what is left. */
const live = async ({ candidate, folder }: Home, n: number, until: number | null): Promise<LifeResult> => {
  const running = await candidate.start({ folder, documents: 1 });
  try {
    const [document] = running.documents;
    if (!document) throw new Error('no document');
    if (until === null) return await load({ work: 'life', document, base: 0, writers: 0, perSecond });
    return await load({ work: 'life', document, base: n * writers, writers, perSecond }, () => after(until).then(() => running.kill()));
  } finally {
    await running.kill();
  }
};

const killed = async (home: Home, kills: number) => {
  const chance = seeded(kills);
  const count = { kills, sent: 0, seen: 0, lost: 0, lostAtOnceAtMost: 0 };
  let seen: readonly string[] = [];
  const compare = (kept: readonly string[]): void => {
    const there = new Set(kept);
    const lost = seen.filter((edit) => !there.has(edit)).length;
    count.lost += lost;
    count.lostAtOnceAtMost = Math.max(count.lostAtOnceAtMost, lost);
  };
  for (let n = 0; n < kills; n += 1) {
    const life = await live(home, n, soonest + chance() * (latest - soonest));
    compare(life.kept);
    seen = life.seen;
    count.sent += life.sent;
    count.seen += seen.length;
  }
  compare((await live(home, kills, null)).kept);
  return count;
};

export const killsCase: Case = {
  name: 'kills',
  run: async (options) => {
    const kills = options.quick ? 3 : 10;
    const measured = await atHome('kills', options, (home) => killed(home, kills));
    const figures = medians(measured, (one) => one.lost);
    return {
      rows: [row(`edits seen by others and lost by ${kills} × kill -9`, 'edits', { atMost: 0 }, figures)],
      setting: { kills, writers, perSecond },
      measured,
    };
  },
};
