/**
 * What raters and the public are told of handling and supervision: that it was supervised, in which form and on which day; that a letter was
 * sent; replies meant for them. Nothing of routing, drafts, paired leads, the ladder, people and places.
 */
import { placeless } from './evidence.ts';
import type { HandlingEvent } from './handling-events.ts';
import { unescalated, unhandled, type Addressee, type Letter, type Reply, type Supervision } from './handling-state.ts';
import type { Event, EventOf, Live, Source } from './state.ts';

/** A reply to the proposer may be about private matters, and nobody here knows who that is: it goes by hand. A summary has no words. */
const meantFor = (to: Addressee, who: string): boolean => who !== 'summary' && (to === 'public' || (to === 'session' && who === 'rater'));

const outwardLetter = (event: EventOf<'letterSent'>): EventOf<'letterSent'> => ({ ...event, number: '', text: '', answerBy: 0 });

const outwardSupervision = (event: EventOf<'supervised'>): EventOf<'supervised'> => ({
  ...event,
  place: '',
  people: [],
  others: 0,
  text: '',
  files: [],
  taken: {},
  followUp: null,
  follows: null,
});

type Outward = { readonly [T in HandlingEvent['type']]: (event: EventOf<T>, who: string) => Event | null };
const asItIs = <T extends Event>(event: T): T => event;
const nothing = (): null => null;
const outward: Outward = {
  replied: (event, who) => (meantFor(event.to, who) ? event : { ...event, text: '' }),
  areaAssigned: asItIs,
  supervised: outwardSupervision,
  letterSent: outwardLetter,
  routed: nothing,
  reportDrafted: nothing,
  draftSentBack: nothing,
  followUpCalled: nothing,
  paired: nothing,
  unpaired: nothing,
  acted: nothing,
  cycleEnded: nothing,
  letterAnswered: nothing,
  letterOverdue: nothing,
  escalated: nothing,
};
const isHandling = (event: Event): event is HandlingEvent => Object.hasOwn(outward, event.type);

/** Numbers of other systems lead to people there. */
export const spoken = (sources: readonly Source[]): readonly Source[] => sources.filter((source) => 'kind' in source);

/** Null = not told at all. `who`: `rater`, `public` or `summary`. */
export const outwardEvent = (event: Event, who: string): Event | null => {
  if (isHandling(event)) return (outward[event.type] as (event: Event, who: string) => Event | null)(event, who);
  switch (event.type) {
    case 'issued':
      return { ...event, matter: { ...event.matter, sources: spoken(event.matter.sources) } };
    case 'noted':
      return event.taken ? { ...event, taken: placeless(event.taken) } : event;
    case 'reportedDone': {
      const { drafted: _drafted, ...rest } = event;
      return { ...rest, by: '', ...(event.taken ? { taken: placeless(event.taken) } : {}) };
    }
    default:
      return event;
  }
};

const outwardReply = (reply: Reply, who: string): Reply => ({ ...reply, by: '', text: meantFor(reply.to, who) ? reply.text : '' });
const supervisedOnly = ({ n, form, day, at }: Supervision): Supervision => ({
  ...{ n, form, day, at, place: '', people: [], others: 0, text: '', files: [], taken: {} },
  ...{ followUp: null, called: false, followed: false, by: '' },
});
const sentOnly = ({ n, department, at }: Letter): Letter => ({
  ...{ n, department, at, number: '', text: '', answerBy: 0, by: '', answer: null, overdue: false },
});

export const outwardItem = <S extends Live>(item: S, who: string): S => {
  const { route, draft, drafts, pair, pairs, cycles } = unhandled;
  const shown = {
    ...item,
    matter: { ...item.matter, sources: spoken(item.matter.sources) },
    ...{ route, draft, drafts, pair, pairs, cycles },
    escalation: unescalated,
    replies: item.replies.map((one) => outwardReply(one, who)),
    supervisions: item.supervisions.map(supervisedOnly),
    letters: item.letters.map(sentOnly),
    taken: placeless(item.taken),
  };
  if (!('report' in shown)) return shown;
  return { ...shown, report: { ...shown.report, by: '', drafted: null, taken: placeless(shown.report.taken) } };
};
