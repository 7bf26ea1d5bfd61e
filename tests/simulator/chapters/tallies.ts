import { person, start } from '#tests/given/given.ts';
import { tallies } from '#tests/engine/tallies.ts';
import type { Chapter } from '../chapter.ts';

/** The smallest life: numbers that grow, copy themselves and wake up. Fast, so that the machinery itself is told most often. */
export const numbers: Chapter = {
  name: 'numbers',
  kinds: { tallies },
  people: [person('anna'), person('boris'), person('chen')],
  streams: ['tallies/one', 'tallies/two'],
  prelude: () => [],
  think: (chance) => ({
    stream: chance.pick(['tallies/one', 'tallies/two'] as const),
    command: chance.pick([
      { type: 'add', n: chance.under(9) - 4 },
      { type: 'add', n: 1 },
      { type: 'copyTo', to: chance.pick(['one', 'two']), n: 1 + chance.under(5) },
      { type: 'ringAt', at: start + chance.under(7_200_000) },
    ]),
  }),
};
