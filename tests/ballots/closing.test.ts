/** How a poll ends: announced, counted down on every screen, and closed by the house once what was on its way is in. */
import { expect, test } from 'vitest';
import { at, start } from '../given/given.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { gathering } from '#shared/ballots/closing.ts';
import type { BallotEvent, EventOf } from '#shared/ballots/events.ts';
import { admin, after, announced, cast, hall, held, host, open, opened, paper, recorder, secret, single, theHouse, zhang } from './hall.ts';

const { given } = hall;
const asked = { type: 'closePoll', poll: 'p-1', after: 10 } as const;
const atOnce = { type: 'closePoll', poll: 'p-1' } as const;
const closesAt = start + 10_000;
const closing: EventOf<'pollClosing'> = { type: 'pollClosing', poll: 'p-1', closesAt };
const running = [...open, opened()];
const due = (...past: readonly BallotEvent[]) => ballots.deadlines?.(after(...past)) ?? [];

test('B31 a close is announced some seconds ahead, to the whole second, and told to everybody', () => {
  for (const actor of [host, recorder, admin])
    given(...running)
      .when(asked, actor)
      .then(closing);
  given(...running)
    .when(asked, at(host, start + 999))
    .then(closing);
  given(...running)
    .when(asked, zhang)
    .thenRefused('not-host-or-recorder');
  given(...open)
    .when(asked, host)
    .thenRefused('poll-unknown');
  for (const name of ['host', 'room', 'screen', 'public'])
    expect(ballots.visibility.view(after(...running, closing), name)).toMatchObject({ polls: [{ stage: 'open', closesAt }] });
});

test('B31 two hosts who press announce one moment, and it may be taken back', () => {
  given(...running, closing)
    .when(asked, at(recorder, start + 4_000))
    .then();
  const state = given(...running, closing)
    .when({ type: 'keepPollOpen', poll: 'p-1' }, host)
    .then({ type: 'pollKeptOpen', poll: 'p-1' });
  expect(held(state).polls).toMatchObject([{ stage: 'open', closesAt: null }]);
  expect(ballots.deadlines?.(state)).toEqual([]);
  given(...running)
    .when({ type: 'keepPollOpen', poll: 'p-1' }, host)
    .then();
  given(...running, closing)
    .when({ type: 'keepPollOpen', poll: 'p-1' }, zhang)
    .thenRefused('not-host-or-recorder');
});

test('B31 the house closes, and only after the announced moment', () => {
  const [deadline, ...more] = due(...running, closing);
  expect(more).toEqual([]);
  expect(deadline).toEqual({ at: closesAt + gathering.counted, key: `close-p-1-${closesAt}`, command: atOnce });
  const past = [...running, cast(zhang.id, single('yes')), closing];
  given(...past)
    .when(atOnce, at(theHouse, closesAt - 1))
    .then();
  given(...running)
    .when(atOnce, at(theHouse, closesAt))
    .then();
  const state = given(...past).when(atOnce, at(theHouse, closesAt + gathering.counted)).outcome;
  expect(state).toMatchObject([{ type: 'pollClosed', result: { tally: { ballots: 1 } } }]);
});

test('B31 a ballot pressed before the moment and still on its way counts', () => {
  const vote = { type: 'castBallot', poll: 'p-1', choice: structuredClone(single('yes')) as never } as const;
  given(...running, closing)
    .when(vote, at(zhang, closesAt + gathering.counted - 1))
    .then(cast(zhang.id, single('yes')));
});

test('B31 a secret poll waits for papers that were drawn, no longer than they may take', () => {
  const drawn = (person: string): EventOf<'paperDrawn'> => ({ type: 'paperDrawn', poll: 'p-1', person, blinded: 'x' });
  const past = [...open, secret, announced, drawn(zhang.id)];
  expect(due(...past, closing)).toMatchObject([{ at: closesAt + gathering.secret }]);
  expect(due(...past, cast(paper('a').id, single('yes')), closing)).toMatchObject([{ at: closesAt + gathering.counted }]);
});

test('B32 the hosts may close at once, announced or not; a close is never announced twice', () => {
  for (const past of [running, [...running, closing]])
    expect(given(...past).when(atOnce, host).outcome).toMatchObject([{ type: 'pollClosed', poll: 'p-1' }]);
  const over = [...running, closing, { type: 'pollWithdrawn', poll: 'p-1', reason: '-' } as const];
  expect(due(...over)).toEqual([]);
  for (const command of [asked, { type: 'keepPollOpen', poll: 'p-1' } as const])
    given(...over)
      .when(command, host)
      .thenRefused('poll-over');
});
