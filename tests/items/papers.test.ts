import { expect, test } from 'vitest';
import type { Actor } from '#shared/core/actor.ts';
import { endOfDay } from '#shared/core/calendar.ts';
import { parseCommand } from '#shared/core/parse.ts';
import type { Command, CommandOf } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { at, officer, person } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  after,
  ask,
  claimed,
  helper,
  home,
  host,
  lead,
  live,
  onDay,
  picture2,
  raters,
  rating,
  stateAfter,
  stateAt,
  stranger,
  supervisor,
  told,
  verified,
} from './item.ts';

const end = endOfDay('2026-11-18');
const second = person('u-second', 'supervisor');
const paper = (rater: string, differs: Partial<CommandOf<'enterPaper'>> = {}): CommandOf<'enterPaper'> => ({
  ...{ type: 'enterPaper', rater, attitude: 'satisfied', result: 'basically', reason: '字小看不清' },
  ...{ sheet: picture2, consent: true },
  ...differs,
});
/** In these histories the command asked as the nth has the id `ask-<n>`. */
const entered = (rater = 'p-1', differs = {}): readonly Ask[] => [...verified(differs), ask(paper(rater), onDay(12, supervisor))];
const id = `ask-${verified().length}`;
const countersign: Command = { type: 'countersignPaper', paper: id };
const reject: Command = { type: 'rejectPaper', paper: id, reason: '录错了人' };

test('I70 a paper is entered with its sheet and counts for nothing yet', () => {
  const { type: _type, consent: _consent, ...said } = paper('p-1');
  const state = after(verified())
    .when(paper('p-1'), onDay(12, supervisor), { id: 'paper-1' })
    .then({ type: 'paperEntered', paper: 'paper-1', ...said });
  expect(state).toMatchObject({
    round: { ratings: {}, papers: { 'paper-1': { rater: 'p-1', sheet: picture2, enteredBy: 'u-supervisor', status: 'waiting' } } },
  });
});

test('I70 without consent, sheet or marks it is no command at all', () => {
  expect(parseCommand(items, { ...paper('p-1'), consent: false })).toMatchObject({ at: 'consent' });
  expect(parseCommand(items, { ...paper('p-1'), sheet: '' })).toMatchObject({ malformed: 'file', at: 'sheet' });
  expect(parseCommand(items, { ...paper('p-1'), result: 'fine' })).toMatchObject({ at: 'result' });
});

const own: Actor = { ...person('u-own', 'supervisor'), department: 'housing' };
const judges: readonly (readonly [string, Actor, string | null])[] = [
  ['a supervisor', second, null],
  ['a host', host, null],
  ['a supervisor of the lead department', own, 'own-department'],
  ['a supervisor of a cooperating department', { ...second, department: 'water' }, 'own-department'],
  ['a host who is an officer of a cooperating department', officer('p-host', 'water'), 'own-department'],
  ['the lead department', lead, 'not-allowed'],
  ['a cooperating department', helper, 'not-allowed'],
  ['who reported it done', person('u-lead', 'supervisor'), 'own-report'],
  ['an administrator', person('u-admin', 'admin'), 'not-allowed'],
  ['the rater', raters[0]!, 'not-allowed'],
  ['nobody', person(''), 'not-allowed'],
];
test.each(judges)('I70 I71 %s enters and countersigns', (_who, actor, refused) => {
  const shared = { cooperating: ['water'] };
  const begun = claimed(shared);
  const open = [...begun, ask({ type: 'countersign', text: '' }, helper), ...verified(shared).slice(begun.length)];
  const waiting = [...open, ask(paper('p-1'), onDay(12, supervisor))];
  const said = [
    after(open).when(paper('p-2'), onDay(12, actor)).outcome,
    after(waiting).when({ type: 'countersignPaper', paper: `ask-${open.length}` }, onDay(12, actor)).outcome,
  ];
  for (const outcome of said) {
    if (refused === null) expect(outcome).toHaveLength(1);
    else expect(outcome).toMatchObject({ refused });
  }
});

test('I70 one for each rater who was asked, and never for oneself', () => {
  after(verified()).when(paper('p-9'), onDay(12, supervisor)).thenRefused('not-a-rater');
  after(entered()).when(paper('p-1'), onDay(12, second)).thenRefused('paper-waiting');
  after([...entered(), ask(countersign, onDay(12, second))])
    .when(paper('p-1'), onDay(12, second))
    .thenRefused('already-rated');
  const both = verified({ raters: ['p-1', 'p-host'] });
  after(both).when(paper('p-host'), onDay(12, host)).thenRefused('own-rating');
  after([...both, ask(paper('p-host'), onDay(12, supervisor))])
    .when({ type: 'countersignPaper', paper: `ask-${both.length}` }, onDay(12, host))
    .thenRefused('own-rating');
});

test('I70 only while the round is open', () => {
  after(claimed()).when(paper('p-1'), supervisor).thenRefused('wrong-stage');
  after(verified())
    .when(paper('p-1'), at(supervisor, end + 1))
    .thenRefused('rating-ended');
  after(entered())
    .when(countersign, at(second, end + 1))
    .thenRefused('rating-ended');
});

test('I71 it counts when another person countersigned it', () => {
  after(entered()).when(countersign, onDay(12, supervisor)).thenRefused('second-person');
  const counted = [...entered(), ask(countersign, onDay(12, second))];
  expect(stateAt('verified', counted).round).toMatchObject({
    ratings: { 'p-1': { attitude: 'satisfied', result: 'basically', reason: '字小看不清' } },
    papers: { [id]: { status: 'counted', enteredBy: 'u-supervisor', countersignedBy: 'u-second' } },
  });
  after(counted).when(countersign, onDay(12, second)).thenRefused('unknown-paper');
  after(verified()).when(countersign, onDay(12, second)).thenRefused('unknown-paper');
});

test('I71 the last one countersigned ends the round, like any last rating', () => {
  const five = [...entered(), ...raters.slice(1).map((rater) => ask(rating('dissatisfied', '没修好'), onDay(12, rater)))];
  expect(stateAt('verified', five).round.endedAt).toBeNull();
  const all = [...five, ask(countersign, onDay(13, second))];
  expect(
    told(all)
      .slice(-3)
      .map(({ event }) => event.type),
  ).toEqual(['paperCountersigned', 'ratingEnded', 'reopened']);
});

test('I71 rejected it never counted, by either of the two, and another may be entered', () => {
  for (const who of [supervisor, second]) {
    const gone = [...entered(), ask(reject, onDay(12, who))];
    expect(stateAt('verified', gone).round).toMatchObject({ ratings: {}, papers: {} });
    expect(after(gone).when(paper('p-1'), onDay(12, second)).outcome).toHaveLength(1);
  }
  after(entered()).when(reject, onDay(12, stranger)).thenRefused('not-allowed');
});

test('I72 what raters say themselves goes before what was typed for them', () => {
  const mine = ask(rating('dissatisfied', '我自己说'), onDay(12, raters[0]!));
  after([...verified(), mine])
    .when(paper('p-1'), onDay(12, supervisor))
    .thenRefused('already-rated');
  const over = { 'p-1': { attitude: 'satisfied', result: 'dissatisfied', reason: '我自己说' } };
  const waiting = [...entered(), mine];
  expect(stateAt('verified', waiting).round).toMatchObject({ papers: {}, ratings: over });
  after(waiting).when(countersign, onDay(12, second)).thenRefused('unknown-paper');
  const counted = [...entered(), ask(countersign, onDay(12, second)), mine];
  expect(stateAt('verified', counted).round.ratings).toEqual(over);
});

test('I72 a rater finds what was counted for them, and sees nothing of what waits', () => {
  const { row, sees } = items.models!['ratings']!;
  const mine = (asks: readonly Ask[]) => sees(row(stateAfter(asks), '42')!, raters[0]!);
  expect(mine(entered())).toMatchObject({ mine: null });
  expect(mine([...entered(), ask(countersign, onDay(12, second))])).toMatchObject({ mine: { result: 'basically' } });
});

test('I73 the round ends at its time; what nobody countersigned does not count and is named', () => {
  const over = [...entered(), ask(rating('satisfied'), onDay(12, raters[1]!)), ask({ type: 'endRating', round: 1 }, at(home, end))];
  expect(
    told(over)
      .slice(-2)
      .map(({ event }) => event),
  ).toMatchObject([
    { type: 'papersLapsed', papers: [id] },
    { type: 'ratingEnded', because: 'time', outcome: { rated: 1, asked: 6 } },
  ]);
  expect(stateAt('verified', over).round.papers).toMatchObject({ [id]: { status: 'lapsed' } });
  const none = told([...verified(), ask({ type: 'endRating', round: 1 }, at(home, end))]);
  expect(none.map(({ event }) => event.type)).not.toContain('papersLapsed');
});

const { see, view, audience } = items.visibility;
const histories = [
  entered(),
  [...entered(), ask(countersign, onDay(12, second))],
  [...entered(), ask(reject, onDay(12, second))],
  [...entered(), ask({ type: 'endRating', round: 1 }, at(home, end))],
];
test.each(['department', 'rater', 'public', 'summary'])('I74 %s never learns that there is a paper', (who) => {
  for (const asks of histories) {
    const state = stateAfter(asks);
    const shown = JSON.stringify([view(state, who), told(asks).map((recorded) => see(recorded, who, state))]);
    for (const secret of ['p-1', picture2, '字小', 'u-second', id, 'paperEntered', 'paperCountersigned', 'paperRejected', 'papersLapsed'])
      expect(shown).not.toContain(secret);
    expect(view(state, who)).toMatchObject({ round: { papers: {} } });
  }
});

test('I74 supervisors and hosts do, in the item and in a list of their own', () => {
  expect(JSON.stringify(view(live(entered()), 'supervisor'))).toContain(picture2);
  expect(audience(stateAfter(entered()), host)).toBe('supervisor');
  const { row, sees, indexes } = items.models!['papers']!;
  const kept = row(stateAfter(entered()), '42')!;
  expect(sees(kept, supervisor)).toMatchObject({
    open: ['p-2', 'p-3', 'p-4', 'p-5', 'p-6'],
    waiting: [{ id, rater: 'p-1', sheet: picture2 }],
  });
  expect(indexes['waiting']!(kept)).toBe('yes');
  for (const viewer of [lead, own, stranger, raters[0]!, person('')]) expect(sees(kept, viewer)).toBeNull();
  expect(row(stateAfter(claimed()), '42')).toBeNull();
});
