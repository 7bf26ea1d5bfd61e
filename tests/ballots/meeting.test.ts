import { expect, test } from 'vitest';
import { onShelf } from '#shared/ballots/shelf.ts';
import { ballots } from '#shared/ballots/kind.ts';
import {
  host,
  after,
  admin,
  cast,
  countingOf,
  hall,
  li,
  made,
  marking,
  observer,
  open,
  opened,
  prepared,
  recorder,
  seat,
  single,
  theHouse,
  wall,
  zhang,
} from './hall.ts';

const { given } = hall;
const prepare = { type: 'prepare', session: '42', title: prepared.title } as const;

test('B1 the house prepares, once, with everybody who sits there and every screen', () => {
  const seats = [
    { person: host.id, roles: ['host' as const], department: null },
    { person: 'g-gone', roles: [], department: null },
  ];
  const state = given()
    .when({ ...prepare, publicity: 'open', seats, screens: [wall.id] }, theHouse)
    .then({ ...prepared, publicity: 'open' }, seat(host, 'host'), { type: 'screenSeated', person: wall.id });
  expect(state).toMatchObject({ stage: 'open', marking: false, review: false });
  given(...open)
    .when(prepare, theHouse)
    .thenRefused('already-prepared');
  for (const actor of [host, admin]) given().when(prepare, actor).thenRefused('not-house');
  given().when({ type: 'openMarking' }, host).thenRefused('not-prepared');
});

test('B1 only the house seats and closes, and closing twice changes nothing', () => {
  given(...open)
    .when({ type: 'close' }, host)
    .thenRefused('not-house');
  given(...open)
    .when({ type: 'seat', person: zhang.id, roles: ['host'], department: null }, zhang)
    .thenRefused('not-house');
  given(...open, { type: 'closed' })
    .when({ type: 'close' }, theHouse)
    .then();
});

test('B2 seats follow those of the session, also when nothing changed or after the close', () => {
  const ask = { type: 'seat', person: 'g-new', roles: ['resident'], department: 'housing' } as const;
  const seated = { type: 'seated', person: 'g-new', roles: ['resident'], department: 'housing' } as const;
  given(...open)
    .when({ ...ask, roles: ['resident'] }, theHouse)
    .then(seated);
  given(...open, seated)
    .when({ ...ask, roles: ['resident'] }, theHouse)
    .then();
  given(...open, seated)
    .when({ ...ask, roles: [], department: null }, theHouse)
    .then({ ...seated, roles: [], department: null });
  given(...open)
    .when({ ...ask, roles: [], department: null }, theHouse)
    .then();
  given(...open, { type: 'closed' })
    .when({ ...ask, roles: ['resident'] }, theHouse)
    .then(seated);
  given(...open, { type: 'screenSeated', person: wall.id })
    .when({ type: 'seat', person: wall.id, roles: [], department: null, screen: true }, theHouse)
    .then();
});

test('B2 whoever leaves and comes back has the same place, and nobody else ever has it', () => {
  const marks = { type: 'marked', statement: 's-1', person: zhang.id, mark: 'agree' } as const;
  const state = after(...marking, made('s-1'), marks, seat(zhang), seat({ id: 'g-new' }, 'resident'), seat(zhang, 'member'));
  const places = [...open.slice(1).map((event) => ('person' in event ? event.person : '')), 'g-new'].map(
    (id) => onShelf(countingOf(state).seats, id)?.place,
  );
  expect(new Set(places).size).toBe(places.length);
  expect(ballots.visibility.own?.(state, zhang)).toMatchObject({ roles: ['member'], marks: { 's-1': 'agree' } });
  expect(ballots.visibility.own?.(state, { ...zhang, id: 'g-new' })).toMatchObject({ marks: {} });
});

test('B3 the close closes every open poll with its result, and nothing is pressed after it', () => {
  const past = [...marking, made('s-1'), opened(), opened({ poll: 'p-2', title: '另一个' }), cast(zhang.id, single('yes'))];
  const state = given(...past, { type: 'pollWithdrawn', poll: 'p-2', reason: '问错了' })
    .when({ type: 'close' }, theHouse)
    .then(
      {
        type: 'pollClosed',
        poll: 'p-1',
        result: { entitled: 6, tally: { ballots: 1, options: { yes: 1 }, counts: {}, words: {} }, byRole: {}, ballots: {} },
      },
      { type: 'closed' },
    );
  expect(state).toMatchObject({ stage: 'closed', marking: false, polls: [{ stage: 'closed' }, { stage: 'withdrawn' }] });
  const over = given(...past, { type: 'closed' });
  over.when({ type: 'mark', statement: 's-1', mark: 'agree' }, zhang).thenRefused('session-over');
  over.when({ type: 'castBallot', poll: 'p-1', choice: { method: 'single', option: 'no' } }, zhang).thenRefused('session-over');
  over.when({ type: 'makeStatement', text: '太晚了' }, zhang).thenRefused('session-over');
  over.when({ type: 'showMood', mood: 'fast' }, zhang).thenRefused('session-over');
  over.when({ type: 'openMarking' }, host).thenRefused('session-over');
});

test('B4 marking and polls are opened by host, recorder and administrators', () => {
  const poll = {
    type: 'openPoll',
    title: '要不要？',
    method: 'single',
    options: [
      { id: 'a', text: '要' },
      { id: 'b', text: '不要' },
    ],
    form: 'counted',
  } as const;
  for (const actor of [host, recorder, admin]) {
    given(...open)
      .when({ type: 'openMarking' }, actor)
      .then({ type: 'markingOpened' });
    expect(given(...open).when({ ...poll, options: [...poll.options] }, actor).outcome).toHaveLength(1);
  }
  for (const actor of [zhang, li, observer]) {
    given(...open)
      .when({ type: 'openMarking' }, actor)
      .thenRefused('not-host-or-recorder');
    given(...open)
      .when({ ...poll, options: [...poll.options] }, actor)
      .thenRefused('not-host-or-recorder');
    given(...open, opened())
      .when({ type: 'closePoll', poll: 'p-1' }, actor)
      .thenRefused('not-host-or-recorder');
    given(...open)
      .when({ type: 'clearMoods' }, actor)
      .thenRefused('not-host-or-recorder');
  }
  given(...marking)
    .when({ type: 'openMarking' }, host)
    .then();
  given(...marking)
    .when({ type: 'closeMarking' }, host)
    .then({ type: 'markingClosed' });
  given(...open)
    .when({ type: 'setReview', review: true }, recorder)
    .then({ type: 'reviewSet', review: true });
  given(...open)
    .when({ type: 'setReview', review: false }, recorder)
    .then();
});
