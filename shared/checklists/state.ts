/** The two lists of one session: what they are, what happened to them, why something is refused. */
import type { Personal, Recorded } from '../core/recorded.ts';
import type { PersonId } from '../core/actor.ts';
import type { Refusal } from '../core/refusal.ts';
import { unwritten, type Minutes, type MinutesEvent } from '../minutes/ink.ts';
import { emptyMargin, type Margin, type MarginEvent } from './margin.ts';
import type { Publicity, ResponsibilityCells } from './responsibility.ts';
import type { SuggestionCells } from './suggestion.ts';

/** As in the session, and `screen`: a big screen, which reads and is nobody. */
export const seatRoles = [
  'convener',
  'host',
  'recorder',
  'stakeholder',
  'resident',
  'member',
  'expert',
  'officer',
  'observer',
  'screen',
] as const;
export type SeatRole = (typeof seatRoles)[number];

export interface Seat {
  readonly roles: readonly SeatRole[];
  readonly department: string | null;
}

/** In ink: no name, no phone. `proposer` is somebody seated, or null (unnamed, or named beside the record). */
export interface FrozenSuggestion extends Omit<SuggestionCells, 'proposer' | 'order'> {
  readonly id: string;
  readonly proposer: PersonId | null;
}

/** In ink: no name, no phone. `n` counts from 1 and never changes; `number` is '' until the list is issued. */
export interface FrozenResponsibility extends Omit<ResponsibilityCells, 'person' | 'phone' | 'order'> {
  readonly id: string;
  readonly n: number;
  readonly number: string;
}

export interface Lists {
  readonly suggestions: readonly FrozenSuggestion[];
  readonly responsibilities: readonly FrozenResponsibility[];
}

/** Who answers for a row in the department; null once erased, or hidden from this viewer. */
export interface Contact {
  readonly subject: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** `host`, or the id of a lead department. */
export type Party = string;
export const hostParty: Party = 'host';

export interface SessionNumber {
  readonly year: number;
  /** Of the session within its year: 12 in 〔2026〕12-3. */
  readonly number: number;
}

interface Common {
  /** Session id and title; null until prepared. */
  readonly session: string | null;
  readonly title: string;
  readonly number: SessionNumber | null;
  readonly seats: Readonly<Record<PersonId, Seat>>;
  /** Who left the seat they had: they write no more, and still rate what was decided. */
  readonly left: Readonly<Record<PersonId, Seat>>;
  readonly margin: Margin;
  /** Proposals that came to nothing, oldest first: what the next one is compared with. The latest `mostVersions`. */
  readonly versions: readonly Version[];
  readonly minutes: Minutes;
}

export const mostVersions = 5;

/** 第 n 稿: a proposal that was refused or withdrawn. */
export interface Version extends Lists {
  /** From 1. */
  readonly n: number;
  readonly proposedAt: number;
  readonly parties: readonly Party[];
  readonly signed: Readonly<Record<Party, number>>;
}

/** The session is not open yet: seats are noted, nothing is written. */
export interface Preparing extends Common {
  readonly stage: 'preparing';
}

export interface Drafting extends Common {
  readonly stage: 'drafting';
  /** Why the lists are being written again after a proposal. */
  readonly refused: { readonly party: Party; readonly reason: string; readonly at: number } | null;
}

export interface Signing extends Common, Lists {
  readonly stage: 'signing';
  readonly proposedAt: number;
  readonly parties: readonly Party[];
  /** party → when it signed. */
  readonly signed: Readonly<Record<Party, number>>;
  /** By row of the responsibility list. */
  readonly contacts: Readonly<Record<string, Contact>>;
  /** Names of proposers who are not seated, by row of the suggestion list. */
  readonly proposers: Readonly<Record<string, Contact>>;
}

export interface Issued extends Common, Lists {
  readonly stage: 'issued';
  readonly issuedAt: number;
  readonly parties: readonly Party[];
  readonly contacts: Readonly<Record<string, Contact>>;
  readonly proposers: Readonly<Record<string, Contact>>;
  /** As this viewer may know them, oldest first. */
  readonly amendments: readonly Amendment[];
}

export type State = Preparing | Drafting | Signing | Issued;

/** Fields of an issued row that an amendment may change. The lead department changes by adjudication of the item only. */
export const amendable = ['title', 'task', 'criterion', 'cooperating', 'due', 'milestones', 'publicity'] as const;
export type Amendable = (typeof amendable)[number];

/** What was changed after issue. */
export interface Amendment {
  readonly row: string;
  readonly field: Amendable;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
  readonly at: number;
  readonly by: PersonId;
  /** Of the row, after it. */
  readonly publicity: Publicity;
}

export type Facts = Record<string, string>;

export type Event =
  | { readonly type: 'prepared'; readonly session: string; readonly title: string }
  | ({ readonly type: 'seated'; readonly person: PersonId } & Seat)
  | { readonly type: 'numbered'; readonly year: number; readonly number: number }
  | ({ readonly type: 'proposed'; readonly parties: readonly Party[] } & Lists)
  /** Facts: `name` and `phone`, each only where given. */
  | { readonly type: 'contactGiven'; readonly row: string; readonly personal: Personal<Facts> }
  /** Facts: `name`. */
  | { readonly type: 'proposerNamed'; readonly row: string; readonly anonymous: boolean; readonly personal: Personal<Facts> }
  | { readonly type: 'signed'; readonly party: Party }
  | { readonly type: 'signOffRefused'; readonly party: Party; readonly reason: string }
  | { readonly type: 'proposalWithdrawn' }
  /** Says all over again what was signed, so that the public record begins here. */
  | ({
      readonly type: 'issued';
      readonly session: string;
      readonly title: string;
      readonly number: SessionNumber;
      readonly parties: readonly Party[];
    } & Lists)
  | {
      readonly type: 'amended';
      readonly row: string;
      readonly field: Amendable;
      readonly before: unknown;
      readonly after: unknown;
      readonly reason: string;
      /** The whole row after it; null = this viewer may not know it any more. */
      readonly responsibility: FrozenResponsibility | null;
      /** Only for some viewers: what was amended of this row before is not theirs to know. */
      readonly forgets?: true;
    }
  | MinutesEvent
  | MarginEvent;

export type Past = Recorded<Event>;

export const refusals = [
  /** Not this person's to do. */
  'not-allowed',
  /** Not at this stage of the lists. */
  'wrong-stage',
  /** The rows named in `problems` must be mended. */
  'rows-invalid',
  /** Neither list has a row. */
  'empty',
  /** Signs for nobody who has to sign. */
  'not-a-party',
  'already-signed',
  /** `details.open` parties have not signed. */
  'unsigned',
  /** The session has no number yet. */
  'unnumbered',
  'unknown-row',
  /** The value does not fit the field; `problems` says why. */
  'value-invalid',
  'unchanged',
  'unknown-remark',
  'unknown-change',
  /** Settled, taken back or decided by now. */
  'not-open',
  'already-agreed',
  'not-agreed',
  /** `details.most` are open already. */
  'margin-full',
  /** The same, of this person. */
  'margin-yours-full',
  /** The session is not closed yet: the minutes are still being told. */
  'minutes-open',
  'minutes-issued',
  /** Nothing stands in them. */
  'minutes-empty',
] as const;
export type RefusalCode = (typeof refusals)[number];
export type Outcome = readonly Event[] | Refusal<RefusalCode>;

export const initial: State = {
  stage: 'preparing',
  session: null,
  title: '',
  number: null,
  seats: {},
  left: {},
  margin: emptyMargin,
  versions: [],
  minutes: unwritten,
};
