/** Folds what the departments did. */
import { never } from '../core/kind.ts';
import { common, workedOn } from './stage.ts';
import type { EventOf, Live, State } from './state.ts';

type Handled = EventOf<
  'claimed' | 'returnAsked' | 'noted' | 'milestoneReached' | 'countersigned' | 'dissented' | 'extensionAsked' | 'reportedDone'
>;

const returnAsked = (item: Live, { reason, text, suggests, answerBy }: EventOf<'returnAsked'>, at: number): State => {
  if (item.stage !== 'issued' && item.stage !== 'inProgress') return item;
  const n = item.returnAsks + 1;
  return { ...item, returnAsks: n, returnAsk: { n, reason, text, suggests, askedAt: at, answerBy, overdue: false } };
};

/** Of the two pictures to compare it is kept where and when they were taken. */
const noted = (item: Live, { before, after, taken = {} }: EventOf<'noted'>): State => {
  const pictures = { before: before ?? item.pictures.before, after: after ?? item.pictures.after };
  const shown = Object.entries({ ...item.taken, ...taken }).filter(([file]) => file === pictures.before || file === pictures.after);
  return { ...item, pictures, taken: Object.fromEntries(shown) };
};

const milestoneReached = (item: Live, { milestone, clock }: EventOf<'milestoneReached'>, at: number): State => {
  const milestones = item.matter.milestones.map((one, n) => (n === milestone ? { ...one, reachedAt: at } : one));
  return { ...item, clock, matter: { ...item.matter, milestones } };
};

const opined = (item: Live, { type, department, text }: EventOf<'countersigned' | 'dissented'>, at: number): State =>
  item.stage === 'inProgress' ? { ...item, opinions: { ...item.opinions, [department]: { kind: type, text, at } } } : item;

const reportedDone = (item: Live, { text, files, class: result, by, taken = {}, drafted }: EventOf<'reportedDone'>, at: number): State =>
  item.stage === 'inProgress'
    ? {
        ...common(item),
        stage: 'reported',
        report: { text, files, class: result, by, at, taken, drafted: drafted ?? null },
        opinions: item.opinions,
      }
    : item;

export const evolveHandling = (before: Live, event: Handled, at: number): State => {
  const item: Live = { ...before, lastActAt: at };
  switch (event.type) {
    case 'claimed':
      return item.stage === 'issued' ? { ...workedOn(item, null), returnUntil: item.returnUntil } : item;
    case 'returnAsked':
      return returnAsked(item, event, at);
    case 'noted':
      return noted(item, event);
    case 'milestoneReached':
      return milestoneReached(item, event, at);
    case 'countersigned':
    case 'dissented':
      return opined(item, event, at);
    case 'extensionAsked':
      return item.stage === 'inProgress' ? { ...item, extensionAsk: { to: event.to, reason: event.reason, askedAt: at } } : item;
    case 'reportedDone':
      return reportedDone(item, event, at);
    default:
      return never(event);
  }
};
