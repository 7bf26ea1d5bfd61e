/** Folds routing, replies, supervision, paired leads, letters and the ladder; and what other events mean for them. */
import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { HandlingEvent } from './handling-events.ts';
import { unescalated, type Cycle, type Letter, type Pair } from './handling-state.ts';
import type { Event, EventOf, Live, State } from './state.ts';

type Told = Pick<Recorded<Event>, 'at' | 'by'>;

const routed = (item: Live, { officer, delegated, text }: EventOf<'routed'>, { at, by }: Told): Live => ({
  ...item,
  route: officer === null ? null : { officer, delegated, text, by, at },
});

const reportDrafted = (item: Live, event: EventOf<'reportDrafted'>, { at, by }: Told): Live => {
  const { n, text, files, taken, class: result } = event;
  return { ...item, drafts: n, draft: { n, text, files, taken, class: result, by, at, sentBack: null } };
};

const draftSentBack = (item: Live, { n, reason }: EventOf<'draftSentBack'>, { at, by }: Told): Live =>
  item.draft?.n === n ? { ...item, draft: { ...item.draft, sentBack: { reason, by, at } } } : item;

const replied = (item: Live, event: EventOf<'replied'>, { at, by }: Told): Live => {
  const { n, number, department, text, class: result, to, corrects } = event;
  const before = item.replies.map((one) => (one.n === corrects ? { ...one, correctedBy: n } : one));
  const reply = { n, number, department, text, class: result, to, by, at, corrects, correctedBy: null };
  return { ...item, lastActAt: at, replies: [...before, reply] };
};

const supervised = (item: Live, event: EventOf<'supervised'>, { at, by }: Told): Live => {
  const { type: _type, follows, ...said } = event;
  const before = item.supervisions.map((one) => (one.n === follows ? { ...one, followed: true } : one));
  return { ...item, supervisions: [...before, { ...said, called: false, followed: false, by, at }] };
};

const followUpCalled = (item: Live, { n }: EventOf<'followUpCalled'>): Live => ({
  ...item,
  supervisions: item.supervisions.map((one) => (one.n === n ? { ...one, called: true } : one)),
});

const paired = (item: Live, { n, government, cppcc, days, endsAt }: EventOf<'paired'>, at: number): Live => ({
  ...item,
  pairs: n,
  pair: { n, government, cppcc, days, cycle: 1, from: at, endsAt, acted: { government: null, cppcc: null } },
});

const over = ({ n, cycle, from }: Pair, to: number, missed: Cycle['missed'], whole: boolean): Cycle => ({
  pair: n,
  cycle,
  from,
  to,
  missed,
  whole,
});

const unpaired = (item: Live, at: number): Live =>
  item.pair ? { ...item, pair: null, cycles: [...item.cycles, over(item.pair, at, [], false)] } : item;

const acted = (item: Live, { side }: EventOf<'acted'>, at: number): Live =>
  item.pair ? { ...item, pair: { ...item.pair, acted: { ...item.pair.acted, [side]: at } } } : item;

const cycleEnded = (item: Live, { pair: n, cycle, missed, endsAt }: EventOf<'cycleEnded'>): Live => {
  const { pair } = item;
  if (pair?.n !== n || pair.cycle !== cycle) return item;
  const next = { ...pair, cycle: cycle + 1, from: pair.endsAt, endsAt, acted: { government: null, cppcc: null } };
  return { ...item, pair: next, cycles: [...item.cycles, over(pair, pair.endsAt, missed, true)] };
};

const withLetter = (item: Live, n: number, change: (letter: Letter) => Letter): Live => ({
  ...item,
  letters: item.letters.map((one) => (one.n === n ? change(one) : one)),
});

const letterSent = (item: Live, event: EventOf<'letterSent'>, { at, by }: Told): Live => {
  const { type: _type, ...said } = event;
  return { ...item, letters: [...item.letters, { ...said, by, at, answer: null, overdue: false }] };
};

const escalated = (item: Live, { k, step }: EventOf<'escalated'>, at: number): Live => ({
  ...item,
  escalation: { done: k + 1, step, at, count: item.escalation.count + 1 },
});

export const evolveSupervising = (item: Live, event: HandlingEvent, { at, by }: Told): State => {
  switch (event.type) {
    case 'routed':
      return routed(item, event, { at, by });
    case 'reportDrafted':
      return reportDrafted(item, event, { at, by });
    case 'draftSentBack':
      return draftSentBack(item, event, { at, by });
    case 'replied':
      return replied(item, event, { at, by });
    case 'areaAssigned':
      return { ...item, area: event.area };
    case 'supervised':
      return supervised(item, event, { at, by });
    case 'followUpCalled':
      return followUpCalled(item, event);
    case 'paired':
      return paired(item, event, at);
    case 'unpaired':
      return unpaired(item, at);
    case 'acted':
      return acted(item, event, at);
    case 'cycleEnded':
      return cycleEnded(item, event);
    case 'letterSent':
      return letterSent(item, event, { at, by });
    case 'letterAnswered':
      return withLetter(item, event.n, (one) => ({ ...one, answer: { text: event.text, files: event.files, by, at } }));
    case 'letterOverdue':
      return withLetter(item, event.n, (one) => ({ ...one, overdue: true }));
    case 'escalated':
      return escalated(item, event, at);
    default:
      return never(event);
  }
};

/**
 * What any event means here: a due day that moved sets the ladder up anew; another department was not routed to anybody; a report leaves no
 * draft; closing ends the pairing.
 */
export const settled = (before: Live, after: State, { event, at }: Pick<Recorded<Event>, 'event' | 'at'>): State => {
  if (after.stage === 'unissued') return after;
  let item: Live = after;
  if (item.clock.redAt !== before.clock.redAt) item = { ...item, escalation: { ...unescalated, count: item.escalation.count } };
  if (event.type === 'reassigned') item = { ...item, route: null, draft: null };
  if (event.type === 'reportedDone') item = { ...item, draft: null };
  return event.type === 'closed' ? unpaired(item, at) : item;
};
