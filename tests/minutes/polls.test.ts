import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ballots } from '#shared/ballots/kind.ts';
import type { BallotEvent } from '#shared/ballots/events.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { fold, record } from '../given/given.ts';
import { cast, hall, host, li, open, opened, single, zhang } from '../ballots/hall.ts';
import { blocks, take } from './pencil.ts';

test('the result of a poll stands in the minutes once, with its figures and nobody who voted', () => {
  const option = opened().options[0]!;
  const past: readonly BallotEvent[] = [
    ...open,
    opened(),
    cast(zhang.id, single(option.id), 'resident'),
    cast(li.id, single(option.id), 'stakeholder'),
  ];
  const { outcome } = hall.given(...past).when({ type: 'closePoll', poll: 'p-1' }, host);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  const all = [...past, ...outcome];
  const last = record(all).at(-1)!;
  const doc = new Y.Doc();
  for (let n = 0; n < 2; n += 1) take(doc, ballots.reactions!(last, fold(ballots, all), 'ballots/42'));
  const polls = blocks(doc).filter(({ kind }) => kind === 'poll');
  expect(polls).toHaveLength(1);
  expect(polls[0]).toMatchObject({ row: 'poll-p-1', person: null, source: { kind: 'poll', id: 'p-1' } });
  expect(polls[0]?.text).toContain('收到有效票2张');
  expect(polls[0]?.text).toContain(`${option.text} 2票`);
  expect(JSON.stringify(polls)).not.toContain(zhang.id);
});
