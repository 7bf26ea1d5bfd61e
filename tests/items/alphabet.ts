/**
 * All that may be asked of an item, by anybody, as a small closed alphabet: every command with the fewest values that behave differently. Days
 * follow the item as it stands, ids are those it has, else one it has not.
 */
import { house, nobody, type Actor } from '#shared/core/actor.ts';
import { addDays, dayOf } from '#shared/core/calendar.ts';
import type { Command } from '#shared/items/commands.ts';
import type { Live, State } from '#shared/items/state.ts';
import { person, start } from '../given/given.ts';
import { helper, host, issue, lead, leader, picture, picture2, report, stranger, supervisor } from './item.ts';

export const rater = person('p-rater-1');
/** Of a department that an item may come to: then they rate no more. */
export const other: Actor = { ...person('p-rater-2', 'member'), department: 'traffic' };
export const actors: readonly Actor[] = [
  ...[lead, leader, helper, stranger, supervisor, host],
  person('u-supervisor-2', 'supervisor'),
  { ...person('u-own', 'supervisor'), department: 'housing' },
  // Changed sides since: reported for the department, and supervises now.
  person('u-lead', 'supervisor'),
  ...[rater, other, person('u-admin', 'admin')],
  ...[nobody(start), house(start)],
];

const text = '说明';
const reason = text;

export const first = issue({
  cooperating: ['water'],
  raters: [rater.id, other.id],
  milestones: [{ title: '公示', due: '2026-11-10' }],
  contact: null,
});

const laterThan = (item: Live, now: number): string => {
  const today = dayOf(now);
  return addDays(item.matter.due > today ? item.matter.due : today, 7);
};

const paperOf = (item: Live): string =>
  ('round' in item && Object.keys(item.round.papers).find((id) => item.round.papers[id]?.status === 'waiting')) || 'none';

const visit = {
  ...{ type: 'supervise', form: 'visit', day: '2026-10-24', place: '', people: ['u-supervisor'], others: 0 },
  ...{ text, files: [], taken: {}, follows: null },
} as const satisfies Partial<Command>;

const fixed: readonly Command[] = [
  first,
  { type: 'amend', field: 'publicity', value: 'internal', reason },
  { type: 'amend', field: 'title', value: '改名', reason },
  { type: 'amend', field: 'cooperating', value: [], reason },
  { type: 'amend', field: 'due', value: '2027-02-01', reason },
  { type: 'claim', text },
  { type: 'askReturn', reason: 'not-ours', text, suggests: null },
  { type: 'note', text, files: [], before: picture, after: null, taken: {} },
  { type: 'reachMilestone', milestone: 0, text, files: [] },
  { type: 'countersign', text },
  { type: 'dissent', text },
  report({ class: 'A', taken: {} }),
  report({ class: 'C', taken: {} }),
  report({ files: [], taken: {} }),
  { type: 'route', officer: 'u-lead', delegated: false, text },
  { type: 'route', officer: 'u-lead', delegated: true, text },
  { type: 'route', officer: null, delegated: false, text },
  { type: 'reply', text, class: 'A', to: 'session', corrects: null },
  { type: 'assignArea', area: 'a-1' },
  { ...visit, followUp: null },
  { ...visit, followUp: '2026-11-02' },
  { type: 'sendLetter', text },
  { type: 'pair', government: 'u-government', cppcc: 'u-supervisor', days: 30 },
  { type: 'unpair', reason },
  { type: 'act', text, files: [] },
  { type: 'adjudicate', reassignTo: null, reason },
  { type: 'adjudicate', reassignTo: 'traffic', reason },
  { type: 'adjudicate', reassignTo: 'housing', reason },
  { type: 'decideExtension', grant: true, reason },
  { type: 'decideExtension', grant: false, reason },
  { type: 'suspend', reason },
  { type: 'keepSuspended', reason },
  { type: 'resume', reason },
  { type: 'verify', text },
  { type: 'sendBack', reason },
  { type: 'redo', reason, due: null },
  { type: 'close' },
  { type: 'lookBack', finding: 'consolidated', text, files: [], visitors: [], taken: {}, due: null },
  { type: 'lookBack', finding: 'rebound', text, files: [], visitors: [], taken: {}, due: null },
  { type: 'lookBack', finding: 'redo', text, files: [], visitors: [], taken: {}, due: null },
  { type: 'retire', reason },
  { type: 'rate', attitude: 'satisfied', result: 'satisfied', reason: '' },
  { type: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason },
  { type: 'enterPaper', rater: rater.id, attitude: 'satisfied', result: 'satisfied', reason: '', sheet: picture2, consent: true },
  { type: 'enterPaper', rater: other.id, attitude: 'satisfied', result: 'dissatisfied', reason, sheet: picture2, consent: true },
  { type: 'enterPaper', rater: 'u-nobody', attitude: 'satisfied', result: 'satisfied', reason: '', sheet: picture2, consent: true },
  { type: 'recordOutcome', title: '管养办法', text, day: '2027-01-01', scope: '全区', link: null },
];

/** What depends on how the item stands. */
const following = (item: Live, now: number): readonly Command[] => [
  { type: 'askExtension', to: laterThan(item, now), reason },
  { type: 'askExtension', to: addDays(laterThan(item, now), 365), reason },
  { type: 'signReport', draft: item.draft?.n ?? 0 },
  { type: 'sendBackDraft', draft: item.draft?.n ?? 0, reason },
  { type: 'answerLetter', letter: item.letters.at(-1)?.n ?? 0, text, files: [] },
  { type: 'countersignPaper', paper: paperOf(item) },
  { type: 'rejectPaper', paper: paperOf(item), reason },
  { type: 'withdrawOutcome', outcome: item.outcomes.at(-1)?.id ?? 'none', reason },
  // Out of turn: what the house may ask is in the deadlines, and taken from there.
  { type: 'turnLamp', lamp: 'red', clock: item.clock.n },
  { type: 'claimOverrun', n: item.claimWindows },
  { type: 'adjudicationOverdue', n: item.returnAsks },
  { type: 'endRating', round: item.rounds },
  { type: 'callLookBack', n: item.lookBacksPlanned },
  { type: 'callReview', review: item.reviews },
  { type: 'escalate', clock: item.clock.n, k: item.escalation.done },
  { type: 'callFollowUp', n: item.supervisions.length },
  { type: 'letterOverdue', n: item.letters.at(-1)?.n ?? 0 },
  { type: 'endCycle', pair: item.pair?.n ?? 0, cycle: item.pair?.cycle ?? 0 },
];

export const asks = (state: State, now: number): readonly Command[] =>
  state.stage === 'unissued' ? fixed : [...fixed, ...following(state, now)];
