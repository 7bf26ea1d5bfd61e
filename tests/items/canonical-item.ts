/**
 * Items that will behave alike, told alike: what was said and how often is left out, an instant is past or ahead, a day before, on or after
 * today. What can be asked of an item is explored slice by slice: each slice tells some facts apart and takes the rest as they first come.
 */
import { dayOf } from '#shared/core/calendar.ts';
import type { State } from '#shared/items/state.ts';

/** Fields left out: words, files, names that only tell one occurrence from the next, counts and instants of what happened. */
const leftOut = `text reason files taken pictures title task criterion number sheet contact rules link scope day sources session checklist row
  publicity form place people others attitude n id review from to drafts pairs cycle corrects correctedBy reminders reassignments redos returnAsks
  claimWindows rounds lookBacksPlanned reviews sendBacks lookedBack relapses count cycles outcome hosts raters known asked lastActAt openedAt
  verifiedAt closedAt at askedAt since enteredAt recordedAt issuedAt because again firstDue reachedAt countersignedBy class
  pastRounds formerLeads`;
const facts = {
  judging: 'ratings papers lookBacks retired',
  signing: 'route draft by drafted',
  opinions: 'opinions',
  returns: 'returnAsk returnUntil claim',
  clocks: 'lamp clock due extensionAsk extensions milestones reviewCalled reviewAt endsAt',
  supervision: 'area replies supervisions pair letters escalation outcomes',
} as const;
export type Fact = keyof typeof facts;

export type Lens = ReadonlySet<string>;
/** Leaves out what every slice leaves out, and the facts that are not named. */
export const lensOf = (...kept: readonly Fact[]): Lens => {
  const dropped = (Object.keys(facts) as Fact[]).filter((fact) => !kept.includes(fact)).map((fact) => facts[fact]);
  return new Set([leftOut, ...dropped].flatMap((list) => list.split(/\s+/u)));
};

const anInstant = 946_684_800_000;
const aDay = /^\d{4}-\d\d-\d\d$/u;

/** A paper that counted or lapsed is spent, and each has an id of its own. */
const waiting = (papers: unknown): readonly unknown[] =>
  Object.values(papers as Readonly<Record<string, { readonly status: string }>>).filter(({ status }) => status === 'waiting');

/** `annual` stands for the class: only whether it comes back makes a difference. */
export const canonicalItem = (state: State, now: number, lens: Lens): string => {
  const today = dayOf(now);
  const told = (value: unknown): unknown => {
    if (typeof value === 'number') return value < anInstant ? Math.min(value, 4) : value <= now ? 'past' : 'ahead';
    if (typeof value === 'string') return !aDay.test(value) ? value : value < today ? 'before' : value > today ? 'after' : 'today';
    if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(told(one))))].sort();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([field, inner]) =>
        lens.has(field) ? [] : [[field, told(field === 'papers' ? waiting(inner) : inner)]],
      ),
    );
  };
  const annual = 'report' in state && state.rules.annual.includes(state.report.class);
  return JSON.stringify([told(state), annual]);
};
