import { createContext } from 'svelte';
import type { Command } from '#shared/checklists/commands.ts';
import { checklists } from '#shared/checklists/kind.ts';
import { holds, leads } from '#shared/checklists/rights.ts';
import type { Event, RefusalCode, State } from '#shared/checklists/state.ts';
import { arranged, blockIn, mostLetters, type BlockKind, type BlockSource, type WrittenBlock } from '#shared/minutes/block.ts';
import { readable, type IssuedBlock } from '#shared/minutes/ink.ts';
import type { Meeting } from '#shared/minutes/meeting.ts';
import { numbersOf } from '#shared/minutes/telling.ts';
import { Document } from '#web/lib/live/document.svelte.ts';
import { placeOf, type DocumentRow } from '#web/lib/live/document-rows.ts';
import { fresh } from '#web/lib/live/id.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import { Stream, type StreamOptions } from '#web/lib/live/stream.svelte.ts';

/** What the session says of its minutes; brought by the page, since the lists know no session. */
export interface Around {
  readonly meeting: Meeting;
  /** What the record says of each row now. */
  readonly telling: ReadonlyMap<string, string>;
  departmentName(id: string): string;
  /** Opens what a block rests on. */
  show(source: BlockSource): void;
}

/** Kinds that people may put in. */
export type OwnKind = Extract<BlockKind, 'paragraph' | 'heading' | 'subheading' | 'decision'>;

/** The minutes of one session as this screen sees them: the pencil while they are written, the ink once they are issued. */
export class MinutesDesk {
  readonly id: string;
  readonly live: Live;
  readonly stream: Stream<State, Command, Event, RefusalCode>;
  readonly document: Document;
  readonly #around: () => Around;

  readonly issued = $derived.by(() => this.stream.state.minutes.issued);
  readonly concluded: boolean = $derived.by(() => this.stream.state.minutes.concludedAt !== null);
  readonly issues: boolean = $derived.by(() => holds(this.stream.state, this.live.viewer, 'host'));
  readonly writes: boolean = $derived.by(() => this.issued === null && leads(this.stream.state, this.live.viewer));
  readonly blocks: readonly WrittenBlock[] = $derived.by(() => arranged(this.document.rows.map(({ id, cells }) => blockIn(id, cells))));
  /** As they will be read, in pencil or in ink: what has no number is not among them, or needs none. */
  readonly read: readonly (WrittenBlock | IssuedBlock)[] = $derived.by(() => this.issued?.blocks ?? readable(this.blocks));
  readonly numbers: ReadonlyMap<string, string> = $derived.by(() => numbersOf(this.read));
  /** Rows whose source says something else by now than when it was drawn. */
  readonly renewed: ReadonlySet<string> = $derived.by(
    () => new Set(this.writes ? this.blocks.filter((block) => this.newer(block) !== null).map(({ row }) => row) : []),
  );

  constructor(live: Live, id: string, me: string, around: () => Around, options: StreamOptions<State>) {
    this.id = id;
    this.live = live;
    this.#around = around;
    this.stream = new Stream(live, checklists, id, options);
    this.document = new Document(`checklists/${id}/minutes`, { person: live.viewer.id, name: me });
  }

  get around(): Around {
    return this.#around();
  }

  /** What the record says now, where it differs from what stands here and from what was drawn; null = nothing new. */
  newer({ row, text, drawn }: WrittenBlock): string | null {
    const now = this.around.telling.get(row);
    return now === undefined || drawn === null || now === drawn || now === text ? null : now;
  }

  /** The record's words take the place of what stands here. */
  adopt(block: WrittenBlock): void {
    const now = this.newer(block);
    if (now === null) return;
    // Two people may press at once, or one on two screens: the words must not stand there twice.
    this.document.renew(block.row, 'text', now, { drawn: now });
  }

  /** It stays as people wrote it. */
  keep(block: WrittenBlock): void {
    const now = this.newer(block);
    if (now !== null) this.document.set(block.row, 'drawn', now);
  }

  /** Right below, and below the same question where that one is an answer; its id. */
  addBelow(block: WrittenBlock | null, kind: OwnKind): string {
    const beside = this.#beside(block?.under ?? null);
    const at = block ? beside.findIndex(({ id }) => id === block.row) + 1 : beside.length;
    const id = fresh();
    const order = placeOf(beside[at - 1], beside[at]);
    this.document.put(id, { order, kind, under: block?.under ?? null, drawn: null }, { text: '' });
    return id;
  }

  /** Among those it stands beside; what belongs below it goes along. */
  move(block: WrittenBlock, step: -1 | 1): void {
    const beside = this.#beside(block.under);
    const at = beside.findIndex(({ id }) => id === block.row);
    if (at < 0 || !beside[at + step]) return;
    const place = step < 0 ? placeOf(beside[at - 2], beside[at - 1]) : placeOf(beside[at + 1], beside[at + 2]);
    this.document.set(block.row, 'order', place);
  }

  remove(block: WrittenBlock): void {
    this.document.remove(block.row);
  }

  tooLong({ text }: { readonly text: string }): boolean {
    return text.length > mostLetters;
  }

  #beside(under: string | null): readonly DocumentRow[] {
    const rows = new Map(this.document.rows.map((row) => [row.id, row]));
    const known = (row: string | null): string | null => (row !== null && rows.has(row) ? row : null);
    return this.blocks.filter((block) => known(block.under) === known(under)).flatMap(({ row }) => rows.get(row) ?? []);
  }
}

export const [theMinutes, openMinutes] = createContext<MinutesDesk>();
