/** What the lists may say, and that they say it in both languages. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Listed } from '#shared/consensus/listed.ts';
import type { Result } from '#shared/consensus/result.ts';
import { sentences } from '#shared/consensus/sentences.ts';
import { settledStep } from '#shared/consensus/settle.ts';
import { nothing } from '#shared/consensus/state.ts';
import type { Mark, Vote } from '#shared/consensus/votes.ts';
import { sentences as words } from '#shared/consensus/sentences.ts';
import { conversation, conversations, ofTheFirst } from './conversations.ts';
import { shuffled, withGroups, withoutGroups } from './made-up.ts';

// A machine with other work may need longer for so many rooms.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const known = (votes: readonly Vote[]): Result => settledStep(nothing, { votes, closing: true }).result!;

const allListed = ({ lists, groups }: Result): readonly Listed[] => [
  ...lists.shared,
  ...lists.divisive,
  ...lists.withinReach,
  ...lists.split,
  ...lists.open,
  ...lists.majority.agree,
  ...lists.majority.disagree,
  ...groups.flatMap(({ representative }) => representative),
];

/** A shared statement that more members of a group vote against than for. */
const leantAgainst = (votes: readonly Vote[], { lists, groups, people, statements }: Result): readonly string[] => {
  const marks = new Map(votes.map(([participant, statement, mark]) => [`${participant}/${statement}`, mark]));
  return lists.shared.flatMap(({ statement, direction }) =>
    groups.flatMap(({ members }) => {
      const sum = members.reduce((total, i) => total + (marks.get(`${people[i]}/${statements[statement]}`) ?? 0), 0);
      return (direction === 'agree' ? sum : -sum) < 0 ? [statements[statement]!] : [];
    }),
  );
};

/** What counts of them: in another order another one would be the last of its pair. */
const lastOnes = (votes: readonly Vote[]): readonly Vote[] => [...new Map(votes.map((one) => [`${one[0]}/${one[1]}`, one])).values()];

const rooms: readonly (readonly [string, () => readonly Vote[]])[] = [
  ...conversations.flatMap((name) =>
    [60, 1_000].map((people) => [`${name}, ${people} people`, () => ofTheFirst(people, conversation(name)).votes] as const),
  ),
  ['2 groups', () => withGroups({ people: 40, statements: 40 }, [0.5, 0.5], 3).votes],
  ['4 groups, many statements unseen', () => withGroups({ people: 160, statements: 40, voted: 0.5 }, [0.4, 0.3, 0.2, 0.1], 4).votes],
  ['one cloud', () => withoutGroups({ people: 80, statements: 30, voted: 0.5 }, 'normal', 5).votes],
  ['ten people', () => withoutGroups({ people: 10, statements: 12 }, 'normal', 6).votes],
];

describe.each(rooms)('%s', (_, make) => {
  const votes = lastOnes(make());
  const result = known(votes);

  test('nothing shared is leant against by a group', () => expect(leantAgainst(votes, result)).toEqual([]));

  test('every listed statement has a sentence with counts, in Chinese and English', () => {
    expect(allListed(result).length).toBeGreaterThan(0);
    for (const { reason } of allListed(result)) {
      expect(sentences.zh.reason(reason)).toMatch(/[\u4e00-\u9fff].*(?:\d|人数太少)/);
      expect(words.en.reason(reason)).toMatch(/^[ -~]*(?:\d|too few)[ -~]*$/);
    }
    expect(words.zh.standing(result)).not.toBe('');
  });

  test('every group has a statement of its own', () => {
    expect(result.groups.filter(({ representative }) => representative.length === 0)).toEqual([]);
  });

  test('the same votes in another order, and told twice, say the same', () => {
    const once = settledStep(nothing, { votes });
    expect(known(shuffled(votes, 7))).toEqual(known(votes));
    expect(settledStep(once.state, { votes: shuffled(votes, 8) }).result).toBeNull();
    expect(settledStep(nothing, { votes: [...shuffled(votes, 9), ...votes] }).result).toEqual(once.result);
  });
});

describe('privacy', () => {
  const counted = (result: Result) =>
    allListed(result).flatMap(({ reason }) => {
      if (reason.code === 'shared') return reason.parts;
      if (reason.code === 'divisive') return [reason.for, reason.against];
      if (reason.code === 'within-reach') return [reason.hesitates];
      return reason.code === 'own' ? [reason.part] : [];
    });

  test('no figures of fewer than five people or votes', () => {
    const small = known(withGroups({ people: 40, statements: 40, voted: 0.4 }, [0.5, 0.4, 0.1], 2).votes);
    for (const { counts } of counted(small))
      if (counts !== null) expect(Math.min(counts.people, counts.for + counts.against + counts.pass)).toBeGreaterThanOrEqual(5);
  });
});

const mark = fc.constantFrom<Mark>(1, 0, -1);
const vote = fc.tuple(fc.integer({ min: 0, max: 30 }).map(String), fc.integer({ min: 0, max: 12 }).map(String), mark);

describe('laws', () => {
  test('whatever is voted, the map stands, and nothing shared is leant against', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 400 }), (votes) => {
        const result = known(votes);
        expect(result.people.length).toBe(new Set(votes.map(([participant]) => participant)).size);
        expect([...result.positions, ...result.unsure].every((x) => Number.isFinite(x))).toBe(true);
        expect(leantAgainst(votes, result)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('people with other names stand where they stood, and the last vote of a pair counts', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 200 }), (votes) => {
        const last = new Map(votes.map((one) => [`${one[0]}/${one[1]}`, one]));
        expect(known([...last.values()])).toEqual(known(votes));
      }),
      { numRuns: 40 },
    );
  });

  test('a step leaves the state before as it was', () => {
    const { votes } = withGroups({ people: 30, statements: 20 }, [0.5, 0.5], 1);
    const { state } = settledStep(nothing, { votes: votes.slice(0, 300) });
    const copy = structuredClone(state);
    settledStep(state, { votes: votes.slice(300) });
    expect(state).toEqual(copy);
  });
});
