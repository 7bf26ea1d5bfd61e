/** A document with a long history: the first who opens it after a restart, and a hundred at once. */
import { row } from '../goals.ts';
import type { FeelResult, JoinsResult } from '../load/joins.ts';
import type { Arrival } from '../load/whole.ts';
import { load } from '../loading.ts';
import { atHome, median, medians, type Home } from '../rounds.ts';
import type { Running } from '../servers/candidate.ts';
import type { Case } from './case.ts';

const edits = 100_000;
const joins = 100;
/** Until a server that has just started is at rest. */
const rest = 1_500;
const lasts = 3_500;
const rows = 500;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets everybody go on when so many have come. */
const meeting = (count: number): (() => Promise<void>) => {
  let left = count;
  let go: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (go = resolve));
  return () => {
    left -= 1;
    if (left === 0) go();
    return all;
  };
};

const during = async <T>({ candidate, folder }: Home, filling: boolean, work: (running: Running) => Promise<T>): Promise<T> => {
  const running = await candidate.start({ folder, documents: 1, filling });
  try {
    await after(rest);
    return await work(running);
  } finally {
    await running.kill();
  }
};

const only = ({ documents: [document] }: Running) => {
  if (!document) throw new Error('no document');
  return document;
};

const everything = async (home: Home, times: { readonly opens: number; readonly storms: number }) => {
  if (home.candidate.name === 'relay') return null;
  const { extent, bytes } = await during(home, true, (running) => load({ work: 'fill', pid: running.pid, document: only(running), edits }));
  const firstJoin = (): Promise<Arrival> => during(home, false, (running) => load({ work: 'open', document: only(running), extent }));
  // Once unmeasured: one of the peers tidies its store when a document is opened.
  await firstJoin();
  const first: Arrival[] = [];
  for (let n = 0; n < times.opens; n += 1) first.push(await firstJoin());
  const quiet: JoinsResult[] = [];
  const felt: FeelResult[] = [];
  for (let n = 0; n < times.storms; n += 1)
    await during(home, false, async (running) => {
      const document = only(running);
      const many = (begun?: () => Promise<void>) => load({ work: 'joins', pid: running.pid, document, extent, bytes, joins }, begun);
      quiet.push(await many());
      const together = meeting(2);
      const [feeling] = await Promise.all([load({ work: 'feel', document, base: n * 10, rows, lasts }, together), many(together)]);
      felt.push(feeling);
    });
  return { bytes, first, quiet, felt };
};

export const openingCase: Case = {
  name: 'opening',
  run: async (options) => {
    const measured = await atHome('opening', options, (home) =>
      everything(home, options.quick ? { opens: 1, storms: 1 } : { opens: 3, storms: 2 }),
    );
    const whole = medians(measured, (one) => one && median(one.first.flatMap(({ wholeMs }) => wholeMs ?? [])));
    const each = medians(measured, (one) => one && median(one.quiet.map(({ serverMsPerJoin }) => serverMsPerJoin)));
    const felt = medians(measured, (one) => one && median(one.felt.map(({ duringMs }) => duringMs)));
    const incomplete = medians(measured, (one) => one && one.first.filter(({ answeredIncomplete }) => answeredIncomplete).length);
    return {
      rows: [
        row('100,000 edits: first join after a restart until it is whole', 'ms', { atMostTimes: 0.25 }, whole),
        row('100,000 edits: joins after a restart that were answered before the document was whole', 'joins', { atMost: 0 }, incomplete),
        row('100,000 edits: server CPU per join, 100 joins at once', 'ms', { atMostTimes: 0.15 }, each),
        row('100,000 edits: longest an edit took to another writer while 100 joined', 'ms', { atMost: 40 }, felt),
      ],
      setting: { edits, joins, writersMeanwhile: 5, editsPerSecondEach: 5 },
      measured,
    };
  },
};
