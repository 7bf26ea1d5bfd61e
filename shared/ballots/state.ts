/**
 * The mass actions of one session (`ballots/<session>`): statements and marks, seconds, polls, moods. They commute, so whole halls may press at
 * once; who pressed what is known to the counting alone, everybody else is told figures (`visibility.summary`).
 */
import type { PersonId } from '../core/actor.ts';
import type { Shelf } from './shelf.ts';

export type { BallotEvent } from './events.ts';
export type { BallotRefusal } from './refusals.ts';

/** As a session seats them. */
export const voterRoles = ['host', 'recorder', 'stakeholder', 'resident', 'member', 'expert', 'officer', 'observer'] as const;
export type VoterRole = (typeof voterRoles)[number];

/** 赞成 · 反对 · 说不准. */
export const marks = ['agree', 'disagree', 'pass'] as const;
export type Mark = (typeof marks)[number];

/** 听懂了 · 没听清 · 太快了 · 太慢了 · 有共鸣. Never a vote. */
export const moods = ['clear', 'unclear', 'fast', 'slow', 'resonates'] as const;
export type Mood = (typeof moods)[number];

/** 观点. */
export interface Statement {
  readonly id: string;
  /** `''` where the viewer may not know: they are only shown what was said. */
  readonly by: PersonId;
  /** `''` for others than the hosts while held, and once excluded. */
  readonly text: string;
  /** Statement it rewords, so that a divide may be voted on again. */
  readonly rewords: string | null;
  readonly stage: 'held' | 'admitted' | 'excluded';
  /** Why it was excluded. */
  readonly reason: string | null;
  /** Excluded while it was held: only the hosts and its author ever knew of it. */
  readonly unseen?: true;
  /** When it came before the room; made, while it is held. */
  readonly at: number;
}

/** 单选 · 多选 · 排序 · 打分 0–10 · 短答. */
export const methods = ['single', 'multiple', 'ranked', 'score', 'words'] as const;
export type Method = (typeof methods)[number];

/** What one ballot says, by the poll's method. */
export type Choice =
  | { readonly method: 'single'; readonly option: string }
  | { readonly method: 'multiple'; readonly options: readonly string[] }
  /** First is best; options left out come last, all alike. */
  | { readonly method: 'ranked'; readonly options: readonly string[] }
  /** Option id → 0–10; options left out were not scored. */
  | { readonly method: 'score'; readonly scores: Readonly<Record<string, number>> }
  /** One to three short answers. */
  | { readonly method: 'words'; readonly words: readonly string[] };

/** A ballot of a named or counted poll, by person; of a secret one by paper, and without a role. */
export interface Ballot {
  readonly choice: Choice;
  /** Roles of the voter when the ballot was cast; empty in a secret poll. */
  readonly roles: readonly VoterRole[];
}

/** How often each option was chosen; the same shape for every method. */
export interface Tally {
  /** Ballots counted. */
  readonly ballots: number;
  /** Option → times chosen (single, multiple), Borda points (ranked), sum of scores (score). */
  readonly options: Readonly<Record<string, number>>;
  /** Ranked: option → how often first. Score: option → how many scored it. Empty otherwise. */
  readonly counts: Readonly<Record<string, number>>;
  /** Words: answer → how often. Empty otherwise. */
  readonly words: Readonly<Record<string, number>>;
  /** Score only: option → how many gave 0, 1 … 10. */
  readonly scores?: Readonly<Record<string, readonly number[]>>;
}

/**
 * named: after closing everybody reads who voted what, as announced · counted: only figures, the record knows · secret: nobody ever,
 * not even who runs the machine: people draw a paper, and only the paper votes.
 */
export const ballotForms = ['named', 'counted', 'secret'] as const;
export type BallotForm = (typeof ballotForms)[number];

export interface Poll {
  readonly id: string;
  readonly title: string;
  readonly method: Method;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** Multiple: options one may choose at most. */
  readonly most: number;
  readonly form: BallotForm;
  /** Who may vote; empty = everybody seated but observers. */
  readonly roles: readonly VoterRole[];
  /** Figures are shown while it is open; never in a secret poll. */
  readonly running: boolean;
  readonly stage: 'open' | 'closed' | 'withdrawn';
  /** Of the key that signs its papers, for everybody to compare; null until announced, and in polls that are not secret. */
  readonly fingerprint: string | null;
  readonly openedAt: number;
  /** The announced moment of the close, a whole second of the server's clock; null = none. */
  readonly closesAt: number | null;
  readonly closedAt: number | null;
  /** Why it was withdrawn. */
  readonly reason: string | null;
  /** People that may vote: when it was opened, and at the close; in between `Summary` knows. */
  readonly entitled: number;
  /** Named and closed: person → ballot, as announced. Empty otherwise, and for the public. */
  readonly ballots: Readonly<Record<PersonId, Ballot>>;
  /** Once closed; what stands before is in `Summary`. */
  readonly tally: Tally;
  /** Once closed, for each role with at least five ballots. Empty in a secret poll. */
  readonly byRole: Readonly<Partial<Record<VoterRole, Tally>>>;
}

export interface Seat {
  /** None = left. */
  readonly roles: readonly VoterRole[];
  readonly department: string | null;
  /** Of this person in every row of marks; never given to another. */
  readonly place: number;
}

export interface MarkTally {
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
}

/** Marks of one statement: a letter for each place, see `places.ts`. */
export interface MarkRow {
  readonly row: string;
  readonly tally: MarkTally;
}

/** What the counting must know of a question to say yes or no. Who asked it without a name is known to nobody else. */
export interface ToldQuestion {
  readonly by: PersonId;
  /** May be seconded: it waits, or its answer is still talked about. */
  readonly open: boolean;
  /** Question it counts with. */
  readonly into: string | null;
}

/** Seconds of one question: a letter for each place, see `places.ts`. */
export interface SecondRow {
  readonly row: string;
  readonly count: number;
}

/** The box of one poll. The tallies are kept with every ballot. */
export interface Box {
  /** Voter (person, or paper in a secret poll) → ballot. */
  readonly ballots: Shelf<Ballot>;
  /** Secret: who drew a paper → sha-256 of what was signed, so that asked again is signed again. */
  readonly drawn: Shelf<string>;
  /** Without words; and by role, where answers are short ones, at the close only. */
  readonly tally: Tally;
  readonly byRole: Readonly<Partial<Record<VoterRole, Tally>>>;
  /** Short answer → how often. There are as many as people, so they lie on a shelf. */
  readonly words: Shelf<number>;
}

/** Who sits where and who pressed what. Stays on the server: nobody is ever sent any of it. */
export interface Counting {
  readonly seats: Shelf<Seat>;
  /** Viewers that came in by the screen code. */
  readonly screens: readonly PersonId[];
  /** Statement → marks. */
  readonly marks: Readonly<Record<string, MarkRow>>;
  /** A letter for each place that marked anything. */
  readonly markers: string;
  /** Questions the room heard of, as their session told them. */
  readonly questions: Readonly<Record<string, ToldQuestion>>;
  /** Question → who seconded just this one. */
  readonly seconds: Readonly<Record<string, SecondRow>>;
  /** Poll → box. */
  readonly boxes: Readonly<Record<string, Box>>;
  /** A letter for each place that shows a mood now. */
  readonly moods: string;
}

/** The map at the close: what `report` of the consensus module found, without anybody's name or place in the room. */
export interface KeptMap {
  readonly at: number;
  readonly map: unknown;
}

export interface Held {
  readonly session: string;
  readonly title: string;
  /** As the session: `open` = everybody may follow while it runs. */
  readonly publicity: 'invited' | 'open';
  /** New statements wait for the host. */
  readonly review: boolean;
  /** People may submit and mark. */
  readonly marking: boolean;
  /** As they came before the room; held ones among them as they were made. */
  readonly statements: readonly Statement[];
  readonly polls: readonly Poll[];
  /** null for every viewer, the hosts too. */
  readonly counting: Counting | null;
  readonly map: KeptMap | null;
}

export type Open = Held & { readonly stage: 'open' };
export type Closed = Held & { readonly stage: 'closed' };
export type Ballots = Open | Closed;
/** Empty until the session opens; nothing more is cast once it is closed. */
export type BallotsState = { readonly stage: 'none' } | Ballots;

/** What everybody in the room is told of what is hidden from them: figures only, whole every time. */
export interface Summary {
  /** Statement → figures. */
  readonly marks: Readonly<Record<string, MarkTally>>;
  /** People who marked anything. */
  readonly markers: number;
  /** Open polls: `tally` only where running figures were announced. */
  readonly polls: Readonly<Record<string, { readonly ballots: number; readonly entitled: number; readonly tally: Tally | null }>>;
  readonly moods: Readonly<Record<Mood, number>>;
  /** Question → people who seconded it, or what was merged into it, each once; left out where nobody did. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** What only this viewer is told. */
export interface Own {
  /** Roles of this person among the mass actions; none = may neither mark nor vote. */
  readonly roles?: readonly VoterRole[];
  readonly marks: Readonly<Record<string, Mark>>;
  /** Poll → own ballot; null in a secret poll where a paper was drawn. */
  readonly ballots: Readonly<Record<string, Choice | null>>;
  readonly mood: Mood | null;
  /** Questions this person seconded, each where they pressed it. */
  readonly seconds: readonly string[];
  /** Own statements, also those held or excluded (with the reason). */
  readonly statements: readonly Statement[];
}
