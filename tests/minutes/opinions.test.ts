/** What the kept map writes into the minutes: what the room shares first, then what divides it, in sentences and without anybody's name. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { roomMap } from '#shared/consensus/room-map.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing } from '#shared/consensus/state.ts';
import { toldMap } from '#shared/consensus/told-map.ts';
import type { Vote } from '#shared/consensus/votes.ts';
import { fold, record } from '../given/given.ts';
import { made, marking, open } from '../ballots/hall.ts';
import { blocks, take } from './pencil.ts';

const ids = Array.from({ length: 12 }, (_, n) => `s${n}`);
/** Two camps of twenty: all are for the first four statements, the others part them. */
const votes: readonly Vote[] = Array.from({ length: 40 }, (_, person) =>
  ids.map((id, n): Vote => [`p${person}`, id, n < 4 || person < 20 === (n % 2 === 0) ? 1 : -1]),
).flat();
const mapOf = (all: readonly Vote[]) => {
  const { state, result } = settledStep(nothing, { votes: all });
  return JSON.parse(JSON.stringify(toldMap(roomMap(result!, state)))) as unknown;
};
const said = (id: string): string => `关于第${id}点的看法`;
const written = (map: unknown, past: readonly BallotEvent[] = [...marking, ...ids.map((id) => made(id, { text: `${said(id)}。` }))]) => {
  const all: readonly BallotEvent[] = [...past, { type: 'closed' }, { type: 'mapKept', map }];
  const doc = new Y.Doc();
  // Told twice, as reactions may be.
  for (let n = 0; n < 2; n += 1) take(doc, ballots.reactions!(record(all).at(-1)!, fold(ballots, all), 'ballots/42'));
  return blocks(doc).toSorted((a, b) => (a.order < b.order ? -1 : 1));
};

test('a kept map: a heading, how the room stands, what it shares, then what divides it, each once and with its source', () => {
  const found = written(mapOf(votes));
  expect(found[0]).toMatchObject({ kind: 'heading' });
  expect(found[1]).toMatchObject({ row: 'standing', kind: 'paragraph' });
  expect(found[1]?.text).toContain('2组');
  const opinions = found.filter(({ kind }) => kind === 'opinion');
  const told = opinions.map(({ source }) => source?.id ?? '');
  expect(new Set(told).size).toBe(told.length);
  expect(told.slice(0, 4).toSorted()).toEqual(ids.slice(0, 4));
  expect(told.length).toBeGreaterThan(4);
  for (const { text, source, row, person } of opinions) {
    expect(row).toBe(`statement-${source?.id}`);
    expect(source?.kind).toBe('statement');
    // One full stop, the paper's own.
    expect(text.startsWith(`“${said(source?.id ?? '')}”。`)).toBe(true);
    expect(text).toMatch(/\d+人/u);
    expect(person).toBeNull();
  }
  expect(JSON.stringify(found)).not.toMatch(/"p\d+"/u);
});

test('a statement that was taken out since is not told, and a map of nobody writes nothing', () => {
  const out: BallotEvent = { type: 'statementExcluded', statement: 's0', reason: '与议题无关', held: false, text: '' };
  const found = written(mapOf(votes), [...marking, ...ids.map((id) => made(id, { text: said(id) })), out]);
  expect(found.some(({ source }) => source?.id === 's0')).toBe(false);
  expect(found.filter(({ kind }) => kind === 'opinion').length).toBeGreaterThan(2);
  expect(written(null, open)).toEqual([]);
  expect(written({ standing: 'nobody', lists: {}, statements: [], parts: [] }, open)).toEqual([]);
});
