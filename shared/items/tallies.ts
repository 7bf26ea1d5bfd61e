/**
 * Figures about items, as sums: what boards, scorecards and charts are made of. Groups: `''` everything; `department:<id>` of the lead;
 * `area:<id>`; `session:<id>`, with the few figures a session is judged by.
 *
 * Of ratings, figures count only what may be told of their round by itself (I77); the others are counted under `held.…`, for supervisors.
 * So no sum, and no difference between two sums, tells more than the items do.
 */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Tally } from '../core/kind.ts';
import { running } from './clock.ts';
import { marks, questions, type Live, type Outcome, type State } from './state.ts';
import { ownReturns } from './past-state.ts';
import { shownFigures } from './suppression.ts';

type Figures = Record<string, number>;

/** Zeros are left out. Made in place: this runs for every item and day when sums are made anew. */
const put = (figures: Figures, figure: string, n: number): void => {
  if (n !== 0) figures[figure] = (figures[figure] ?? 0) + n;
};

/** Whether the work that counts was reported on time: by the end of the due day. */
const putPunctuality = (figures: Figures, item: Live): void => {
  if (item.stage !== 'verified' && item.stage !== 'closed') return;
  put(figures, item.report.at < item.clock.redAt ? 'onTime' : 'late', 1);
  put(figures, `class:${item.report.class}`, 1);
};

const putLamp = (figures: Figures, item: Live): void => {
  if (running(item.stage) && item.lamp !== 'green') put(figures, `lamp:${item.lamp}`, 1);
  if (item.lamp === 'red' && item.stage !== 'closed' && item.stage !== 'suspended') put(figures, 'overdue', 1);
};

const putRound = (figures: Figures, outcome: Outcome, held: boolean): void => {
  put(figures, 'rounds', 1);
  put(figures, 'asked', outcome.asked);
  put(figures, 'rated', outcome.rated);
  const shown = shownFigures(outcome);
  for (const question of questions) {
    if (!shown[question] && !held) continue;
    for (const mark of marks) put(figures, `${shown[question] ? '' : 'held.'}${question}:${mark}`, outcome[question]?.[mark] ?? 0);
  }
};

/** What everybody may know of an item that is not internal; `held`: also what of ratings only supervisors may. */
const openFigures = (item: Live, held: boolean): Figures => {
  const figures: Figures = { issued: 1, [`stage:${item.stage}`]: 1 };
  putLamp(figures, item);
  putPunctuality(figures, item);
  for (const outcome of item.pastRounds) putRound(figures, outcome, held);
  if ('round' in item && item.round.outcome) putRound(figures, item.round.outcome, held);
  put(figures, 'extended', item.extensions);
  put(figures, 'redone', item.redos);
  put(figures, 'lookedBack', item.lookedBack);
  put(figures, 'rebound', item.relapses);
  return figures;
};

const allFigures = (item: Live): Figures => {
  const figures = openFigures(item, true);
  put(figures, 'returned', ownReturns(item));
  put(figures, 'reassigned', item.reassignments);
  put(figures, 'sentBack', item.sendBacks);
  put(figures, 'reminded', item.reminders);
  if ('opinions' in item) for (const { kind } of Object.values(item.opinions)) if (kind === 'dissented') put(figures, 'dissents', 1);
  put(figures, 'escalations', item.escalation.count);
  put(figures, 'letters', item.letters.length);
  put(figures, 'supervisions', item.supervisions.length);
  for (const { missed } of item.cycles) put(figures, 'missedCycles', missed.length);
  for (const { withdrawn } of item.outcomes) if (withdrawn === null) put(figures, 'outcomes', 1);
  return figures;
};

/** A session's own: what became of what it asked for. */
const ofSession = ['issued', 'stage:closed', 'onTime', 'late', 'lookedBack', 'rebound'] as const;

const sessionFigures = (figures: Figures): Figures => {
  const own: Figures = {};
  for (const name of ofSession) put(own, name, figures[name] ?? 0);
  return own;
};

/** Departments that led before keep what they asked back, and that it went elsewhere; the same one may lead again. */
const withFormer = (groups: Record<string, Figures>, { formerLeads }: Live): void => {
  for (const { department, returns } of formerLeads) {
    const group = { ...groups[`department:${department}`] };
    put(group, 'gone', 1);
    put(group, 'returned', returns);
    groups[`department:${department}`] = group;
  }
};

const groupsOf = (item: Live): Record<string, Figures> => {
  const figures = allFigures(item);
  const { lead, session } = item.matter;
  // One and the same object wherever it can be: the difference to another state is then worked out once.
  const all = item.formerLeads.length === 0 ? figures : { ...figures, gone: item.formerLeads.length };
  if (item.returnAsks > 0) all['returned'] = item.returnAsks;
  const groups: Record<string, Figures> = { '': all, [`department:${lead}`]: figures };
  if (item.area !== null) groups[`area:${item.area}`] = all;
  if (session !== '') groups[`session:${session}`] = sessionFigures(figures);
  withFormer(groups, item);
  return groups;
};

/** A supervisor of a department is of the department: what is held back from it is held back from them. */
const supervises = (viewer: Actor): boolean => hasRole(viewer, 'admin', 'supervisor', 'auditor');

/** All items. Departments know their own sums. */
const items = {
  of: (state: State) => (state.stage === 'unissued' ? {} : groupsOf(state)),
  sees: (group, figure, viewer) => {
    if (figure.startsWith('held.') && (!supervises(viewer) || viewer.department !== null)) return false;
    return supervises(viewer) || (viewer.department !== null && group === `department:${viewer.department}`);
  },
} satisfies Tally<State>;

/** Items that are not internal, in the groups `''` and `department:<id>`: for everybody. */
const itemsPublic = {
  of: (state: State): Record<string, Figures> => {
    if (state.stage === 'unissued' || state.matter.publicity === 'internal') return {};
    const figures = openFigures(state, false);
    return { '': figures, [`department:${state.matter.lead}`]: figures };
  },
  sees: (_group: string, _figure: string, _viewer: Actor) => true,
} satisfies Tally<State>;

export const tallies = { items, 'items-public': itemsPublic };
