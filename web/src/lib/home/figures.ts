import type { House } from '#shared/core/house.ts';
import { nobody } from '#shared/core/actor.ts';

/** The loop in figures, as the public may know them. */
export interface Figures {
  readonly topics: number;
  readonly sessions: number;
  readonly suggestions: number;
  readonly items: number;
  readonly closed: number;
}

type Counts = Readonly<Record<string, number>>;
const sum = (counts: Counts, except: readonly string[] = []): number =>
  Object.entries(counts).reduce((all, [value, count]) => (except.includes(value) ? all : all + count), 0);

const keptFor = 10_000;
let kept: { readonly at: number; readonly figures: Promise<Figures> } | null = null;

const count = async (house: House): Promise<Figures> => {
  const viewer = nobody(Date.now());
  const [topics, sessions, lists, items] = await Promise.all([
    house.counts('topics-public', 'state', viewer),
    house.counts('sessions', 'stage', viewer),
    house.counts('checklists', 'stage', viewer),
    house.counts('items-public', 'stage', viewer),
  ]);
  return {
    topics: sum(topics),
    sessions: sum(sessions, ['preparing', 'cancelled']),
    suggestions: lists.issued ?? 0,
    items: sum(items, ['closed']),
    closed: items.closed ?? 0,
  };
};

/** Counting goes over many rows: everybody who opens the front page within ten seconds shares one count. */
export const figures = (house: House): Promise<Figures> => {
  const now = Date.now();
  if (kept === null || now - kept.at > keptFor) {
    const made = count(house);
    kept = { at: now, figures: made };
    made.catch(() => (kept = null));
  }
  return kept.figures;
};
