import { createContext, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Command } from '#shared/checklists/commands.ts';
import { versionOf } from '#shared/checklists/compare.ts';
import { emptyResponsibility, responsibilityTexts } from '#shared/checklists/responsibility.ts';
import { placeKey, rowOf, type OwnMargin, type ProposedChange, type Remark } from '#shared/checklists/margin.ts';
import { isProposable, isText, listNames, type ListName } from '#shared/checklists/proposable.ts';
import { holds, leads, speaks } from '#shared/checklists/rights.ts';
import { emptySuggestion, suggestionTexts } from '#shared/checklists/suggestion.ts';
import { placeOf } from '#web/lib/live/document-rows.ts';
import type { Settled } from '#web/lib/live/outbox.svelte.ts';
import type { Lists } from '../lists.svelte.ts';
import { meet, splicesBetween, undoubled, type Meeting } from './take-in.ts';

/** What the panel shows: a row or one of its cells; `row` null: a new row; `queue`: one proposed change after the other. */
export interface Shown {
  readonly list: ListName;
  readonly row: string | null;
  readonly field: string | null;
  readonly queue: boolean;
  /** Opens with the form for a change. */
  readonly proposing: boolean;
}

interface Noted {
  readonly remarks: readonly Remark[];
  readonly changes: readonly ProposedChange[];
}
const nothing: Noted = { remarks: [], changes: [] };

const cellKey = (list: ListName, row: string, field: string | null): string => `${list} ${row} ${field ?? ''}`;
const fieldOf = ({ change }: ProposedChange): string | null => (change.kind === 'set' ? change.field : null);
const isOpen = ({ stage }: { readonly stage: string }): boolean => stage === 'open';

/** What stands in the margin of both lists, as this screen shows and asks it. */
export class Margin {
  readonly lists: Lists;
  shown: Shown | null = $state.raw(null);
  /** Said by this screen since it was told what is mine. */
  readonly #mine = new SvelteMap<string, boolean>();

  /** Remarks, changes and agreeing are taken now, from this person. */
  readonly writes: boolean = $derived.by(() => this.lists.state.stage === 'drafting' && speaks(this.lists.state, this.lists.live.viewer));
  /** Writes in the lists too, so that proposing instead is a choice. */
  readonly mayWrite: boolean = $derived.by(
    () => this.writes && holds(this.lists.state, this.lists.live.viewer, 'host', 'recorder', 'convener', 'member', 'officer'),
  );
  /** Reads the lists and speaks in the margin. */
  readonly reads: boolean = $derived.by(() => this.writes && !this.mayWrite);
  /** Chose to propose and not to write. */
  suggesting: boolean = $state(false);
  readonly proposes: boolean = $derived(this.reads || (this.writes && this.suggesting));
  /** Brings a list to the front; set by the page. */
  bring: (list: ListName) => void = () => undefined;
  /** Decides what becomes of proposed changes. */
  readonly leads: boolean = $derived.by(() => this.lists.state.stage === 'drafting' && leads(this.lists.state, this.lists.live.viewer));
  readonly #byRow: ReadonlyMap<string, Noted> = $derived.by(() => {
    const { remarks, changes } = this.lists.state.margin;
    const all = new Map<string, Noted>();
    for (const one of remarks) {
      const key = placeKey(one.list, one.row);
      const there = all.get(key) ?? nothing;
      all.set(key, { ...there, remarks: [...there.remarks, one] });
    }
    for (const one of changes) {
      const row = rowOf(one.change);
      if (row === null) continue;
      const there = all.get(placeKey(one.list, row)) ?? nothing;
      all.set(placeKey(one.list, row), { ...there, changes: [...there.changes, one] });
    }
    return all;
  });
  /** How many are open about a cell, for those that have any. */
  readonly #open: ReadonlyMap<string, { readonly remarks: number; readonly changes: number }> = $derived.by(() => {
    const all = new Map<string, { remarks: number; changes: number }>();
    const at = (key: string) => all.get(key) ?? all.set(key, { remarks: 0, changes: 0 }).get(key)!;
    for (const one of this.lists.state.margin.remarks) if (isOpen(one)) at(cellKey(one.list, one.row, one.field)).remarks += 1;
    for (const one of this.waiting) {
      const row = rowOf(one.change);
      if (row !== null) at(cellKey(one.list, row, fieldOf(one))).changes += 1;
    }
    return all;
  });
  /** Proposed changes that nobody has decided: first list first, top to bottom, new rows last. */
  readonly waiting: readonly ProposedChange[] = $derived.by(() => {
    const open = this.lists.state.margin.changes.filter(isOpen);
    const at = ({ list, change }: ProposedChange): number => {
      const row = rowOf(change);
      const n = row === null ? -1 : this.lists.of(list).rows.findIndex(({ id }) => id === row);
      return listNames.indexOf(list) * 10_000 + (n < 0 ? 9_999 : n);
    };
    return open
      .map((one) => [at(one), one] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, one]) => one);
  });

  constructor(lists: Lists) {
    this.lists = lists;
  }

  /** `$effect(() => margin.remember())`: what this screen asked about itself counts until it is told anew. */
  remember(): void {
    const { own, pending } = this.lists.stream;
    untrack(() => {
      if (own !== this.#told) this.#mine.clear();
      this.#told = own;
      for (const { command } of pending)
        if (command.type === 'agree' || command.type === 'unagree')
          this.#mine.set(placeKey(command.list, command.row), command.type === 'agree');
    });
  }
  #told: unknown;

  /** While it is on, nothing is written by this screen's own hand. */
  suggest(on: boolean): void {
    this.suggesting = on;
    this.lists.suggestions.held = on;
    this.lists.responsibilities.held = on;
  }

  at(list: ListName, row: string): Noted {
    return this.#byRow.get(placeKey(list, row)) ?? nothing;
  }

  /** Open ones about exactly this cell; null when there are none. */
  openAt(list: ListName, row: string, field: string | null): { readonly remarks: number; readonly changes: number } | null {
    return this.#open.get(cellKey(list, row, field)) ?? null;
  }

  /** Whether a cell has anything of the margin to show. */
  marks(list: ListName, row: string, field: string): boolean {
    return (this.proposes && isProposable(list, field)) || this.openAt(list, row, field) !== null;
  }

  agreeing(list: ListName, row: string): number {
    return this.lists.state.margin.agreements[placeKey(list, row)]?.n ?? 0;
  }

  agrees(list: ListName, row: string): boolean {
    const key = placeKey(list, row);
    return this.#mine.get(key) ?? (this.lists.stream.own as OwnMargin | undefined)?.agreed.includes(key) ?? false;
  }

  /** One tap; what the house says otherwise about me counts. */
  async agree(list: ListName, row: string): Promise<Settled> {
    const type = this.agrees(list, row) ? 'unagree' : 'agree';
    const key = placeKey(list, row);
    this.#mine.set(key, type === 'agree');
    const answer = await this.lists.stream.ask({ type, list, row });
    if ('refused' in answer && answer.refused === 'already-agreed') this.#mine.set(key, true);
    else if ('refused' in answer && answer.refused === 'not-agreed') this.#mine.set(key, false);
    else if (!('seq' in answer)) this.#mine.set(key, type !== 'agree');
    return answer;
  }

  ask(command: Command): Promise<Settled> {
    return this.lists.stream.ask(command);
  }

  /** The change against the list as it stands on this screen. */
  meets(proposed: ProposedChange): Meeting {
    return meet(proposed, this.lists.of(proposed.list).rows);
  }

  /** Into the pencil as one edit of mine, then the ask. What stands there already is not written again. */
  async accept(proposed: ProposedChange): Promise<Settled> {
    const meeting = this.meets(proposed);
    const wrote = meeting.how !== 'done' && meeting.how !== 'gone';
    const before = this.#textOf(proposed);
    if (this.suggesting) this.suggest(false);
    if (wrote) this.#write(proposed, meeting);
    const after = this.#textOf(proposed);
    // One id for one change while one version is written: asked twice is done once, and a "no" of one version is none of the next.
    const id = `accept-${versionOf(this.lists.state)}-${proposed.id}`.slice(0, 64);
    const answer = await this.lists.stream.ask({ type: 'acceptChange', proposal: proposed.id, adapted: meeting.how === 'merged' }, { id });
    if (wrote && 'refused' in answer) await this.#overtaken(proposed, before, after);
    // The id is the change's: somebody else used it, so they decided.
    return 'refused' in answer && answer.refused === 'id-reused' ? { refused: 'not-open' } : answer;
  }

  /** Somebody decided it in the same moment. Accepted too: it must not stand there twice. Otherwise: what I wrote goes again. */
  async #overtaken(proposed: ProposedChange, before: string | null, after: string | null): Promise<void> {
    const document = this.lists.of(proposed.list);
    for (const pause of [0, 300, 1_000, 3_000]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const stage = this.lists.state.margin.changes.find(({ id }) => id === proposed.id)?.stage;
      if (stage === 'open') continue;
      if (stage !== 'accepted') return this.#textOf(proposed) === after ? document.undo() : undefined;
      const now = this.#textOf(proposed);
      const once = now === null || before === null || after === null ? null : undoubled(now, before, after);
      if (once === null || proposed.change.kind !== 'set') continue;
      const { row, field } = proposed.change;
      const splices = splicesBetween(now ?? '', once).toReversed();
      return document.edit((rows) => rows.splice(row, field, splices));
    }
  }

  /** What stands where a text is to be changed; null for every other change. */
  #textOf({ list, change }: ProposedChange): string | null {
    if (change.kind !== 'set' || !isText(list, change.field)) return null;
    const stands = this.lists.of(list).rows.find(({ id }) => id === change.row)?.cells[change.field];
    return typeof stands === 'string' ? stands : '';
  }

  #write(proposed: ProposedChange, meeting: Meeting): void {
    const { id, list, change } = proposed;
    const document = this.lists.of(list);
    if (change.kind === 'remove') return document.edit((rows) => rows.remove(change.row));
    if (change.kind === 'add') return this.#put(list, id, change.below, change.cells);
    if (!isText(list, change.field)) return document.edit((rows) => rows.set(change.row, change.field, change.after));
    const wanted = meeting.how === 'merged' ? meeting.text : typeof change.after === 'string' ? change.after : '';
    const splices = splicesBetween(this.#textOf(proposed) ?? '', wanted).toReversed();
    document.edit((rows) => rows.splice(change.row, change.field, splices));
  }

  /** Under the id of the proposal, so that it comes once. */
  #put(list: ListName, id: string, below: string | null, given: Readonly<Record<string, unknown>>): void {
    const document = this.lists.of(list);
    const above = below === null ? -1 : document.rows.findIndex((row) => row.id === below);
    const at = above < 0 ? document.rows.length : above + 1;
    const order = placeOf(document.rows[at - 1], document.rows[at]);
    const empty = list === 'suggestions' ? emptySuggestion(order) : emptyResponsibility(order);
    const shared: readonly string[] = list === 'suggestions' ? suggestionTexts : responsibilityTexts;
    const cells = Object.fromEntries(Object.entries(given).filter(([field]) => !shared.includes(field)));
    const texts = Object.fromEntries(shared.map((field) => [field, typeof given[field] === 'string' ? given[field] : '']));
    document.edit((rows) => rows.put(id, { ...empty, ...cells }, texts));
  }
}

export const [theMargin, openMargin] = createContext<Margin>();
