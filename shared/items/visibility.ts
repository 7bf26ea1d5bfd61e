/**
 * `supervisor` (also hosts, administrators, auditors) knows everything. `department` (whoever belongs to the lead or a cooperating one,
 * in whatever role; also the paired leads) never learns who rates: no raters, no ratings, no papers, no ids on what a rating brought, figures only after the round and only
 * when enough rated. `rater` and `public` see no person at all. `summary`: title, lead, due day and state only.
 */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Visibility } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import { involved, sideOf } from './parties.ts';
import type { Event, EventOf, Live, Matter, Outcome, State } from './state.ts';
import { shownFigures } from './suppression.ts';
import { outwardEvent, outwardItem } from './visible-handling.ts';
import { instituted, noOutcomes, tellsRater, unvisited, withRound } from './visible-judging.ts';

const audience = (state: State, viewer: Actor): string | null => {
  if (state.stage === 'unissued') return null;
  // First: a host or supervisor of the department is of the department.
  if (involved(state, viewer)) return 'department';
  if (hasRole(viewer, 'admin', 'supervisor', 'auditor') || state.hosts.includes(viewer.id)) return 'supervisor';
  if (sideOf(state, viewer) !== null) return 'department';
  if (state.raters?.includes(viewer.id)) return 'rater';
  return state.matter.publicity === 'internal' ? null : state.matter.publicity;
};

/** Brought by a rating, or by the end of a round: `by` and `cause` would say who rated last. */
const byRating = (event: Event): boolean =>
  event.type === 'ratingEnded' || event.type === 'lampTurned' || (event.type === 'reopened' && event.because === 'dissatisfied');

// ── department ──────────────────────────────────────────────────────────────────────────────────

/** Who proposed it rates it, too. */
const unproposed = ({ proposers: _proposers, ...rest }: EventOf<'issued'>): EventOf<'issued'> => rest;

const departmentSees = (recorded: Recorded<Event>): Recorded<Event> | null => {
  const { event } = recorded;
  if (tellsRater(event)) return null;
  const shown = byRating(event) ? { ...recorded, by: '', cause: '' } : recorded;
  if (event.type === 'ratingEnded') return { ...shown, event: { ...event, outcome: shownFigures(event.outcome) } };
  return event.type === 'issued' ? { ...shown, event: { ...unproposed(event), raters: null } } : shown;
};

const departmentView = (item: Live): State => ({ ...withRound(item, shownFigures), raters: null, proposers: [] });

// ── public ──────────────────────────────────────────────────────────────────────────────────────

/** Figures without the words: a reason may tell who wrote it. */
const figures = (outcome: Outcome): Outcome => ({ ...shownFigures(outcome), reasons: [] });

const unnamed = (event: Event): Event | null => {
  if (tellsRater(event)) return null;
  switch (event.type) {
    case 'issued': {
      const { personal: _personal, ...rest } = unproposed(event);
      return { ...rest, hosts: [], raters: null };
    }
    case 'lookedBack':
      return unvisited(event);
    case 'ratingEnded':
      return { ...event, outcome: figures(event.outcome) };
    case 'reportedDone':
      return { ...event, by: '' };
    default:
      return event;
  }
};

const publicSees = ({ seq, at, event }: Recorded<Event>, who: string): Recorded<Event> | null => {
  const told = unnamed(event);
  const shown = told && outwardEvent(told, who);
  return shown && { seq, at, by: '', cause: '', event: shown };
};

const publicView = (item: Live, who: string): Live => ({
  ...withRound(outwardItem(item, who), figures),
  contact: null,
  hosts: [],
  raters: null,
  proposers: [],
});

// ── summary ─────────────────────────────────────────────────────────────────────────────────────

const brief = (matter: Matter): Matter => ({ ...matter, sources: [], task: '', criterion: '', milestones: [] });

/** Words and pictures of an event or state, by the names they have everywhere. */
const told: Readonly<Record<string, unknown>> = { text: '', reason: '', files: [], before: null, after: null, suggests: null, taken: {} };
const wordless = <T extends object>(said: T): T =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, field in told ? told[field] : value])) as T;

const summaryOf = (event: Event): Event => {
  const shown = wordless(event);
  if (shown.type === 'issued') return { ...shown, matter: brief(shown.matter) };
  if (shown.type !== 'amended') return shown;
  if (shown.field === 'task' || shown.field === 'criterion') return { ...shown, value: '' };
  return shown.field === 'milestones' ? { ...shown, value: [] } : shown;
};

const summarySees = (recorded: Recorded<Event>): Recorded<Event> | null => {
  if (instituted(recorded.event)) return null;
  const shown = publicSees(recorded, 'summary');
  return shown && { ...shown, event: summaryOf(shown.event) };
};

const opinionless = (item: Live): Live =>
  'opinions' in item
    ? {
        ...item,
        opinions: Object.fromEntries(Object.entries(item.opinions).map(([department, opinion]) => [department, wordless(opinion)])),
      }
    : item;

const summaryView = (item: Live): State => {
  const shown = opinionless({
    ...publicView(item, 'summary'),
    matter: brief(item.matter),
    ...{ pictures: { before: null, after: null }, taken: {}, outcomes: noOutcomes },
  });
  switch (shown.stage) {
    case 'issued':
      return { ...shown, returnAsk: shown.returnAsk && wordless(shown.returnAsk) };
    case 'inProgress':
      return {
        ...shown,
        returnAsk: shown.returnAsk && wordless(shown.returnAsk),
        extensionAsk: shown.extensionAsk && wordless(shown.extensionAsk),
        again: shown.again && wordless(shown.again),
      };
    case 'suspended':
      return wordless(shown);
    default:
      return { ...shown, report: wordless(shown.report) };
  }
};

export const visibility: Visibility<State, Event> = {
  audience,
  see: (recorded, who) => {
    if (who === 'supervisor') return recorded;
    if (who === 'department') return departmentSees(recorded);
    return who === 'summary' ? summarySees(recorded) : publicSees(recorded, who);
  },
  view: (state, who) => {
    if (who === 'supervisor' || state.stage === 'unissued') return state;
    if (who === 'department') return departmentView(state);
    return who === 'summary' ? summaryView(state) : publicView(state, who);
  },
};
