/** What everybody may know of an item, ready for its page: the same for the public and for staff who look at it with the public's eyes. */
import { dayLength } from '#shared/core/calendar.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { wilson, type Interval } from '#shared/figures/interval.ts';
import { marks, questions, type Event, type Live, type Mark, type Outcome, type Question } from '#shared/items/state.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import type { Names } from '#web/lib/words/story.ts';
import type { portal } from '#web/lib/words/portal.ts';

export type Told = Recorded<Event>;
/** id → name; what is unknown keeps its id. */
export type Departments = Readonly<Record<string, string>>;

export const namesOf = (language: Language, departments: Departments, pack: RulePack['item']): Names => ({
  department: (id) => departments[id] ?? id,
  reason: (code) => pack.returnReasons[code]?.[language.code] ?? code,
  resultClass: (code) => pack.classes[code]?.[language.code] ?? code,
  /** Nobody's name is told here. */
  person: () => '',
  get dates() {
    return language.dates;
  },
});

/** One sentence that says where the item stands. */
export const standing = (item: Live, words: (typeof portal)['zh']['standing'], { department, dates }: Names): string => {
  const lead = department(item.matter.lead);
  switch (item.stage) {
    case 'verified':
      return words.verified();
    case 'closed':
      return words.closed(dates.day(item.closedAt, item.matter.issuedAt));
    default:
      return words[item.stage](lead);
  }
};

/** From so many days without anything public on, the silence is an entry of its own. */
const longSilence = 30;

export type Entry = { readonly key: string; readonly at: number } & ({ readonly told: Told } | { readonly silent: number });

/** Newest first, with the silences between. `until`: now, while the item is not closed. */
export const entriesOf = (events: readonly Told[], until: number | null): readonly Entry[] => {
  const entries: Entry[] = [];
  events.forEach((told, n) => {
    entries.push({ key: String(told.seq), at: told.at, told });
    const next = events[n + 1]?.at ?? until;
    const silent = next === null ? 0 : Math.floor((next - told.at) / dayLength);
    if (silent >= longSilence) entries.push({ key: `${told.seq}-silent`, at: told.at, silent });
  });
  return entries.reverse();
};

interface Rated extends Interval {
  readonly question: Question;
  readonly n: number;
  readonly share: number;
  readonly counts: Readonly<Record<Mark, number>>;
}

/** Satisfied or mostly satisfied, with n and interval; nothing of a question whose figures are held back. */
export const ratedOf = (outcome: Pick<Outcome, Question>): readonly Rated[] =>
  questions.flatMap((question) => {
    const counts = outcome[question];
    if (!counts) return [];
    const n = marks.reduce((sum, mark) => sum + counts[mark], 0);
    const hits = counts.satisfied + counts.basically;
    const interval = wilson(hits, n);
    return interval ? [{ question, n, share: hits / n, counts, ...interval }] : [];
  });
