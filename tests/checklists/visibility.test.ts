import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checklists } from '#shared/checklists/kind.ts';
import { nobody, type Actor } from '#shared/core/actor.ts';
import type { DocumentContent } from '#shared/core/kind.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Event } from '#shared/checklists/state.ts';
import { fold, occasion, person, start } from '../given/given.ts';
import { expectVisibilityLaw, type Ask } from '../given/visible.ts';
import {
  asked,
  convener,
  expert,
  home,
  host,
  housing,
  issued,
  opened,
  proposed,
  recorder,
  resident,
  responsibility,
  rows,
  suggestion,
  told,
  water,
} from './checklist.ts';

const { audience, view, see, own } = checklists.visibility;

const named = {
  suggestions: rows({
    's-1': suggestion({ proposer: '示例·王秀兰', anonymous: true }),
    's-2': suggestion({ order: 'b', proposer: 'p-resident' }),
    's-3': suggestion({ order: 'c', proposer: 'p-stakeholder', anonymous: true }),
    's-4': suggestion({ order: 'd', proposer: '示例·赵六' }),
  }),
  responsibilities: rows({
    'r-1': responsibility({ person: '示例·李工', phone: '0513-5550101' }),
    'r-2': responsibility({ order: 'b', title: '只公开概要', task: '保密的做法', publicity: 'summary', phone: '0513-5550102' }),
    'r-3': responsibility({ order: 'c', title: '内部事项', publicity: 'internal' }),
  }),
};

test.each<[string, Actor, string | null, string | null, string | null]>([
  ['the host', host, 'host', 'host', 'host'],
  ['the recorder', recorder, 'host', 'host', 'host'],
  ['a supervisor', person('u-1', 'supervisor'), 'host', 'host', 'host'],
  ['a resident with a seat', person('p-resident'), 'room', 'room', 'room'],
  ['an officer of a lead department', housing, null, 'room', 'room'],
  ['an officer of another department', water, null, null, 'public'],
  ['the public', nobody(start), null, null, 'public'],
])('C15 %s', (_who, viewer, drafting, signing, after) => {
  expect(audience(fold(checklists, told(opened)), viewer)).toBe(drafting);
  expect(audience(fold(checklists, told(proposed)), viewer)).toBe(signing);
  expect(audience(fold(checklists, told(issued)), viewer)).toBe(after);
});

const shownTo = (who: string): string => {
  const history = told(issued, named);
  const state = fold(checklists, history);
  return JSON.stringify([view(state, who), history.map((recorded) => see(recorded, who, state))]);
};

test('C15 the public reads no person, no internal row, and of a summary only what it is', () => {
  const shown = shownTo('public');
  for (const secret of [
    'p-resident',
    'p-stakeholder',
    'p-host',
    '王秀兰',
    '赵六',
    '李工',
    '5550101',
    '5550102',
    '内部事项',
    '保密的做法',
    'u-housing',
  ])
    expect(shown).not.toContain(secret);
  for (const open of ['三号楼加装电梯', '只公开概要', '〔2026〕12-2', '老旧小区改造']) expect(shown).toContain(open);
});

test('C15 the room reads names of those who answer for it, no phone, and nobody who asked to be unnamed', () => {
  const shown = shownTo('room');
  for (const secret of ['王秀兰', '5550101', '5550102']) expect(shown).not.toContain(secret);
  for (const open of ['李工', '赵六', 'p-resident', '内部事项', '保密的做法']) expect(shown).toContain(open);
  const state = view(fold(checklists, told(issued, named)), 'room');
  expect(state.stage === 'issued' && state.suggestions.map(({ proposer }) => proposer)).toEqual([null, 'p-resident', null, null]);
});

test('C15 the host reads everything', () => {
  for (const open of ['王秀兰', '5550101', 'p-stakeholder']) expect(shownTo('host')).toContain(open);
});

test('C15 before issue the public is shown nothing at all', () => {
  const history = told(proposed, named);
  const state = fold(checklists, history);
  expect(view(state, 'public')).toEqual(checklists.initial);
  expect(history.map((recorded) => see(recorded, 'public', state))).toEqual(history.map(() => null));
});

test('C15 rows for lists: before issue for those who take part, after it a line for everybody', () => {
  const model = checklists.models!['checklists']!;
  const [before, after] = [proposed, issued].map((asks) => model.row(fold(checklists, told(asks, named)), '42')!);
  expect(model.sees(before!, nobody(start))).toBeNull();
  expect(model.sees(before!, person('p-resident'))).toMatchObject({ stage: 'signing', waitsFor: ['host', 'housing'] });
  expect(model.sees(before!, housing)).toMatchObject({ responsibilities: 3 });
  expect(model.sees(after!, nobody(start))).toEqual({
    session: '42',
    title: '老旧小区改造',
    stage: 'issued',
    number: { year: 2026, number: 12 },
    changedAt: start,
  });
  expect(JSON.stringify([model.sees(before!, housing), model.sees(after!, nobody(start))])).not.toContain('p-resident');
  expect(model.indexes['waitsFor']!(before!)).toEqual(['host', 'housing']);
  expect(model.row(checklists.initial, '42')).toBeNull();
});

// ── the margin ──────────────────────────────────────────────────────────────────────────────────

const agree = { type: 'agree', list: 'suggestions', row: 's-1' } as const;
const agreeing = [
  ...opened,
  asked(agree, resident),
  asked(agree, expert),
  asked({ ...agree, list: 'responsibilities', row: 'r-1' }, expert),
];

test.each(['host', 'room'])('C19 the %s is told how many agree with a row, never who', (who) => {
  const events = told(agreeing);
  const state = fold(checklists, events);
  expect(view(state, who).margin.agreements).toEqual({
    'suggestions s-1': { n: 2, who: null },
    'responsibilities r-1': { n: 1, who: null },
  });
  for (const recorded of events.slice(opened.length)) {
    const sent = see(recorded, who, state);
    expect(JSON.stringify(sent)).not.toMatch(/p-resident|p-expert/u);
    expect(sent).toMatchObject({ by: '', event: { person: '' } });
  }
});

test('C19 a reader’s own agreement is the only one they are told', () => {
  const state = fold(checklists, told(agreeing));
  expect(own!(state, resident)).toEqual({ agreed: ['suggestions s-1'] });
  expect(own!(state, expert)).toEqual({ agreed: ['suggestions s-1', 'responsibilities r-1'] });
  for (const viewer of [host, recorder, housing, person('p-9', 'admin'), nobody(start)])
    expect(own!(state, viewer)).toEqual({ agreed: [] });
  const without = fold(checklists, told([...agreeing, asked({ ...agree, type: 'unagree' }, resident)]));
  expect(own!(without, resident)).toEqual({ agreed: [] });
});

test('C19 a screen that knows only the figure counts its own person on top of it', () => {
  const seen = view(fold(checklists, told(agreeing)), 'room');
  const outcome = checklists.decide({ ...agree }, seen, host, occasion('checklists/42'));
  const events = isRefusal(outcome) ? [] : outcome;
  const shown = events.reduce((state, event) => checklists.evolve(state, { seq: 99, at: start, by: 'p-host', cause: 'x', event }), seen);
  expect(shown.margin.agreements['suggestions s-1']).toMatchObject({ n: 3 });
});

test('C16 what was taken back is not told to those who come later', () => {
  const events = told([...opened, asked({ type: 'remark', list: 'suggestions', row: 's-1', field: null, text: '说错了的话' }, resident)]);
  const state = fold(checklists, events);
  expect(JSON.stringify(see(events.at(-1)!, 'room', state))).toContain('说错了的话');
  const outcome = checklists.decide({ type: 'withdrawRemark', remark: 'asked-1' }, state, resident, occasion('checklists/42'));
  const [event] = isRefusal(outcome) ? [] : outcome;
  const later = checklists.evolve(state, { seq: 99, at: start, by: 'p-resident', cause: 'x', event: event! });
  expect(JSON.stringify(see(events.at(-1)!, 'room', later))).not.toContain('说错了的话');
});

test('C23 the public reads amendments of what it may read, and of nothing that was another publicity before', () => {
  const amend = (row: string, field: string, value: unknown) => asked({ type: 'amend', row, field, value, reason: '更正' } as never, host);
  const history = told(
    [
      ...issued,
      amend('r-1', 'task', '旧的做法'),
      amend('r-2', 'task', '保密做法二'),
      amend('r-2', 'due', '2027-01-15'),
      amend('r-3', 'title', '内部名称'),
    ],
    named,
  );
  const fieldsOf = (events: typeof history): readonly string[] => {
    const state = view(fold(checklists, events), 'public');
    return state.stage === 'issued' ? state.amendments.map(({ row, field, by }) => `${row} ${field} ${by}`) : ['not issued'];
  };
  expect(fieldsOf(history)).toEqual(['r-1 task ', 'r-2 due ']);
  const all = view(fold(checklists, history), 'room');
  expect(all.stage === 'issued' && all.amendments).toHaveLength(4);
  const later = [amend('r-1', 'publicity', 'summary'), amend('r-1', 'task', '更保密'), amend('r-3', 'publicity', 'public')];
  const closed = told([...issued, amend('r-1', 'task', '旧的做法'), amend('r-3', 'title', '内部名称'), ...later], named);
  expect(fieldsOf(closed)).toEqual(['r-1 publicity ', 'r-3 publicity ']);
});

// ── the law ─────────────────────────────────────────────────────────────────────────────────────

const publicity = fc.constantFrom('public', 'summary', 'internal');
const sheets: fc.Arbitrary<Readonly<Record<string, DocumentContent>>> = fc
  .array(
    fc.record({
      publicity,
      person: fc.constantFrom('', '示例·李工'),
      phone: fc.constantFrom('', '0513-5550101'),
      lead: fc.constantFrom('housing', 'water'),
    }),
    { maxLength: 4 },
  )
  .map((cells) => ({
    ...named,
    responsibilities: rows(Object.fromEntries(cells.map((one, n) => [`r-${n + 1}`, responsibility({ ...one, order: `a${n}` })]))),
  }));

const amendment = fc
  .oneof(
    publicity.map((value) => ({ field: 'publicity', value })),
    fc.constantFrom('甲', '乙').map((value) => ({ field: 'title', value })),
    fc.constantFrom('丙', '丁').map((value) => ({ field: 'task', value })),
    fc.constant({ field: 'cooperating', value: ['traffic'] }),
    fc.constant({ field: 'due', value: '2027-02-01' }),
  )
  .chain((change) =>
    fc.constantFrom('r-1', 'r-2', 'r-3').map((row) => asked({ type: 'amend', row, reason: '更正', ...change } as never, host)),
  );

const place = { list: 'suggestions', row: 's-1' } as const;
/** Ids count up (`later-n`), so that these meet each other now and then. */
const inMargin: readonly Ask[] = [resident, expert, host].flatMap((who) => [
  asked({ type: 'agree', ...place }, who),
  asked({ type: 'unagree', ...place }, who),
  asked({ type: 'remark', ...place, field: 'problem', text: '批注' }, who),
  ...['later-0', 'later-1', 'later-2'].flatMap((id) => [
    asked({ type: 'reply', remark: id, text: '回复' }, who),
    asked({ type: 'withdrawRemark', remark: id }, who),
    asked({ type: 'settleRemark', remark: id }, who),
    asked({ type: 'acceptChange', proposal: id, adapted: false }, who),
    asked({ type: 'withdrawChange', proposal: id }, who),
  ]),
  asked({ type: 'proposeChange', list: 'suggestions', change: { kind: 'remove', row: 's-1' }, why: '' }, who),
]);

const asks: fc.Arbitrary<Ask> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(asked({ type: 'propose' }, host)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      asked({ type: 'signOff', party: 'host' }, host),
      asked({ type: 'signOff', party: 'housing' }, housing),
      asked({ type: 'signOff', party: 'water' }, water),
    ),
  },
  { weight: 2, arbitrary: fc.constant(asked({ type: 'issue' }, convener)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      asked({ type: 'refuseSignOff', party: 'housing', reason: '再议' }, housing),
      asked({ type: 'withdrawProposal' }, recorder),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      asked({ type: 'seat', person: 'p-new', roles: ['member'], department: null }, home),
      asked({ type: 'seat', person: 'p-resident', roles: [], department: null }, home),
    ),
  },
  { weight: 4, arbitrary: amendment },
  { weight: 4, arbitrary: fc.constantFrom(...inMargin) },
);

const margins = fc.array(fc.constantFrom(...inMargin), { maxLength: 20 });

/** What is refused brings nothing; life goes on. */
const live = (later: readonly Ask[], on: Readonly<Record<string, DocumentContent>>): readonly Recorded<Event>[] => {
  const made: Recorded<Event>[] = [...told(opened)];
  let state = fold(checklists, made);
  later.forEach(({ command, actor }, n) => {
    const around = occasion('checklists/42', { documents: on, id: `later-${n}` });
    const outcome = checklists.decide(v.parse(checklists.commands, command), state, actor, around);
    for (const event of isRefusal(outcome) ? [] : outcome) {
      const recorded = { seq: made.length + 1, at: start + n, by: actor.id, cause: `later-${n}`, event };
      made.push(recorded);
      state = checklists.evolve(state, recorded);
    }
  });
  return made;
};

test('C15 what each audience is sent, folded, is what it may see', () => {
  const stages = new Set<string>();
  fc.assert(
    fc.property(fc.array(asks, { maxLength: 10 }), fc.array(asks, { maxLength: 14 }), margins, sheets, (some, more, first, on) => {
      const way = [
        ...first,
        asked({ type: 'propose' }, host),
        ...some,
        ...(['host', 'housing', 'water'] as const).map((party, n) => asked({ type: 'signOff', party }, [host, housing, water][n]!)),
        asked({ type: 'issue' }, host),
      ];
      const events = live([...way, ...more], on);
      for (const { event } of events)
        stages.add(event.type === 'amended' ? `amended ${event.field} ${event.responsibility?.publicity}` : event.type);
      expectVisibilityLaw(checklists, events, ['host', 'room', 'public']);
    }),
    { numRuns: 150, seed: 42 },
  );
  // The runs went where it matters.
  for (const reached of [
    'issued',
    'signOffRefused',
    'contactGiven',
    'proposerNamed',
    'amended publicity internal',
    'amended publicity public',
    'amended task summary',
    'remarked',
    'replied',
    'remarkWithdrawn',
    'changeAccepted',
    'agreed',
    'agreementWithdrawn',
  ])
    expect(stages).toContain(reached);
});
