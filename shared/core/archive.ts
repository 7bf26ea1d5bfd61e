/**
 * How one thing leaves the house as a file, with all that belongs to it. The file has one JSON object in each line; the first says what
 * comes, the last that nothing is missing. Each line names its number and ends with `hash`: sha-256 of the hash before it, a line break and
 * the line up to there.
 */
import type { Actor } from './actor.ts';
import { canonical } from './canonical.ts';
import type { AnyEvent, Recorded, StreamId } from './recorded.ts';

/** Of a kind whose things can leave the house. */
export interface ArchiveRule<S> {
  /** Streams that go along, if there are any of that name. */
  belongs(id: string): readonly StreamId[];
  /** Nothing more is counted here. Before that there is neither archive nor seal: whoever looked at them twice would see who did what between. */
  over(state: S): boolean;
  may(state: S, viewer: Actor): boolean;
}

/** Of a kind with events of which nobody but the counting may know whose they are. */
export interface Veil<E extends AnyEvent> {
  /** Null = it stays at its place. */
  hidden(event: E): Hidden | null;
  /** What stays at its place, without whose it is; null = everybody may know that. */
  bare(event: E): E | null;
  /** The same as somebody else's; `few`: so few in its group that the group itself would tell who it was. */
  as(event: E, who: string, few: boolean): E;
}

export interface Hidden {
  /** What it says, without who and without the group. */
  readonly said: unknown;
  readonly who: string;
  /** Within it the same person stays the same, so that tallies and maps come out alike; in another one they are somebody else. */
  readonly scope: string;
  /** A part of the scope that the event tells of its person (a role); `''` = none. */
  readonly group: string;
}

/**
 * What is sealed of an event everybody may know: all of it but the facts about people, which can be erased without breaking the seal.
 */
export const sealedText = ({ seq, at, by, cause, event }: Recorded): string => {
  const { personal, ...rest } = event;
  return canonical({ seq, at, by, cause, event: personal ? { ...rest, personal: { subject: personal.subject } } : rest });
};

/** As an archive tells an event that stays at its place. */
export const bareOf = <E extends AnyEvent>(veil: Veil<E> | undefined, recorded: Recorded<E>): Recorded<E> => {
  const event = veil?.bare(recorded.event) ?? null;
  return event === null ? recorded : { ...recorded, by: '', event };
};

/** How a stream stood: `head` seals its first `seq` events. */
export interface Seal {
  readonly stream: StreamId;
  readonly seq: number;
  readonly head: string;
}

export const archiveVersion = 1;

/** The first line. */
export interface Manifest {
  readonly archive: typeof archiveVersion;
  readonly of: StreamId;
  /** Milliseconds since 1970. */
  readonly made: number;
  /** Facts about people came along. */
  readonly names: boolean;
  readonly seals: readonly Seal[];
  /** Lines in the whole file, and how many of each sort. */
  readonly lines: number;
  readonly events: number;
  readonly documents: number;
  readonly files: number;
}

/** Ids of uploaded files anywhere inside a value. */
export const filesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^[0-9a-f]{32}\.(?:jpg|png|webp|pdf)$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
};

/** Something wrong with an archive, in the line named; `stream` where it is one of them. */
export interface Flaw {
  readonly line: number;
  readonly code: FlawCode;
  readonly stream?: string;
}

export const flawCodes = [
  /** Cannot be read at all: no JSON, damaged compression, too long. */
  'unreadable',
  /** Not what was written there. */
  'changed',
  /** Not at its place: lines before it are missing, added or in another order. */
  'misplaced',
  /** Not one of the lines an archive has. */
  'unknown-line',
  /** A stream or document that does not belong to it, or of a kind unknown here. */
  'foreign',
  /** An event does not follow the one before it. */
  'gap',
  /** The events are not those that the first line seals. */
  'seal',
  /** The events cannot be folded by this version. */
  'unfoldable',
  /** The edits of a document do not make the content told with it. */
  'content',
  /** A file is not of the type it says. */
  'file-type',
  /** Not as many lines as the first line says; or the last line is missing. */
  'cut-off',
  /** Something else of this name is here already. */
  'exists',
] as const;
export type FlawCode = (typeof flawCodes)[number];

/** Told while an archive is taken in, one JSON object a line, the last one with `done` or `flaws`. */
export type Taking =
  | { readonly at: number; readonly of: number; readonly phase: 'checking' | 'keeping' }
  | { readonly flaws: readonly Flaw[] }
  /** `fresh` events and documents were not here before; 0 = all of it was. */
  | { readonly done: boolean; readonly manifest: Manifest; readonly fresh: number }
  | { readonly unavailable: string };
