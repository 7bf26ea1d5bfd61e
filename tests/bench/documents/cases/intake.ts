/** Edits taken in as fast as they are kept, and whether those that somebody saw are on disk. */
import { row } from '../goals.ts';
import { load } from '../loading.ts';
import { atHome, medians, type Home } from '../rounds.ts';
import type { Case } from './case.ts';

const setting = {
  ...{ writers: 64, ahead: 16, edits: 1_000 },
  connections: 'one for each writer, so that the limit of 100 frames a second (400 at once) for a connection holds nobody back',
};

const taken = async ({ candidate, folder }: Home, window: number) => {
  const [before, after] = [await candidate.start({ folder, documents: 1 }), () => candidate.start({ folder, documents: 1 })];
  try {
    const [document] = before.documents;
    if (!document) throw new Error('no document');
    const { writers, ahead, edits } = setting;
    const { seenOf, ...flood } = await load({ work: 'flood', document, writers, ahead, edits, window });
    await before.kill();
    const again = await after();
    try {
      const [same] = again.documents;
      if (!same) throw new Error('no document');
      const { kept } = await load({ work: 'life', document: same, base: 0, writers: 0, perSecond: 0 });
      const there = new Set(kept);
      const lost = seenOf.reduce((sum, seen, writer) => sum + missing(there, writer, seen), 0);
      return { ...flood, lostByKill: lost };
    } finally {
      await again.kill();
    }
  } finally {
    await before.kill();
  }
};

const missing = (there: ReadonlySet<string>, writer: number, seen: number): number =>
  Array.from({ length: seen }, (_, n) => `${writer}:${n}`).filter((edit) => !there.has(edit)).length;

export const intakeCase: Case = {
  name: 'intake',
  run: async (options) => {
    const window = options.quick ? 3_000 : 6_000;
    const measured = await atHome('intake', options, (home) => taken(home, window));
    const figures = medians(measured, (one) => one.editsPerSecond);
    const measure = 'edits taken in and shown to somebody else, each writer with 16 under way';
    return {
      rows: [row(measure, 'edits/s', { atLeastTimes: 5 }, figures)],
      setting: { ...setting, window: window / 1_000 },
      measured,
    };
  },
};
