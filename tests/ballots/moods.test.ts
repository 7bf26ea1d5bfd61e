import { expect, test } from 'vitest';
import { ballots } from '#shared/ballots/kind.ts';
import type { Ballots, Summary } from '#shared/ballots/state.ts';
import { hall, host, observer, open, opened, seat, stranger, zhang } from './hall.ts';

const { given } = hall;
const show = (mood: 'fast' | 'slow' | null) => ({ type: 'showMood', mood }) as const;
const shown = (mood: 'fast' | 'slow' | null, by = zhang) => ({ type: 'moodShown', person: by.id, mood }) as const;
const figures = (state: unknown) => (ballots.visibility.summary?.(state as Ballots, 'room') as Summary).moods;
const none = { clear: 0, unclear: 0, fast: 0, slow: 0, resonates: 0 };

test('B23 one mood a person: the last, until it is taken back', () => {
  const state = given(...open, shown('fast'), shown('fast', observer))
    .when(show('slow'), zhang)
    .then(shown('slow'));
  expect(figures(state)).toEqual({ ...none, fast: 1, slow: 1 });
  given(...open, shown('fast'))
    .when(show('fast'), zhang)
    .then();
  expect(
    figures(
      given(...open, shown('fast'))
        .when(show(null), zhang)
        .then(shown(null)),
    ),
  ).toEqual(none);
  given(...open)
    .when(show(null), zhang)
    .then();
  given(...open)
    .when(show('fast'), stranger)
    .thenRefused('not-seated');
});

test('B23 the hosts clear them, and whoever leaves shows none', () => {
  expect(
    figures(
      given(...open, shown('fast'))
        .when({ type: 'clearMoods' }, host)
        .then({ type: 'moodsCleared' }),
    ),
  ).toEqual(none);
  given(...open)
    .when({ type: 'clearMoods' }, host)
    .then();
  const left = given(...open, shown('fast'), seat(zhang)).when({ type: 'clearMoods' }, host);
  expect(left.outcome).toHaveLength(1);
  expect(
    figures(
      given(...open, shown('fast'), shown('slow', observer), seat(zhang))
        .when(show(null), observer)
        .then(shown(null, observer)),
    ),
  ).toEqual(none);
});

test('B23 a mood is never a vote', () => {
  const state = given(...open, opened({ running: true }))
    .when(show('slow'), zhang)
    .then(shown('slow'));
  expect(ballots.visibility.summary?.(state as Ballots, 'room')).toMatchObject({ polls: { 'p-1': { ballots: 0 } }, marks: {}, markers: 0 });
});
