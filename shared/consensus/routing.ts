/**
 * What a person is asked next. Weight = (share not passing) · (1 + spread of the predicted vote over the map) · (1 + 8 · 2^(−votes/5)), and
 * more where his own part of the room has voted least. That a statement is liked does not count: that all reject one is a finding, too.
 */
import { activeIn, crowdOf } from './crowd.ts';
import type { Fit } from './fit.ts';
import { indexOf } from './order.ts';
import { partsOf, type Parts } from './parts.ts';
import type { Result } from './result.ts';
import type { State } from './state.ts';
import { spreadOf } from './made-up-room.ts';
import { roomTally } from './listed.ts';
import { tally, votesOf } from './tallies.ts';
import type { Row } from './votes.ts';

const boost = 1;

interface Asked {
  readonly statement: number;
  readonly weight: number;
}

/** How much less his part has voted on it than the part that voted most, by shares of their people: 0 to 1. */
const lacking = ({ of }: Parts, part: number, statement: number): number => {
  const shares = Array.from(of.sizes, (people, g) => (people > 0 ? votesOf(tally(of, g, statement)) / people : 0));
  const highest = Math.max(0, ...shares);
  return highest > 0 ? 1 - (shares[part] ?? 0) / highest : 0;
};

/** Statements he has not voted on, the weightiest first. `part` is his place among the parts, −1 for none. */
const askedNext = (row: Row, active: Uint8Array, fit: Fit, parts: Parts, part: number): readonly Asked[] => {
  const done = new Set(Array.from(row, (entry) => entry >> 2));
  const { xx, xy, yy } = spreadOf(fit.z);
  const asked: Asked[] = [];
  for (let s = 0; s < active.length; s += 1) {
    if (active[s] === 0 || done.has(s)) continue;
    const all = roomTally(parts, s);
    const votes = votesOf(all);
    const [x, y] = [fit.w[2 * s]!, fit.w[2 * s + 1]!];
    const spread = Math.sqrt(Math.max(0, x * x * xx + 2 * x * y * xy + y * y * yy));
    const speaking = 1 - all.pass / (votes + 1);
    const mine = part < 0 ? 0 : lacking(parts, part, s);
    asked.push({ statement: s, weight: speaking * (1 + spread) * (1 + 8 * 2 ** (-votes / 5)) * (1 + boost * mine) });
  }
  return asked.sort((a, b) => b.weight - a.weight || a.statement - b.statement);
};

const nobody = new Uint16Array(0);

/** For one person by his id, whether he has voted or not. */
export const askedFor = (
  participant: string,
  { votes, status, model }: State,
  result: Result,
): readonly { readonly statement: string; readonly weight: number }[] => {
  if (model === null) return [];
  const active = activeIn(votes, status);
  const { rows, statements } = votes;
  const { grouped } = crowdOf(votes, active);
  const names = result.groups.map(({ number }) => number);
  const room = { rows, statements: statements.length, positions: result.positions, grouped, names, label: result.group, small: false };
  const place = indexOf(votes.people).get(participant);
  const part = place === undefined ? -1 : (result.group[place] ?? -1);
  const asked = askedNext(place === undefined ? nobody : rows[place]!, active, model.fit, partsOf(room), part < names.length ? part : -1);
  return asked.map(({ statement, weight }) => ({ statement: statements[statement]!, weight }));
};
