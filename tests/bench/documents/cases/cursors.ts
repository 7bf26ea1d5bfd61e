/** Cursors that move. */
import { row } from '../goals.ts';
import { load } from '../loading.ts';
import { inRounds, medians } from '../rounds.ts';
import type { Case } from './case.ts';

const clients = 500;

export const cursorsCase: Case = {
  name: 'cursors',
  run: async (options) => {
    const window = options.quick ? 2_000 : 3_000;
    const measured = await inRounds('cursors', options, options.rounds, (running, round) => {
      const document = running.documents[round];
      if (!document) throw new Error('no document for this round');
      return load({ work: 'cursors', pid: running.pid, document, clients, window });
    });
    const figures = medians(measured, (one) => one.serverMicrosecondsPerMove);
    const measure = `server CPU per move until all were shown the last, ${clients} clients whose cursors move once a second`;
    const setting = { clients, window: window / 1_000, visitors: 'all may write: this server shows the cursors of nobody else' };
    return { rows: [row(measure, 'µs', { atMostTimes: 0.08 }, figures)], setting, measured };
  },
};
