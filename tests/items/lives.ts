/** Random lives of an item: anybody asks anything at any time, in between the house asks what is due. */
import fc from 'fast-check';
import * as v from 'valibot';
import { house, type Actor } from '#shared/core/actor.ts';
import { dayLength } from '#shared/core/calendar.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, Live, State } from '#shared/items/state.ts';
import { at, occasion, officer, person, start } from '../given/given.ts';
import { cppcc, government, longPauses, usualHandling } from './lives-handling.ts';
import { helper, host, issue, lead, leader, picture, raters, report, stranger, supervisor } from './item.ts';

export interface Step {
  readonly command: Command;
  readonly actor: Actor;
  /** Milliseconds that pass before it is asked. */
  readonly after: number;
}

const text = '说明';
/** Some of the raters are caught between two chairs later, when the lead changes. */
const people: readonly Actor[] = [
  lead,
  leader,
  helper,
  stranger,
  supervisor,
  host,
  ...raters.slice(0, 3),
  officer('p-3', 'traffic'),
  { ...person('u-own', 'supervisor'), department: 'traffic' },
  government,
  cppcc,
];

const marks = fc.constantFrom('satisfied', 'basically', 'dissatisfied');
const dues = fc.constantFrom(null, '2027-03-01', '2028-05-01');
const judges = [supervisor, host];
const departments = [lead, leader, helper, stranger];
const some = (...all: readonly Command[]): fc.Arbitrary<Command> => fc.constantFrom(...all);

/** Who usually asks what. */
const usual: readonly (readonly [readonly Actor[], fc.Arbitrary<Command>])[] = [
  [departments, some({ type: 'claim', text }, { type: 'claim', text: '' })],
  [
    departments,
    some({ type: 'note', text, files: [picture], before: picture, after: null }, { type: 'reachMilestone', milestone: 0, text, files: [] }),
  ],
  [[helper, stranger], some({ type: 'countersign', text }, { type: 'dissent', text })],
  [
    [lead, stranger],
    some({ type: 'askExtension', to: '2027-01-15', reason: text }, { type: 'askExtension', to: '2027-01-29', reason: text }),
  ],
  [
    [lead, stranger],
    some(
      { type: 'askReturn', reason: 'not-ours', text, suggests: 'traffic' },
      { type: 'askReturn', reason: 'not-ours', text, suggests: null },
    ),
  ],
  [[lead, stranger], fc.constantFrom('A', 'C').map((result) => report({ class: result }))],
  [judges, fc.constantFrom(null, 'traffic', 'housing').map((reassignTo) => ({ type: 'adjudicate', reassignTo, reason: text }))],
  [judges, fc.boolean().map((grant) => ({ type: 'decideExtension', grant, reason: text }))],
  [
    judges,
    some(
      { type: 'suspend', reason: text },
      { type: 'keepSuspended', reason: text },
      { type: 'keepSuspended', reason: text },
      { type: 'resume', reason: text },
    ),
  ],
  [judges, some({ type: 'verify', text }, { type: 'sendBack', reason: text })],
  [
    raters,
    fc
      .tuple(marks, marks, fc.constantFrom('', '噪音大', '很好'))
      .map(([attitude, result, reason]) => ({ type: 'rate', attitude, result, reason })),
  ],
  [
    judges,
    fc
      .tuple(fc.constantFrom('p-1', 'p-2', 'p-3'), marks)
      .map(([rater, result]) => ({ type: 'enterPaper', rater, attitude: result, result, reason: '', sheet: picture, consent: true })),
  ],
  [judges, some({ type: 'countersignPaper', paper: 'last' }, { type: 'rejectPaper', paper: 'last', reason: text })],
  [[...judges, lead], some({ type: 'recordOutcome', title: '电梯管养办法', text, day: '2027-01-01', scope: '全区', link: null })],
  [[...judges, lead], some({ type: 'withdrawOutcome', outcome: 'last', reason: text })],
  [judges, some({ type: 'close' })],
  [judges, some({ type: 'retire', reason: text })],
  [judges, dues.map((due) => ({ type: 'redo', reason: text, due }))],
  [
    judges,
    fc
      .tuple(fc.constantFrom('consolidated', 'rebound', 'redo'), dues)
      .map(([finding, due]) => ({ type: 'lookBack', finding, text, files: [picture], visitors: ['u-supervisor'], taken: {}, due })),
  ],
];
/** Mostly by whom it becomes, now and then by anybody. */
const askedOf = (table: typeof usual) =>
  fc.oneof(
    ...table.map(([actors, command]) =>
      fc.record({
        command,
        actor: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...actors) }, { weight: 1, arbitrary: fc.constantFrom(...people) }),
      }),
    ),
  );
const judged = askedOf(usual);
const handled = fc.oneof({ weight: 1, arbitrary: judged }, { weight: 2, arbitrary: askedOf(usualHandling) });

const amendments: fc.Arbitrary<Command> = fc
  .oneof(
    fc.constantFrom('public', 'summary', 'internal').map((value) => ({ field: 'publicity', value })),
    fc.constantFrom({ field: 'title', value: '改名' }, { field: 'task', value: '改任务' }, { field: 'due', value: '2027-02-01' }),
    fc.constantFrom({ field: 'cooperating', value: ['water'] }, { field: 'milestones', value: [{ title: '公示', due: '2026-11-20' }] }),
  )
  .map((change) => ({ type: 'amend', reason: text, ...change }) as Command);

const days = (arbitrary: fc.Arbitrary<number>): fc.Arbitrary<number> => arbitrary.map((n) => n * dayLength);
const pauses = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 3_600_000) },
  { weight: 3, arbitrary: days(fc.integer({ min: 0, max: 12 })) },
  { weight: 1, arbitrary: days(fc.constantFrom(100, 400)) },
);

const stepsOf = (asked: typeof judged, long: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 11 - long, arbitrary: fc.tuple(asked, pauses).map(([step, after]) => ({ ...step, after })) },
    { weight: long, arbitrary: fc.tuple(asked, longPauses).map(([step, after]) => ({ ...step, after })) },
    { weight: 1, arbitrary: amendments.map((command) => ({ command, actor: house(start), after: 0 })) },
  );

/** A draft is signed by the leader. */
const signature = ({ matter, draft }: Live): readonly Omit<Step, 'after'>[] =>
  draft && !draft.sentBack && matter.lead === leader.department ? [{ command: { type: 'signReport', draft: draft.n }, actor: leader }] : [];

/** What somebody sensible would ask next of an item at this stage; makes random lives get somewhere. */
export const sensible = (state: State): readonly Omit<Step, 'after'>[] => {
  if (state.stage === 'unissued') return [];
  const officers = [lead, helper, stranger].filter(({ department }) => department === state.matter.lead);
  switch (state.stage) {
    case 'issued':
      return state.returnAsk
        ? [{ command: { type: 'adjudicate', reassignTo: null, reason: text }, actor: supervisor }]
        : officers.map((actor) => ({ command: { type: 'claim', text: '' }, actor }));
    case 'inProgress':
      if (state.returnAsk) return [{ command: { type: 'adjudicate', reassignTo: null, reason: text }, actor: supervisor }];
      return [
        ...(state.extensionAsk
          ? [{ command: { type: 'decideExtension', grant: state.reminders % 2 === 0, reason: text } as const, actor: supervisor }]
          : []),
        ...[lead, helper, stranger]
          .filter(({ department }) => department !== null && state.matter.cooperating.includes(department) && !state.opinions[department])
          .map((actor) => ({ command: { type: 'countersign', text: '' } as const, actor })),
        ...signature(state),
        ...officers.map((actor) => ({ command: report(), actor })),
      ];
    case 'suspended':
      if (!state.reviewCalled) return [];
      return [{ command: { type: state.review === 1 ? 'keepSuspended' : 'resume', reason: text }, actor: supervisor }];
    case 'reported':
      return [{ command: { type: 'verify', text: '' }, actor: supervisor }];
    case 'verified':
      return state.round.endedAt === null
        ? raters.map((actor) => ({ command: { type: 'rate', attitude: 'basically', result: 'satisfied', reason: '' } as const, actor }))
        : [{ command: { type: 'close' }, actor: supervisor }];
    case 'closed':
      return [];
  }
};

export interface Life {
  readonly events: readonly Recorded<Event>[];
  readonly state: State;
  readonly now: number;
}

export const born: Life = { events: [], state: items.initial, now: start };

/** What was made last by another command is meant by `last`: only who looks knows its id. */
const meant = (state: State, command: Command): Command => {
  if (command.type === 'withdrawOutcome') return { ...command, outcome: ('outcomes' in state && state.outcomes.at(-1)?.id) || 'none' };
  if (command.type === 'signReport' || command.type === 'sendBackDraft')
    return { ...command, draft: ('draft' in state && state.draft?.n) || 1 };
  if (command.type !== 'countersignPaper' && command.type !== 'rejectPaper') return command;
  return { ...command, paper: ('round' in state && Object.keys(state.round.papers).at(-1)) || 'none' };
};

/** Refused asks leave no trace. */
export const ask = (life: Life, { command, actor, after }: Step): Life => {
  const now = life.now + after;
  const asks = v.parse(items.commands, meant(life.state, command));
  const outcome = items.decide(asks, life.state, at(actor, now), occasion('items/42', { id: `asked-${life.events.length}` }));
  const made = isRefusal(outcome) ? [] : outcome;
  const events = made.map((event, n) => ({
    seq: life.events.length + n + 1,
    at: now,
    by: actor.id,
    cause: `ask-${life.events.length}`,
    event,
  }));
  return { events: [...life.events, ...events], state: events.reduce((state, recorded) => items.evolve(state, recorded), life.state), now };
};

/** The house asks all that has come due, as the engine does. */
export const pass = (life: Life): Life => {
  const due = (items.deadlines!(life.state) as readonly { at: number; command: Command }[]).filter((deadline) => deadline.at <= life.now);
  return due.reduce((one, { command }) => ask(one, { command, actor: house(0), after: 0 }), life);
};

const first: Step = {
  command: issue({ cooperating: ['water'], raters: ['p-1', 'p-2', 'p-3'], milestones: [{ title: '公示', due: '2026-11-10' }] }),
  actor: house(start),
  after: 0,
};

/** Before each step so many sensible people ask, so that lives come far. */
export const lived = (plan: readonly (readonly [Step, number])[]): Life =>
  plan.reduce(
    (life, [step, helped]) => {
      const reasonable = sensible(life.state)
        .slice(0, helped)
        .reduce((one, next) => ask(one, { ...next, after: 0 }), life);
      return pass(ask(reasonable, step));
    },
    ask(born, first),
  );

const plansOf = (steps: fc.Arbitrary<Step>) =>
  fc.array(fc.tuple(steps, fc.constantFrom(0, 0, 0, 1, 9)), { minLength: 1, maxLength: 50, size: 'max' });
/** Some lives go round from issue to look-back, in others the item stays long with the departments and those who supervise them. */
export const plans = fc.oneof(
  { weight: 3, arbitrary: plansOf(stepsOf(judged, 0)) },
  { weight: 2, arbitrary: plansOf(stepsOf(handled, 2)) },
);
