import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import { queue } from '#shared/sessions/queue.ts';
import type { Session } from '#shared/sessions/state.ts';
import type { Actor } from '#shared/core/actor.ts';
import { fold, person, start } from '../given/given.ts';
import { begun, given, host, later, li, recorder, requested, seat, session, spoken, wang, zhang, type Past } from './hall.ts';

const chen = person('g-chen');
const seated = [...begun, seat(chen, 'stakeholder')];
const debating = [...seated, { type: 'segmentStarted', segment: 'argue' } as const];
const places = (...past: readonly Past[]) => queue(fold(sessions, past) as Session);
const order = (...past: readonly Past[]) => places(...past).map(({ request }) => request.person);
const ids = (...people: readonly Actor[]) => people.map(({ id }) => id);
/** Asked one second after another. */
const waiting = (...people: readonly (readonly [Actor, ('for' | 'against' | 'supplement')?])[]) =>
  people.flatMap(([who, side], n) => later(600_000 + n * 1000, requested(who, side ?? null)));

test('S30 who has not spoken comes first', () => {
  const past = [...seated, ...spoken(zhang, 0, 10_000), ...spoken(li, 20_000, 10_000)];
  expect(order(...past, ...waiting([zhang], [li], [chen]))).toEqual(ids(chen, zhang, li));
  const [first, second] = places(...past, ...waiting([zhang], [chen]));
  expect(first).toMatchObject({ place: 1, because: [{ code: 'first-time' }] });
  expect(second).toMatchObject({ place: 2, because: [{ code: 'spoke-before', turns: 1, seconds: 10 }] });
});

test('S30 a turn that was never started does not count', () => {
  const given1 = [requested(zhang), given(zhang, 'turn-1'), { type: 'turnEnded', turn: 'turn-1' } as const];
  expect(places(...seated, ...given1, ...waiting([zhang]))[0]?.because).toContainEqual({ code: 'first-time' });
});

test('S31 in a debate the sides alternate', () => {
  const asked = waiting([zhang, 'for'], [wang, 'for'], [li, 'against'], [chen, 'against']);
  expect(order(...debating, ...asked)).toEqual(ids(zhang, li, wang, chen));
  expect(places(...debating, ...asked)[1]?.because).toContainEqual({ code: 'side-alternates', after: 'for', side: 'against' });
  const after = [...debating, ...spoken(recorder, 0, 10_000, 'against')];
  expect(order(...after, ...waiting([li, 'against'], [zhang, 'for']))).toEqual(ids(zhang, li));
});

test('S32 roles alternate', () => {
  expect(order(...seated, ...waiting([zhang], [wang], [li], [chen]))).toEqual(ids(zhang, li, wang, chen));
  expect(places(...seated, ...waiting([zhang], [wang], [li]))[1]?.because).toContainEqual({
    code: 'role-alternates',
    after: 'resident',
    role: 'stakeholder',
  });
});

test('S33 least time, then asked first', () => {
  const past = [...seated, ...spoken(zhang, 0, 40_000), ...spoken(wang, 60_000, 10_000)];
  const [first, second] = places(...past, ...waiting([zhang], [wang]));
  expect([first?.request.person, second?.request.person]).toEqual(ids(wang, zhang));
  expect(first?.because).toContainEqual({ code: 'least-time', seconds: 10 });
  const [earlier, later] = places(...seated, ...waiting([wang], [zhang]));
  expect([earlier?.request.person, later?.request.person]).toEqual(ids(wang, zhang));
  expect(earlier?.because).toEqual([{ code: 'first-time' }, { code: 'asked-first', at: start + 600_000 }]);
});

test('S34 the host puts somebody before another, or at the end', () => {
  const asked = waiting([zhang], [li], [wang]);
  const move = { type: 'moveRequest', request: `r-${wang.id}`, before: `r-${zhang.id}` } as const;
  const moved = { type: 'requestMoved', request: move.request, before: move.before } as const;
  session
    .given(...seated, ...asked)
    .when(move, host)
    .then(moved);
  session
    .given(...seated, ...asked)
    .when({ ...move, before: 'r-none' }, host)
    .thenRefused('request-unknown');
  session
    .given(...seated, ...asked)
    .when(move, recorder)
    .thenRefused('not-host');
  expect(order(...seated, ...asked, moved)).toEqual(ids(wang, zhang, li));
  expect(places(...seated, ...asked, moved)[0]?.because).toEqual([{ code: 'host' }]);
  expect(order(...seated, ...asked, { ...moved, request: `r-${zhang.id}`, before: null })).toEqual(ids(li, wang, zhang));
});

test('S34 a place given by the host outlives the one it was given before', () => {
  const past = [...seated, ...waiting([zhang], [li], [wang], [chen])];
  const moved = { type: 'requestMoved', request: `r-${chen.id}`, before: `r-${li.id}` } as const;
  expect(order(...past, moved)).toEqual(ids(zhang, chen, li, wang));
  expect(order(...past, moved, { type: 'requestWithdrawn', request: `r-${li.id}` })).toEqual(ids(zhang, chen, wang));
});

test('S34 the last move wins', () => {
  const past = [...seated, ...waiting([zhang], [li], [wang])];
  const before = (one: Actor, other: Actor) => ({ type: 'requestMoved', request: `r-${one.id}`, before: `r-${other.id}` }) as const;
  expect(order(...past, before(wang, zhang), before(zhang, wang))).toEqual(ids(zhang, wang, li));
});

test('S33 everybody who waits has exactly one place and a reason for it', () => {
  const people = [zhang, li, wang, chen, recorder];
  const some = fc.shuffledSubarray(people);
  const moves = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people, null)), { maxLength: 4 });
  fc.assert(
    fc.property(some, some, moves, fc.boolean(), (spoke, wait, put, debate) => {
      const past = spoke.flatMap((who, n) => spoken(who, n * 60_000, 5000 * (n + 1), n % 2 ? 'for' : 'against'));
      const asked = wait.flatMap((who, n) => later(600_000 + n * 1000, requested(who, n % 3 ? 'for' : 'against')));
      const moved = put.map(
        ([one, other]) => ({ type: 'requestMoved', request: `r-${one.id}`, before: other && `r-${other.id}` }) as const,
      );
      const found = places(...(debate ? debating : seated), ...past, ...asked, ...moved);
      expect(found.map(({ place }) => place)).toEqual(wait.map((_, n) => n + 1));
      expect(new Set(found.map(({ request }) => request.person))).toEqual(new Set(ids(...wait)));
      for (const { because } of found) expect(because.length).toBeGreaterThan(0);
      if (put.length === 0) {
        const first = found.map(({ request }) => !spoke.some(({ id }) => id === request.person));
        expect(first).toEqual([...first].sort((a, b) => Number(b) - Number(a)));
      }
    }),
  );
});
