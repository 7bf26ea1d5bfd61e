/**
 * What a screen reader is told of a page that changes by itself: one sentence at a time, never faster than it can be spoken, the important
 * ones first, and what is old by then not at all. Pure; all times in milliseconds.
 */
export interface Announcement {
  /** What it is about: a newer one with the same key takes its place. */
  readonly key: string;
  readonly text: string;
  /** Goes before the others. */
  readonly urgent: boolean;
  readonly at: number;
}

export interface Announcing {
  /** In the order in which they will be said. */
  readonly waiting: readonly Announcement[];
  /** When the last one was handed out, and how long it takes to say. */
  readonly busyUntil: number;
}

export const silence: Announcing = { waiting: [], busyUntil: 0 };

/** Between two sentences at least. */
const gap = 1_500;
/** A screen reader at its usual pace says about five Chinese characters a second, or fifteen Latin letters. */
const perCharacter = 180;
/** Not worth saying any more. */
const stale = 20_000;
const urgentStale = 8_000;
const most = 5;

const spokenFor = (text: string): number =>
  Math.min(9_000, gap + [...text].reduce((sum, one) => sum + (/[\u0000-\u024F]/u.test(one) ? perCharacter / 3 : perCharacter), 0));

const worth =
  (now: number) =>
  (one: Announcement): boolean =>
    now - one.at < (one.urgent ? urgentStale : stale);

/** One more to say. The same key keeps its place in the row; of too many the oldest that is not urgent goes. */
export const told = (state: Announcing, one: Announcement): Announcing => {
  const at = state.waiting.findIndex(({ key }) => key === one.key);
  const others = state.waiting.filter(({ key }) => key !== one.key);
  const urgent = others.filter((other) => other.urgent).length;
  const place = one.urgent ? urgent : at < 0 ? others.length : Math.max(urgent, at);
  const waiting = others.toSpliced(place, 0, one);
  if (waiting.length <= most) return { ...state, waiting };
  const calm = waiting.findIndex((other) => !other.urgent);
  return { ...state, waiting: waiting.toSpliced(Math.max(0, calm), 1) };
};

/** What to say now; null = nothing, or the last one is still being said. */
export const next = (state: Announcing, now: number): { readonly state: Announcing; readonly say: string | null } => {
  const waiting = state.waiting.filter(worth(now));
  const [first, ...rest] = waiting;
  if (!first || now < state.busyUntil) return { state: { ...state, waiting }, say: null };
  return { state: { waiting: rest, busyUntil: now + spokenFor(first.text) }, say: first.text };
};

/** Milliseconds until `next` is worth asking again; null = nothing waits. */
export const wait = ({ waiting, busyUntil }: Announcing, now: number): number | null =>
  waiting.length === 0 ? null : Math.max(0, busyUntil - now);
