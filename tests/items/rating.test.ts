import { expect, test } from 'vitest';
import { endOfDay } from '#shared/core/calendar.ts';
import { at, officer, person } from '../given/given.ts';
import {
  after,
  ask,
  claimed,
  eventsOf,
  home,
  lead,
  onDay,
  rated,
  raters,
  rating,
  reported,
  stateAt,
  supervisor,
  verified,
} from './item.ts';

const [one, two, three] = raters as unknown as [typeof home, typeof home, typeof home];
const end = endOfDay('2026-11-18');

test('I11 verification opens a round with everybody who was asked', () => {
  after(reported())
    .when({ type: 'verify', text: '属实' }, onDay(11, supervisor))
    .then({ type: 'verified', text: '属实', asked: 6, endsAt: end });
  expect(stateAt('verified', verified()).round).toMatchObject({ n: 1, asked: 6, ratings: {}, endedAt: null, outcome: null });
});

test('I11 with nobody to ask the round ends as it begins', () => {
  const alone = verified({ raters: [] });
  expect(stateAt('verified', alone).round.endedAt).not.toBeNull();
  expect(after(alone).when({ type: 'close' }, supervisor).outcome).toHaveLength(1);
});

test('I12 a rater rates attitude and result, and may change it', () => {
  const said = { type: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '噪音大' } as const;
  const { type: _type, ...kept } = said;
  const state = after(verified())
    .when(said, onDay(12, one))
    .then({ type: 'rated', ...kept });
  expect(state).toMatchObject({ round: { ratings: { 'p-1': kept } } });
  const first = [...verified(), ask(said, onDay(12, one))];
  after(first).when(said, onDay(12, one)).thenRefused('unchanged');
  expect(stateAt('verified', [...first, ask(rating('satisfied'), onDay(12, one))]).round.ratings).toEqual({
    'p-1': { attitude: 'satisfied', result: 'satisfied', reason: '' },
  });
});

test('I12 only who was asked rates, only in an open round, and never about the own department', () => {
  after(verified()).when(rating('satisfied'), person('p-9')).thenRefused('not-a-rater');
  after(verified()).when(rating('satisfied'), supervisor).thenRefused('not-a-rater');
  after(verified())
    .when(rating('satisfied'), onDay(12, officer('p-1', 'housing')))
    .thenRefused('own-department');
  after(verified({ raters: ['u-lead'] }))
    .when(rating('satisfied'), onDay(12, lead))
    .thenRefused('own-department');
  after(reported()).when(rating('satisfied'), one).thenRefused('wrong-stage');
  after(claimed()).when(rating('satisfied'), one).thenRefused('wrong-stage');
  after(rated(0)).when(rating('dissatisfied'), onDay(12, one)).thenRefused('rating-ended');
  after(verified())
    .when(rating('satisfied'), at(one, end + 1))
    .thenRefused('rating-ended');
});

test('I13 a round ends with the last rating', () => {
  const [ended] = eventsOf(rated(2), 'ratingEnded');
  expect(ended).toEqual({
    type: 'ratingEnded',
    because: 'all-rated',
    outcome: {
      rated: 6,
      asked: 6,
      attitude: { satisfied: 6, basically: 0, dissatisfied: 0 },
      result: { satisfied: 4, basically: 0, dissatisfied: 2 },
      reasons: ['理由0', '理由1'],
      small: false,
      hidden: [],
    },
  });
  expect(stateAt('verified', rated(2)).round.endedAt).toBe(onDay(12, home).now);
});

test('I13 or when its days have passed', () => {
  const some = [...verified(), ask(rating('basically'), onDay(12, one)), ask(rating('satisfied'), onDay(12, two))];
  after(some)
    .when({ type: 'endRating', round: 1 }, at(home, end - 1))
    .thenRefused('not-due');
  after(some).when({ type: 'endRating', round: 1 }, at(supervisor, end)).thenRefused('not-allowed');
  const over = stateAt('verified', [...some, ask({ type: 'endRating', round: 1 }, at(home, end))]);
  expect(over.round.outcome).toMatchObject({ rated: 2, asked: 6, result: { satisfied: 1, basically: 1, dissatisfied: 0 }, small: true });
  after([...some, ask({ type: 'endRating', round: 1 }, at(home, end))])
    .when({ type: 'endRating', round: 1 }, at(home, end))
    .thenRefused('not-due');
});

test('I13 a round nobody answered still ends, and can be closed', () => {
  const silent = [...verified(), ask({ type: 'endRating', round: 1 }, at(home, end))];
  expect(stateAt('verified', silent).round.outcome).toMatchObject({ rated: 0, asked: 6 });
  expect(after(silent).when({ type: 'close' }, at(supervisor, end)).outcome).toHaveLength(1);
});

test.each([
  [0, 'verified'],
  [3, 'verified'],
  [4, 'inProgress'],
  [6, 'inProgress'],
] as const)('I14 %s of six dissatisfied: %s', (dissatisfied, stage) => {
  expect(stateAt(stage, rated(dissatisfied)).redos).toBe(stage === 'inProgress' ? 1 : 0);
});

test('I14 more than half of those who rated, not of those asked', () => {
  const few = [
    ...verified(),
    ...[one, two].map((rater) => ask(rating('dissatisfied', '没修好'), onDay(12, rater))),
    ask(rating('satisfied'), onDay(12, three)),
  ];
  const over = [...few, ask({ type: 'endRating', round: 1 }, at(home, end))];
  expect(stateAt('inProgress', over)).toMatchObject({ again: { because: 'dissatisfied', text: '' }, redos: 1 });
  expect(eventsOf(over, 'reopened')).toMatchObject([{ because: 'dissatisfied', from: '2026-12-31', to: '2026-12-31' }]);
});

test('I14 attitude alone opens nothing again', () => {
  const rude = [
    ...verified(),
    ...raters.map((rater) => ask({ type: 'rate', attitude: 'dissatisfied', result: 'satisfied', reason: '' }, onDay(12, rater))),
  ];
  expect(stateAt('verified', rude).redos).toBe(0);
});
