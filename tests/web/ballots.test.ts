import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyTally, recount } from '#shared/ballots/counting.ts';
import { withoutExperts } from '#shared/ballots/standings.ts';
import type { Ballot, Choice, MarkTally, Own, Poll, Statement, VoterRole } from '#shared/ballots/state.ts';
import { choiceOf, draftOf, emptyDraft, moved, openPollOf } from '#web/lib/ballots/draft.ts';
import { emptyPoll, missing, presetDraft } from '#web/lib/ballots/host/preset.ts';
import { glanceAt, newsBetween } from '#web/lib/ballots/news.ts';
import { unmarked } from '#web/lib/ballots/next.ts';
import { statementsIn } from '#web/lib/ballots/order.ts';
import { mergedOwn, type Asked } from '#web/lib/ballots/own.ts';
import { linesOf, turnout, votersFor } from '#web/lib/ballots/result.ts';
import { ballotPhone } from '#web/lib/words/ballots/phone.ts';

const poll = (given: Partial<Poll> = {}): Poll => ({
  ...{
    id: 'p',
    title: '先办哪件',
    method: 'single',
    most: 1,
    form: 'counted',
    roles: [],
    running: false,
    stage: 'closed',
    fingerprint: null,
  },
  ...{ openedAt: 0, closesAt: null, closedAt: 1, entitled: 10, ballots: {}, tally: emptyTally, byRole: {}, reason: null },
  options: [
    { id: 'a', text: '电梯' },
    { id: 'b', text: '停车' },
    { id: 'c', text: '绿化' },
  ],
  ...given,
});
const statement = (id: string, given: Partial<Statement> = {}): Statement => ({
  ...{ id, by: '', text: `观点 ${id}`, rewords: null, stage: 'admitted', reason: null, at: 0 },
  ...given,
});
const ballot = (choice: Choice, ...roles: readonly VoterRole[]): Ballot => ({ choice, roles });
const one = (option: string): Choice => ({ method: 'single', option });

describe('what is mine', () => {
  const room = {
    me: 'me',
    review: true,
    statements: [] as readonly Statement[],
    familyOf: (id: string) => (id === 'q-1' ? ['q-1', 'q-2'] : [id]),
  };
  const asked = (id: string, command: Asked['command'], waiting = false): Asked => ({ id, command, askedAt: 5, waiting });

  test('my vote stays where I put it, and the later one counts', () => {
    const told: Own = { marks: { s: 'agree' }, ballots: {}, mood: 'fast', seconds: [], statements: [] };
    const own = mergedOwn(
      told,
      [
        asked('1', { type: 'castBallot', poll: 'p', choice: { method: 'single', option: 'a' } }),
        asked('2', { type: 'mark', statement: 's', mark: 'pass' }),
        asked('3', { type: 'castBallot', poll: 'p', choice: { method: 'single', option: 'b' } }, true),
        asked('4', { type: 'showMood', mood: null }, true),
      ],
      room,
    );
    expect(own).toEqual({ marks: { s: 'pass' }, ballots: { p: one('b') }, mood: null, seconds: [], statements: [] });
  });

  test('a statement waits until the room is told, and keeps its words when it is taken away', () => {
    const made = asked('s1', { type: 'makeStatement', text: '先修路', rewords: null });
    expect(mergedOwn(undefined, [made], room).statements).toMatchObject([{ id: 's1', stage: 'held', text: '先修路' }]);
    const admitted = { ...room, statements: [statement('s1', { text: '先修路' })] };
    expect(mergedOwn(undefined, [made], admitted).statements).toMatchObject([{ stage: 'admitted' }]);
    const out = { ...room, statements: [statement('s1', { stage: 'excluded', text: '', reason: '重复' })] };
    expect(mergedOwn(undefined, [made], out).statements).toMatchObject([{ stage: 'excluded', text: '先修路', reason: '重复' }]);
  });

  test('my second stands once, and taking it back takes back what I pressed on what says the same', () => {
    const told: Own = { marks: {}, ballots: {}, mood: null, seconds: ['q-2', 'q-3'], statements: [] };
    const second = asked('1', { type: 'second', question: 'q-1' });
    expect(mergedOwn(told, [second, { ...second, id: '2' }], room).seconds).toEqual(['q-2', 'q-3', 'q-1']);
    expect(mergedOwn(told, [second, asked('3', { type: 'unsecond', question: 'q-1' }, true)], room).seconds).toEqual(['q-3']);
  });

  test('drawing a paper does not take the place of what is known', () => {
    const drawn = asked('1', { type: 'drawPaper', poll: 'p', blinded: 'ab' });
    expect(mergedOwn(undefined, [drawn], room).ballots).toEqual({ p: null });
  });
});

describe('which statement comes next', () => {
  const all = Array.from({ length: 30 }, (_, n) => statement(`s${n}`));
  const firsts = (figures: Readonly<Record<string, MarkTally>>) =>
    Array.from({ length: 400 }, (_, n) => unmarked(all, {}, figures, `person-${n}`)[0]!.id);

  test('every statement not marked, each once, and for one person always in the same order', () => {
    const order = unmarked(all, { s3: 'agree' }, {}, 'anna');
    expect(order.map((it) => it.id).toSorted()).toEqual(
      all
        .map((it) => it.id)
        .filter((id) => id !== 's3')
        .toSorted(),
    );
    expect(unmarked(all.toReversed(), { s3: 'agree' }, {}, 'anna')).toEqual(order);
  });

  test('everybody begins elsewhere', () => expect(new Set(firsts({})).size).toBe(30));

  test('what has few marks comes more often than what has many', () => {
    const many: MarkTally = { agree: 20, disagree: 20, pass: 0 };
    const figures = Object.fromEntries(all.slice(1).map(({ id }) => [id, many]));
    expect(firsts(figures).filter((id) => id === 's0').length).toBeGreaterThan(50);
  });

  test('what is held or excluded is never shown', () => {
    expect(unmarked([statement('h', { stage: 'held' }), statement('x', { stage: 'excluded' })], {}, {}, 'me')).toEqual([]);
  });
});

describe('a result as lines', () => {
  const tallyOf = (asked: Poll, choices: readonly Choice[]) =>
    recount(
      asked,
      choices.map((choice) => ballot(choice)),
    );

  test('one choice: in the order of the ballot, with shares of the ballots', () => {
    const asked = poll();
    const lines = linesOf(asked, tallyOf(asked, [one('b'), one('b'), one('a')]));
    expect(lines.map(({ text, value, leads }) => [text, value, leads])).toEqual([
      ['电梯', 1, false],
      ['停车', 2, true],
      ['绿化', 0, false],
    ]);
    expect(lines[1]?.share).toBeCloseTo(2 / 3);
  });

  test('ranking: most points first, as a share of the most there can be', () => {
    const asked = poll({ method: 'ranked' });
    const ranked = (...options: string[]): Choice => ({ method: 'ranked', options });
    const lines = linesOf(asked, tallyOf(asked, [ranked('b', 'a', 'c'), ranked('b', 'c')]));
    expect(lines.map(({ id, value, share, count }) => [id, value, share, count])).toEqual([
      ['b', 4, 1, 2],
      ['a', 1, 0.25, 0],
      ['c', 1, 0.25, 0],
    ]);
  });

  test('scores: the mean of those who gave one', () => {
    const asked = poll({ method: 'score' });
    const scores = (given: Record<string, number>): Choice => ({ method: 'score', scores: given });
    const lines = linesOf(asked, tallyOf(asked, [scores({ a: 10, b: 3 }), scores({ a: 5 })]));
    expect(lines.map(({ id, value, share, count }) => [id, value, share, count])).toEqual([
      ['a', 7.5, 0.75, 2],
      ['b', 3, 0.3, 1],
      ['c', 0, 0, 0],
    ]);
  });

  test('nobody leads where nobody voted; level ones lead together', () => {
    const asked = poll();
    expect(linesOf(asked, emptyTally).some((it) => it.leads)).toBe(false);
    expect(linesOf(asked, tallyOf(asked, [one('a'), one('b')])).filter((it) => it.leads)).toHaveLength(2);
  });

  test('without experts: counted anew where ballots are known, taken off where their tally is, otherwise unknown', () => {
    const ballots = { x: ballot(one('a'), 'expert'), y: ballot(one('b'), 'resident') };
    const tally = recount(poll(), Object.values(ballots));
    expect(withoutExperts(poll({ form: 'named', ballots, tally }))).toEqual(recount(poll(), [ballots.y]));
    const byRole = { expert: recount(poll(), [ballots.x]) };
    expect(withoutExperts(poll({ tally, byRole }))).toEqual(recount(poll(), [ballots.y]));
    expect(withoutExperts(poll({ tally }))).toBeNull();
    expect(withoutExperts(poll({ form: 'secret', tally, byRole }))).toBeNull();
  });

  test('shares lie between nothing and all, whatever was cast', () => {
    const choice = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map((option): Choice => ({ method: 'multiple', options: [option] })),
      fc.subarray(['a', 'b', 'c']).map((options): Choice => ({ method: 'multiple', options })),
    );
    fc.assert(
      fc.property(fc.array(choice), (choices) => {
        const asked = poll({ method: 'multiple', most: 3 });
        for (const { share } of linesOf(asked, tallyOf(asked, choices))) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('who voted what, and never more than all', () => {
    const ballots = { x: ballot(one('a')), y: ballot(one('b')), z: ballot(one('a')) };
    expect(votersFor(ballots, 'a')).toEqual(['x', 'z']);
    expect(turnout({ ballots: 12, entitled: 10 })).toEqual({ voted: 12, of: 12, share: 1 });
    expect(turnout({ ballots: 0, entitled: 0 }).share).toBe(0);
  });
});

describe('a ballot while it is filled in', () => {
  test('nothing chosen is nothing to send; what was cast can be taken up again', () => {
    for (const method of ['single', 'multiple', 'ranked', 'score', 'words'] as const) expect(choiceOf(method, emptyDraft)).toBeNull();
    const choices: readonly Choice[] = [
      one('a'),
      { method: 'multiple', options: ['a', 'c'] },
      { method: 'ranked', options: ['c', 'a'] },
      { method: 'score', scores: { a: 0 } },
      { method: 'words', words: ['停车难'] },
    ];
    for (const choice of choices) expect(choiceOf(choice.method, draftOf(choice))).toEqual(choice);
  });

  test('the same short answer twice is one', () => {
    expect(choiceOf('words', { ...emptyDraft, words: [' 停车难 ', '停车难', ''] })).toEqual({ method: 'words', words: ['停车难'] });
  });

  test('up and down, and still at the ends', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});

describe('a poll while it is made', () => {
  const stances = ['赞成', '反对', '弃权'];

  test('says what is missing', () => {
    const draft = emptyPoll(stances);
    expect(missing(draft, false)).toBe('title');
    expect(missing({ ...draft, title: '好不好' }, false)).toBeNull();
    expect(missing({ ...draft, title: '好不好', options: ['一样', ' 一样 '] }, false)).toBe('options');
    expect(missing({ ...draft, title: '好不好' }, true)).toBe('roles');
  });

  test('a preset leaves what was typed, and a secret poll never shows figures', () => {
    const typed = { ...emptyPoll(stances), options: ['电梯', '停车', '绿化'] };
    expect(presetDraft('ranked', typed, stances).options).toEqual(['电梯', '停车', '绿化']);
    expect(presetDraft('single', emptyPoll(stances), stances).options).toEqual(['', '']);
    expect(openPollOf({ ...typed, form: 'secret', running: true })).toMatchObject({ running: false });
    expect(openPollOf({ ...typed, method: 'multiple', most: 9 })).toMatchObject({ most: 3 });
    expect(openPollOf(presetDraft('words', typed, stances))).toMatchObject({ method: 'words', options: [] });
  });
});

test('a host reads statements by marks, agreement, division or age', () => {
  const figures: Readonly<Record<string, MarkTally>> = {
    all: { agree: 9, disagree: 1, pass: 0 },
    split: { agree: 3, disagree: 3, pass: 0 },
    lone: { agree: 1, disagree: 0, pass: 0 },
  };
  const list = [
    statement('all', { at: 1 }),
    statement('split', { at: 2 }),
    statement('lone', { at: 3 }),
    statement('held', { stage: 'held' }),
  ];
  const first = (order: 'most' | 'agree' | 'split' | 'newest') => statementsIn(order, list, (id) => figures[id]!)[0]?.id;
  expect([first('most'), first('agree'), first('split'), first('newest')]).toEqual(['all', 'all', 'split', 'lone']);
});

describe('what is told aloud', () => {
  const words = ballotPhone.zh;
  const glance = (polls: readonly Poll[], marking = false, statements: readonly Statement[] = []) =>
    glanceAt({ marking, polls } as Parameters<typeof glanceAt>[0], { marks: {}, ballots: {}, mood: null, seconds: [], statements });

  test('a poll opens urgently and ends with what most chose', () => {
    const open = poll({ stage: 'open' });
    expect(newsBetween(glance([]), glance([open]), words)).toEqual([{ key: 'poll-p', text: '表决已开始：先办哪件', urgent: true }]);
    const closed = poll({ tally: recount(open, [ballot(one('b'))]) });
    expect(newsBetween(glance([open]), glance([closed]), words)[0]?.text).toContain('停车');
    expect(newsBetween(glance([closed]), glance([closed]), words)).toEqual([]);
  });

  test('marking begins; my statement was let in or not, and why', () => {
    expect(newsBetween(glance([]), glance([], true), words)).toMatchObject([{ key: 'marking', urgent: true }]);
    const before = glance([], true, [statement('s', { stage: 'held' })]);
    const after = glance([], true, [statement('s', { stage: 'excluded', reason: '重复' })]);
    expect(newsBetween(before, after, words)[0]?.text).toContain('重复');
  });
});
