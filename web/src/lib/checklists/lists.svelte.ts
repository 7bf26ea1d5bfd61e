import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Command } from '#shared/checklists/commands.ts';
import { checklists } from '#shared/checklists/kind.ts';
import { checkResponsibilities, emptyResponsibility, responsibilityTexts } from '#shared/checklists/responsibility.ts';
import { holds, signsFor } from '#shared/checklists/rights.ts';
import type { Said, Source } from '#shared/checklists/row.ts';
import { hostParty, type Event, type Party, type RefusalCode, type State } from '#shared/checklists/state.ts';
import { checkSuggestions, emptySuggestion, suggestionTexts } from '#shared/checklists/suggestion.ts';
import { dayOf } from '#shared/core/calendar.ts';
import type { Problem } from '#shared/core/refusal.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import { Document } from '#web/lib/live/document.svelte.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Stream, type StreamOptions } from '#web/lib/live/stream.svelte.ts';

import type { ListName } from './place.ts';
import { Relinks } from './relinks.ts';
import { everything, type View } from './view.ts';

export type { ListName } from './place.ts';

/** One thing said in the session that a row may rest on. */
export interface SourceFact {
  readonly kind: Source['kind'];
  readonly id: string;
  /** When it was said; null where nobody noted it. */
  readonly at: number | null;
  readonly text: string;
  readonly by: string;
  /** Whom it asks, or who promised. */
  readonly department: string | null;
  /** `YYYY-MM-DD` of a commitment. */
  readonly due: string | null;
}

/** What the session around the lists knows; brought by the page, since the lists know no session. */
export interface Surroundings {
  /** `names`: all it is called, beside `name`. */
  readonly departments: readonly {
    readonly id: string;
    readonly name: string;
    readonly retired: boolean;
    readonly names?: readonly string[];
  }[];
  readonly topics: readonly string[];
  readonly seated: readonly { readonly person: string; readonly name: string }[];
  readonly facts: readonly SourceFact[];
  /** Opens what a row rests on. */
  show(source: { readonly kind: Source['kind']; readonly id: string }): void;
}

const key = (row: string, field: string): string => `${row} ${field}`;

/** Both lists of one session as this screen sees them: the stream (ink) and the two documents (pencil). */
export class Lists {
  readonly id: string;
  readonly live: Live;
  readonly pack: RulePack;
  readonly stream: Stream<State, Command, Event, RefusalCode>;
  readonly suggestions: Document;
  readonly responsibilities: Document;
  /** A "no" of the server about rows, until the next try. */
  refused: readonly Problem[] = $state.raw([]);
  /** Somebody tried to send it: what is missing is said louder from then on. */
  tried: boolean = $state(false);
  /** Rows of which a phone shows all columns. */
  readonly unfolded = new SvelteSet<string>();
  /** What each list shows of itself on this screen. */
  readonly views: Record<ListName, View> = $state.raw({ suggestions: everything, responsibilities: everything });
  readonly relinks = new Relinks(this);
  /** My name, as the others see it. */
  readonly me: string;
  readonly #around: () => Surroundings;

  readonly state: State = $derived.by(() => this.stream.state);
  readonly #asked = $derived.by(() => checkSuggestions(this.suggestions.content));
  /** The same set until a suggestion comes or goes: typing in one list is no news for the other. */
  #ids: ReadonlySet<string> = new Set();
  readonly #suggestionIds = $derived.by(() => {
    const { rows } = this.suggestions;
    if (rows.length !== this.#ids.size || rows.some(({ id }) => !this.#ids.has(id))) this.#ids = new Set(rows.map(({ id }) => id));
    return this.#ids;
  });
  readonly #today = $derived.by(() => dayOf(this.live.clock.now()));
  readonly #against = $derived.by(() => ({ suggestions: this.#suggestionIds, today: this.#today, calendar: this.pack.calendar }));
  readonly #answered = $derived.by(() => checkResponsibilities(this.responsibilities.content, this.#against));
  readonly checked = $derived.by(() => ({ problems: [...this.#asked.problems, ...this.#answered.problems] }));
  readonly #refusedCells: ReadonlyMap<string, string> = $derived.by(
    () => new Map(this.refused.map(({ id, field, code }) => [key(id ?? '', field), code])),
  );
  readonly #suggestionNumbers: ReadonlyMap<string, number> = $derived.by(
    () => new Map(this.suggestions.rows.map(({ id }, n) => [id, n + 1])),
  );
  /** Parties this person signs for. */
  readonly mine: readonly Party[] = $derived.by(() =>
    this.state.stage === 'signing' ? this.state.parties.filter((party) => signsFor(this.state, this.live.viewer, party)) : [],
  );
  /** Parties this person would sign for, whatever is being signed. */
  readonly signer: readonly Party[] = $derived.by(() => {
    const { viewer } = this.live;
    const all = [hostParty, ...(viewer.department === null ? [] : [viewer.department])];
    return all.filter((party) => signsFor(this.state, viewer, party));
  });
  readonly leads: boolean = $derived.by(() => holds(this.state, this.live.viewer, 'host', 'recorder', 'convener'));
  readonly issues: boolean = $derived.by(() => holds(this.state, this.live.viewer, 'host', 'convener'));

  constructor(live: Live, id: string, me: string, around: () => Surroundings, options: StreamOptions<State> & { readonly pack: RulePack }) {
    this.id = id;
    this.live = live;
    this.me = me;
    this.pack = options.pack;
    this.#around = around;
    this.stream = new Stream(live, checklists, id, options);
    const as = { person: live.viewer.id, name: me };
    this.suggestions = new Document(`checklists/${id}/suggestions`, as);
    this.responsibilities = new Document(`checklists/${id}/responsibilities`, as);
  }

  /** What I ask now waits for the line. */
  get away(): boolean {
    return this.live.connection.state === 'offline' || this.live.connection.state === 'connecting';
  }

  get around(): Surroundings {
    return this.#around();
  }

  of(list: ListName): Document {
    return list === 'suggestions' ? this.suggestions : this.responsibilities;
  }

  /** Follows the documents from the first time they can be written until the page leaves. */
  openDocuments(): () => void {
    const close = [this.suggestions.open(), this.responsibilities.open()];
    return () => close.forEach((one) => one());
  }

  /** Whether this device keeps something I wrote that no server has, or that was set aside. */
  async leftHere(): Promise<boolean> {
    const { hasLeft } = await import('#web/lib/live/document-store.ts');
    const left = await Promise.all([this.suggestions, this.responsibilities].map(({ name }) => hasLeft(this.live.viewer.id, name)));
    return left.includes(true);
  }

  departmentName(id: string | null): string {
    return this.around.departments.find((one) => one.id === id)?.name ?? '';
  }

  partyName(party: Party, host: string): string {
    return party === hostParty ? host : this.departmentName(party);
  }

  /** A name for somebody seated, else the text itself: a proposer is either. */
  personName(proposer: string): string {
    return this.around.seated.find(({ person }) => person === proposer)?.name ?? proposer;
  }

  /** The id of somebody seated whose name this is, else the name. */
  personOf(name: string): string {
    const fits = this.around.seated.filter((one) => one.name === name);
    return fits.length === 1 && fits[0] ? fits[0].person : name;
  }

  problem(row: string, field: string): string | null {
    return this.#said(row)?.problems.find((one) => one.field === field)?.code ?? this.#refusedCells.get(key(row, field)) ?? null;
  }

  advises(row: string, field: string): string | null {
    return this.#said(row)?.advice.find((one) => one.field === field)?.code ?? null;
  }

  isWrong(row: string): boolean {
    return (this.#said(row)?.problems.length ?? 0) > 0;
  }

  /** From 1; 0 where there is none. */
  suggestionNumber(id: string): number {
    return this.#suggestionNumbers.get(id) ?? 0;
  }

  /** Takes back what I did last in this list, nobody else's; links that followed it follow again. */
  undo(list: ListName): void {
    this.of(list).undo();
    if (list === 'suggestions') this.relinks.follow();
  }

  redo(list: ListName): void {
    this.of(list).redo();
    if (list === 'suggestions') this.relinks.follow();
  }

  /** A new row, below `below` or at the end; its id. */
  add(
    list: ListName,
    cells: Readonly<Record<string, unknown>> = {},
    texts: Readonly<Record<string, string>> = {},
    below: string | null = null,
  ): string {
    const empty = list === 'suggestions' ? emptySuggestion('') : emptyResponsibility('');
    const shared = list === 'suggestions' ? suggestionTexts : responsibilityTexts;
    return this.of(list).add({ ...empty, ...cells }, { ...Object.fromEntries(shared.map((name) => [name, ''])), ...texts }, below);
  }

  /** Puts back a row as it was before it was removed. */
  restore(list: ListName, { id, cells }: DocumentRow): void {
    const shared: readonly string[] = list === 'suggestions' ? suggestionTexts : responsibilityTexts;
    const plain = Object.entries(cells).filter(([name]) => !shared.includes(name));
    const texts = shared.map((name) => [name, typeof cells[name] === 'string' ? cells[name] : '']);
    this.of(list).put(id, Object.fromEntries(plain), Object.fromEntries(texts) as Record<string, string>);
  }

  addFrom(list: ListName, fact: SourceFact): string {
    const sources = [sourceOf(fact)];
    const text = fact.text;
    return list === 'suggestions'
      ? this.add(list, { sources, department: fact.department }, fact.kind === 'commitment' ? { suggestion: text } : { problem: text })
      : this.add(list, { sources, lead: fact.department, due: fact.due }, { title: text.slice(0, 60), task: text });
  }

  turnIntoResponsibility({ id, cells }: DocumentRow): string {
    const text = typeof cells['suggestion'] === 'string' ? cells['suggestion'] : '';
    return this.add(
      'responsibilities',
      { suggestions: [id], sources: cells['sources'] ?? [], lead: cells['department'] ?? null },
      { title: text.split(/[\n。；;]/u)[0]?.slice(0, 60) ?? '', task: text },
    );
  }

  #said(row: string): Said | null {
    return this.#asked.said.get(row) ?? this.#answered.said.get(row) ?? null;
  }
}

export const sourceOf = ({ kind, id, at }: SourceFact): Source => ({ kind, id, ...(at === null ? {} : { at }) });

export const [theLists, openLists] = createContext<Lists>();
