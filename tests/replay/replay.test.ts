/**
 * Logs of every released version still fold. A log is made at release by `node tests/replay/run.ts <version>` from the demo; each line is one
 * event, the last line of a stream carries the digest of its state then.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { kindOf } from '#shared/core/recorded.ts';
import { kinds } from '#shared/kinds.ts';

interface Line {
  readonly stream: StreamId;
  readonly recorded: Recorded<AnyEvent>;
}

const logs = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.jsonl'));

test('there is a log to fold', () => expect(logs.length).toBeGreaterThan(0));

test.each(logs)('%s folds to the same states twice, also through snapshots at every place', (name) => {
  const lines = readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const streams = Map.groupBy(lines, ({ stream }) => stream);
  // Kinds are added later than a log was made, but none is ever taken away.
  expect(Object.keys(kinds)).toEqual(expect.arrayContaining([...new Set([...streams.keys()].map(kindOf))]));
  for (const [stream, events] of streams) {
    const kind = kinds[kindOf(stream)];
    if (!kind) throw new Error(`${stream}: a kind that was released is gone`);
    const straight = events.reduce((state, { recorded }) => kind.evolve(state, recorded), kind.initial);
    const throughSnapshots = events.reduce((state, { recorded }) => kind.evolve(JSON.parse(JSON.stringify(state)), recorded), kind.initial);
    const digest = (state: unknown): string => createHash('sha256').update(JSON.stringify(state)).digest('hex');
    expect(digest(throughSnapshots), stream).toBe(digest(straight));
    expect(straight, stream).not.toEqual(kind.initial);
    // Nothing a released event can bring may break what is made of a state.
    kind.deadlines?.(straight);
    for (const model of Object.values(kind.models ?? {})) model.row(straight, stream);
  }
});
