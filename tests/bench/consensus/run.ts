/** `npm run bench:consensus`: how fast the map of opinions is, and what it takes. CPU time, since other work may share the machine. JSON. */
import { cpus } from 'node:os';
import { Mapper } from '#server/consensus/mapper.ts';
import { continueTest, outcomeOf, startTest } from '#shared/consensus/group-test.ts';
import { placeOf, placingOf } from '#shared/consensus/place.ts';
import { report } from '#shared/consensus/report.ts';
import { nothing, type State } from '#shared/consensus/state.ts';
import { step } from '#shared/consensus/step.ts';
import type { Vote } from '#shared/consensus/votes.ts';
import { chanceFor } from '#shared/consensus/chance.ts';
import { withGroups } from '#tests/consensus/made-up.ts';
import { quantile } from '../measure.ts';
import { voteToScreen } from './screen.ts';

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Milliseconds of CPU in all threads, and by the clock. */
const timed = <T>(work: () => T): { made: T; cpuMs: number; wallMs: number } => {
  const [c, w] = [cpu(), performance.now()];
  const made = work();
  return { made, cpuMs: cpu() - c, wallMs: performance.now() - w };
};

const rounded = (value: number): number => Math.round(value * 100) / 100;
const figures = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: rounded(quantile(sorted, 0.5)), p95: rounded(quantile(sorted, 0.95)), max: rounded(sorted.at(-1)!) };
};

const size = (people: number, statements: number, voted: number) => ({ people, statements, voted });
/** Votes one by one, without a list of them all: three groups, as in a lively room. */
const votesOf = function* (people: number, statements: number, voted: number): Generator<Vote> {
  const chance = chanceFor('bench');
  const mind = Array.from({ length: statements * 3 }, () => (chance() < 0.5 ? 1 : -1));
  for (let i = 0; i < people; i += 1)
    for (let s = 0; s < statements; s += 1)
      if (chance() < voted) yield [`p${i}`, `s${s}`, chance() < 0.8 ? (mind[s * 3 + (i % 3)] as 1 | -1) : 0];
};

const memory = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** A room in which all but the last fortieth of the votes are in, and groups are shown; then tick by tick with 1 in 200 new. */
const ticking = (people: number, statements: number, voted: number, ticks: number) => {
  const all = [...votesOf(people, statements, voted)];
  const each = Math.max(1, Math.round(all.length * 0.005));
  let state: State = step(nothing, { votes: all.slice(0, all.length - each * ticks) }).state;
  for (let n = 0; n < 2; n += 1) state = step(state, { votes: [], outcome: { number: state.asking.tests, above: 9 } }).state;
  const [cpuMs, wallMs]: [number[], number[]] = [[], []];
  for (let tick = ticks; tick > 0; tick -= 1) {
    const votes = all.slice(all.length - each * tick, all.length - each * (tick - 1));
    const { made, ...took } = timed(() => step(state, { votes }));
    state = made.state;
    cpuMs.push(took.cpuMs);
    wallMs.push(took.wallMs);
  }
  return { votes: all.length, cpuMs: figures(cpuMs), wallMs: figures(wallMs), groups: state.grouping?.k ?? 0 };
};

const slicing = () => {
  const { votes } = withGroups(size(100, 40, 1), [0.5, 0.3, 0.2], 1);
  const asked = step(nothing, { votes }).test!;
  const all: number[] = [];
  const slices: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const begun = cpu();
    let testing = startTest({ ...asked, seed: n + 1 });
    while (outcomeOf(testing) === null) {
      const { made, wallMs } = timed(() => continueTest(testing));
      testing = made;
      slices.push(wallMs);
    }
    all.push(cpu() - begun);
  }
  return { cpuMs: figures(all), sliceWallMs: figures(slices) };
};

const ownDot = () => {
  const { state } = step(nothing, { votes: votesOf(500, 200, 1) });
  const [placing, row] = [placingOf(state.model!.fit), state.votes.rows[7]!];
  return figures(Array.from({ length: 500 }, () => timed(() => placeOf(row, placing)).wallMs));
};

const cold = () => {
  const before = memory();
  const told = timed(() => step(nothing, { votes: votesOf(50_000, 1_000, 0.1) }));
  const { state } = told.made;
  const kept = memory() - before;
  const bound = 8 * state.votes.count + 20 * 1_000 ** 2;
  const reported = timed(() => report(state));
  return {
    votes: state.votes.count,
    firstTickCpuMs: rounded(told.cpuMs),
    reportCpuMs: rounded(reported.cpuMs),
    reportWallMs: rounded(reported.wallMs),
    keptBytes: kept,
    goalBytes: bound,
    keptBytesPerVote: rounded(kept / state.votes.count),
  };
};

/** How long the event loop stands still while a mapper works through a full room, votes told in batches as they come. */
const blocked = async () => {
  const results: string[] = [];
  const mapper = new Mapper(
    (_, text) => results.push(text),
    (cause) => console.error(cause),
  );
  mapper.begin('room');
  const all = [...votesOf(2_000, 200, 0.5)];
  const gaps: number[] = [];
  let last = performance.now();
  const beat = setInterval(() => {
    gaps.push(performance.now() - last - 1);
    last = performance.now();
  }, 1);
  for (let at = 0; at < all.length; at += 500) {
    mapper.tell('room', { votes: all.slice(at, at + 500) });
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  await mapper.report('room');
  clearInterval(beat);
  await mapper.close();
  return { results: results.length, loopHeldMs: figures(gaps) };
};

const screen = await voteToScreen();
const result = {
  machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
  goals: {
    tickP95Ms: { '60x100': 5, '500x200': 20, '5000x500 at 20 %': 80, '5000x500 full': 300 },
    musts: { '60x100': 15, '500x200': 60, '5000x500 at 20 %': 250, '5000x500 full': 1_000 },
    reportMs: { goal: 4_000, must: 8_000 },
    ownDotMs: { goal: 0.1, must: 1 },
    loopHeldMs: { goal: 5, must: 10 },
    groupTestMs: { goal: 300, must: 1_000 },
    voteToMapOnAnotherScreenMs: { goal: 700, must: 1_500 },
  },
  ticks: {
    '60x100': ticking(60, 100, 1, 40),
    '500x200': ticking(500, 200, 1, 40),
    '5000x500 at 20 %': ticking(5_000, 500, 0.2, 25),
    '5000x500 full': ticking(5_000, 500, 1, 15),
  },
  groupTest: slicing(),
  ownDotMs: ownDot(),
  report: cold(),
  worker: await blocked(),
  voteToMapOnAnotherScreen: { ms: figures(screen.milliseconds), mapBytes: screen.mapBytes },
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
