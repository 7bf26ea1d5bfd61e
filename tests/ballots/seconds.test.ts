/** 附议: one each, of what others asked, and counted together where two say the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '#shared/core/refusal.ts';
import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { BallotEvent, EventOf } from '#shared/ballots/events.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { supportIn } from '#shared/ballots/seconds.ts';
import type { BallotsState, Own, Summary } from '#shared/ballots/state.ts';
import { fold, occasion, person, record } from '../given/given.ts';
import { admin, after, countingOf, expert, hall, host, li, observer, open, stranger, theHouse, wall, wang, zhang } from './hall.ts';

const told = (question: string, more: Partial<EventOf<'questionTold'>> = {}): EventOf<'questionTold'> => ({
  ...{ type: 'questionTold', question, asker: zhang.id, open: true, into: null },
  ...more,
});
const asked: readonly BallotEvent[] = [...open, told('q-1'), told('q-2', { asker: li.id })];
const merged = told('q-2', { asker: li.id, into: 'q-1' });
const apart = told('q-2', { asker: li.id });
const by = (who: { readonly id: string }, question = 'q-1'): EventOf<'seconded'> => ({ type: 'seconded', question, person: who.id });
const back = (who: { readonly id: string }, question = 'q-1'): EventOf<'unseconded'> => ({ ...by(who, question), type: 'unseconded' });
const second = (question = 'q-1') => ({ type: 'second', question }) as const;
const unsecond = (question = 'q-1') => ({ type: 'unsecond', question }) as const;
const figures = (state: BallotsState) => (ballots.visibility.summary?.(state, 'room') as Summary).seconds;
const mine = (state: BallotsState, id: string) => (ballots.visibility.own?.(state, person(id)) as Own).seconds;

test('B33 the house alone tells how a question stands, also after the close, and the same is told once', () => {
  const { type: _, ...standing } = told('q-1');
  const tell = { type: 'tellQuestion', ...standing } as const;
  hall
    .given(...open)
    .when(tell, theHouse)
    .then(told('q-1'));
  hall
    .given(...asked)
    .when(tell, theHouse)
    .then();
  hall
    .given(...asked, { type: 'closed' })
    .when({ ...tell, open: false }, theHouse)
    .then(told('q-1', { open: false }));
  for (const actor of [host, zhang, admin])
    hall
      .given(...asked)
      .when(tell, actor)
      .thenRefused('not-house');
});

test('B34 a person seconds once, however often it is asked, and takes it back', () => {
  hall
    .given(...asked)
    .when(second(), wang)
    .then(by(wang));
  hall
    .given(...asked, by(wang))
    .when(second(), wang)
    .then();
  hall
    .given(...asked, by(wang))
    .when(unsecond(), wang)
    .then(back(wang));
  hall
    .given(...asked)
    .when(unsecond(), wang)
    .then();
  hall
    .given(...asked, by(wang), back(wang))
    .when(second(), wang)
    .then(by(wang));
  // What came twice into a record still counts once.
  expect(figures(after(...asked, by(wang), by(wang), by(expert)))).toEqual({ 'q-1': 2 });
  expect(figures(after(...asked, by(wang), back(wang), back(wang)))).toEqual({});
});

test('B34 who left still counts, and nobody presses for them', () => {
  const left = [...asked, by(wang), { type: 'seated', person: wang.id, roles: [], department: null } as const];
  expect(figures(after(...left))).toEqual({ 'q-1': 1 });
  hall
    .given(...left)
    .when(unsecond(), wang)
    .thenRefused('not-seated');
});

test('B35 nobody seconds their own question, nor what says the same', () => {
  hall
    .given(...asked)
    .when(second(), zhang)
    .thenRefused('own-question');
  for (const actor of [zhang, li])
    hall
      .given(...asked, merged)
      .when(second(), actor)
      .thenRefused('own-question');
});

test('B35 a question must be known, stand by itself, and be open', () => {
  hall
    .given(...asked)
    .when(second('q-9'), wang)
    .thenRefused('question-unknown');
  hall
    .given(...asked, merged)
    .when(second('q-2'), wang)
    .thenRefused('question-merged');
  for (const command of [second(), unsecond()])
    hall
      .given(...asked, by(wang), told('q-1', { open: false }))
      .when(command, wang)
      .thenRefused('question-over');
  hall
    .given(...asked)
    .when(second(), observer)
    .thenRefused('observers-listen');
  hall
    .given(...asked)
    .when(second(), stranger)
    .thenRefused('not-seated');
  hall
    .given(...asked, { type: 'closed' })
    .when(second(), wang)
    .thenRefused('session-over');
});

test('B36 what was merged counts each person once, and is taken back as one', () => {
  const past = [...asked, by(wang), by(wang, 'q-2'), by(expert, 'q-2'), merged];
  expect(figures(after(...past))).toEqual({ 'q-1': 2, 'q-2': 2 });
  hall
    .given(...past)
    .when(second(), expert)
    .then();
  hall
    .given(...past)
    .when(unsecond(), wang)
    .then(back(wang), back(wang, 'q-2'));
});

const goOn = (state: BallotsState, events: readonly BallotEvent[]): BallotsState =>
  record(events).reduce((now, one) => ballots.evolve(now, one), state);
const people = [zhang, li, wang, expert].map(({ id }) => ({ id }));
const some = fc.subarray(people);

test('B36 law: un-merging restores exactly what was, and what was seconded meanwhile stays where it was', () => {
  fc.assert(
    fc.property(some, some, some, (first, other, meanwhile) => {
      const before = [...asked, ...first.map((one) => by(one)), ...other.map((one) => by(one, 'q-2'))];
      const late = meanwhile.map((one) => by(one));
      expect(after(...before, merged, ...late, apart)).toEqual(after(...before, ...late));
      const all = new Set([...first, ...other, ...meanwhile].map(({ id }) => id));
      expect(supportIn(countingOf(after(...before, merged, ...late)))['q-1']).toBe(all.size);
    }),
  );
});

const pressed = fc.record({
  who: fc.constantFrom(...people, { id: stranger.id }, { id: observer.id }),
  command: fc.constantFrom<BallotCommand>(second(), second(), unsecond(), second('q-2'), unsecond('q-2'), second('q-9')),
});

test('B34 B36 law: at every moment the figure is how many people’s own last word was yes, merged or not', () => {
  fc.assert(
    fc.property(fc.array(pressed, { maxLength: 60 }), fc.nat(60), fc.nat(60), (presses, merges, parts) => {
      let state: BallotsState = fold(ballots, asked);
      presses.forEach(({ who, command }, n) => {
        if (n === merges) state = goOn(state, [merged]);
        if (n === parts) state = goOn(state, [apart]);
        const outcome = ballots.decide(command, state, person(who.id), occasion('ballots/42'));
        if (isRefusal(outcome)) return;
        state = goOn(state, outcome);
        const together = countingOf(state).questions['q-2']?.into === 'q-1';
        const wants = (question: string) => people.filter(({ id }) => mine(state, id).includes(question)).length;
        const either = people.filter(({ id }) => mine(state, id).length > 0).length;
        expect(figures(state)['q-1'] ?? 0).toBe(together ? either : wants('q-1'));
        expect(figures(state)['q-2'] ?? 0).toBe(wants('q-2'));
      });
    }),
  );
});

test('B37 everybody is told how many, nobody who, nor who asked', () => {
  const past = [...asked, { type: 'screenSeated', person: wall.id } as const, by(wang), back(wang), by(expert), merged];
  const state = after(...past);
  for (const audience of ['host', 'room', 'screen', 'public']) {
    expect((ballots.visibility.summary?.(state, audience) as Summary).seconds).toEqual({ 'q-1': 1 });
    expect(JSON.stringify(ballots.visibility.view(state, audience))).not.toContain('q-1');
    for (const recorded of record<BallotEvent>(past).slice(open.length))
      expect(ballots.visibility.see(recorded, audience, state)).toBeNull();
  }
  expect([mine(state, expert.id), mine(state, wang.id)]).toEqual([['q-1'], []]);
  // A phone, which knows no question here, leaves the answer to the server.
  expect(ballots.decide(second('q-9'), ballots.visibility.view(state, 'room'), wang, occasion('ballots/42'))).toEqual([]);
});

test('B37 at the close the figures go to the session', () => {
  const past: readonly BallotEvent[] = [...asked, by(wang), by(expert), merged, { type: 'closed' }];
  const [asks, ...others] = ballots.reactions?.(record(past).at(-1)!, after(...past), 'ballots/42') ?? [];
  expect(asks).toEqual({
    name: 'support',
    stream: 'sessions/42',
    command: { type: 'keepSupport', support: { 'q-1': 2, 'q-2': 0 } },
  });
  expect(others).toEqual([]);
  const none: readonly BallotEvent[] = [...open, { type: 'closed' }];
  expect(ballots.reactions?.(record(none).at(-1)!, after(...none), 'ballots/42')).toEqual([]);
});

test('B37 an archive tells seconds as nobody’s, and not who asked', () => {
  const { veil } = ballots;
  expect(veil?.hidden(by(wang))).toMatchObject({ who: wang.id, scope: 'seconds', said: { type: 'seconded', question: 'q-1' } });
  expect(JSON.stringify([veil?.hidden(back(wang))?.said, veil?.as(back(wang), 'v-1', false)])).not.toContain(wang.id);
  expect(veil?.bare(told('q-1'))).toMatchObject({ asker: '', question: 'q-1' });
  // Counts alike under other names.
  expect(figures(after(...asked, { ...by(wang), person: 'v-1' }, { ...by(wang, 'q-2'), person: 'v-1' }, merged))['q-1']).toBe(1);
});
