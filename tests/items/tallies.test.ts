/** Figures as sums: what each item adds, who may know it, and what scorecards make of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberAt } from '#shared/core/calendar.ts';
import { nobody } from '#shared/core/actor.ts';
import type { State } from '#shared/items/state.ts';
import { items } from '#shared/items/kind.ts';
import { tallies } from '#shared/items/tallies.ts';
import { eachChange, DayEnds } from '#server/engine/tallies.ts';
import { officer, person, start } from '../given/given.ts';
import {
  ask,
  claimed,
  closed,
  home,
  issued,
  lead,
  onDay,
  rated,
  report,
  reported,
  stateAfter,
  stranger,
  supervisor,
  verified,
} from './item.ts';
import { lived, plans } from './lives.ts';

const of = (state: State, group = 'department:housing'): Record<string, number> => ({ ...tallies.items.of(state)[group] });
const open = (state: State, group = ''): Record<string, number> => ({ ...tallies['items-public'].of(state)[group] });

test('I100 an item counts once in each of its groups, by its stage', () => {
  const groups = tallies.items.of(stateAfter(claimed()));
  expect(Object.keys(groups).sort()).toEqual(['', 'department:housing', 'session:42']);
  expect(groups['']).toEqual({ issued: 1, 'stage:inProgress': 1 });
  expect(groups['department:housing']).toEqual(groups['']);
  expect(tallies.items.of(items.initial)).toEqual({});
});

test('I100 as of the end of any day, sums are those of the items as they stood', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { events } = lived(plan);
      const days = new DayEnds();
      const states = new Map<number, State>();
      let state: State = items.initial;
      for (const one of events) {
        state = items.evolve(state, one);
        days.note(one.at, state);
        states.set(dayNumberAt(one.at), state);
      }
      for (const name of ['items', 'items-public'] as const) {
        const changes: { readonly key: string; readonly day: number; readonly by: number }[] = [];
        const of = (state: unknown) => tallies[name].of(state as State);
        eachChange(of, items.initial, days, (group, figure, day, by) => changes.push({ key: `${group} ${figure}`, day, by }));
        for (const [upTo, stood] of states) {
          const sums: Record<string, number> = {};
          for (const { key, day, by } of changes) if (day <= upTo) sums[key] = (sums[key] ?? 0) + by;
          const now = Object.entries(tallies[name].of(stood)).flatMap(([group, figures]) =>
            Object.entries(figures).map(([figure, n]) => [`${group} ${figure}`, n] as const),
          );
          expect(Object.fromEntries(Object.entries(sums).filter(([, n]) => n !== 0))).toEqual(Object.fromEntries(now));
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe('on time', () => {
  test('I101 counts once it is verified, by when it was reported', () => {
    expect(of(stateAfter(reported()))).not.toHaveProperty('onTime');
    expect(of(stateAfter(verified()))).toMatchObject({ onTime: 1, 'class:A': 1 });
    const late = [
      ...claimed({ due: '2026-10-30' }),
      ask(report(), onDay(10, lead)),
      ask({ type: 'verify', text: '' }, onDay(11, supervisor)),
    ];
    expect(of(stateAfter(late))).toMatchObject({ late: 1 });
    expect(of(stateAfter(late))).not.toHaveProperty('onTime');
  });

  test('I101 does not count for what is worked on again', () => {
    expect(of(stateAfter(rated(6)))).toMatchObject({ redone: 1, 'stage:inProgress': 1 });
    expect(of(stateAfter(rated(6)))).not.toHaveProperty('onTime');
  });
});

test('I102 a department that gave an item away keeps its returns only', () => {
  const given = [
    ...issued(),
    ask({ type: 'askReturn', reason: 'not-ours', text: '不属本单位', suggests: 'traffic' }, lead),
    ask({ type: 'adjudicate', reassignTo: 'traffic', reason: '职责' }, supervisor),
  ];
  expect(of(stateAfter(given))).toEqual({ gone: 1, returned: 1 });
  expect(of(stateAfter(given), 'department:traffic')).toEqual({ issued: 1, 'stage:issued': 1, reassigned: 1 });
  expect(of(stateAfter(given), '')).toMatchObject({ issued: 1, returned: 1, gone: 1, reassigned: 1 });
  const back = [
    ...given,
    ask({ type: 'askReturn', reason: 'not-ours', text: '也不属', suggests: null }, stranger),
    ask({ type: 'adjudicate', reassignTo: 'housing', reason: '退回' }, supervisor),
  ];
  expect(of(stateAfter(back))).toMatchObject({ issued: 1, gone: 1, returned: 1 });
  expect(of(stateAfter(back), 'department:traffic')).toEqual({ gone: 1, returned: 1 });
});

describe('ratings', () => {
  test('I103 a round that brought more work still counts, with the round after it', () => {
    expect(of(stateAfter(rated(6)))).toMatchObject({ rounds: 1, asked: 6, rated: 6 });
    expect(of(stateAfter(verified()))).not.toHaveProperty('rounds');
    expect(of(stateAfter(closed()))).toMatchObject({ rounds: 1, 'result:satisfied': 6, 'attitude:satisfied': 6, 'stage:closed': 1 });
  });

  test('I103 what may not be told of a round is counted apart, for supervisors of no department', () => {
    // One of six stands out.
    const one = of(stateAfter(rated(1)));
    expect(one).toMatchObject({ 'held.result:dissatisfied': 1, 'held.result:satisfied': 5, 'attitude:satisfied': 6 });
    expect(Object.keys(one).filter((figure) => figure.startsWith('result:'))).toEqual([]);
    const { sees } = tallies.items;
    expect(sees('', 'held.result:dissatisfied', supervisor)).toBe(true);
    expect(sees('department:housing', 'held.result:dissatisfied', { ...supervisor, department: 'housing' })).toBe(false);
    expect(sees('department:housing', 'held.result:dissatisfied', lead)).toBe(false);
  });

  test('I103 nobody but supervisors can have more from any two days than the items tell', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { events } = lived(plan);
        let state: State = items.initial;
        for (const one of events) {
          state = items.evolve(state, one);
          const department = items.visibility.view(state, 'department');
          const shown = Object.entries(of(state, '')).filter(([figure]) => !figure.startsWith('held.'));
          // From what the department is told the same figures follow.
          expect(Object.entries(of(department, '')).filter(([figure]) => !figure.startsWith('held.'))).toEqual(shown);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('I104 an internal item is in no public sum, and no public figure says more than the item', () => {
  expect(open(stateAfter(claimed({ publicity: 'internal' })))).toEqual({});
  expect(open(stateAfter([...claimed(), ask({ type: 'amend', field: 'publicity', value: 'internal', reason: '更正' }, home)]))).toEqual({});
  expect(Object.keys(open(stateAfter(rated(1)))).filter((figure) => figure.startsWith('held.'))).toEqual([]);
  expect(open(stateAfter(closed()))).toMatchObject({ issued: 1, 'stage:closed': 1, onTime: 1, 'result:satisfied': 6 });
  fc.assert(
    fc.property(plans, (plan) => {
      const { events } = lived(plan);
      const state = events.reduce((folded, one) => items.evolve(folded, one), items.initial);
      const publicity = state.stage === 'unissued' ? 'internal' : state.matter.publicity;
      if (publicity === 'internal') expect(open(state)).toEqual({});
      else expect(open(items.visibility.view(state, publicity))).toEqual(open(state));
    }),
    { numRuns: 60 },
  );
});

test('I105 departments see their own sums, supervisors all, everybody the public ones', () => {
  const { sees } = tallies.items;
  const auditor = person('u-auditor', 'auditor');
  for (const who of [supervisor, auditor, person('u-admin', 'admin')]) expect(sees('department:water', 'issued', who)).toBe(true);
  expect([sees('department:housing', 'issued', lead), sees('department:water', 'issued', lead), sees('', 'issued', lead)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([
    sees('', 'issued', person('u-host')),
    sees('', 'issued', nobody(start)),
    sees('department:', 'issued', officer('u', '')),
  ]).toEqual([false, false, true]);
  expect(tallies['items-public'].sees('', 'issued', nobody(start))).toBe(true);
});
