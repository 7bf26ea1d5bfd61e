/** What can happen among the mass actions of a session. Everything a later rule needs is in the event. */
import type { PersonId } from '../core/actor.ts';
import type { Ballot, BallotForm, Choice, Mark, Method, Mood, Tally, VoterRole } from './state.ts';

export type MeetingEvent =
  | {
      readonly type: 'prepared';
      readonly session: string;
      readonly title: string;
      readonly publicity: 'invited' | 'open';
      /** For viewers: nothing of the counting is kept. */
      readonly masked?: true;
    }
  /** No roles = left. */
  | { readonly type: 'seated'; readonly person: PersonId; readonly roles: readonly VoterRole[]; readonly department: string | null }
  /** A big screen came in by its code. */
  | { readonly type: 'screenSeated'; readonly person: PersonId }
  | { readonly type: 'closed' }
  | { readonly type: 'mapKept'; readonly map: unknown };

export type StatementEvent =
  | { readonly type: 'markingOpened' }
  | { readonly type: 'markingClosed' }
  | { readonly type: 'reviewSet'; readonly review: boolean }
  | {
      readonly type: 'statementMade';
      readonly statement: string;
      readonly person: PersonId;
      readonly text: string;
      readonly rewords: string | null;
      readonly held: boolean;
    }
  /** `text` again, since most viewers were not told while it was held. */
  | { readonly type: 'statementAdmitted'; readonly statement: string; readonly text: string; readonly rewords: string | null }
  /** `held`: it waited still. `text`: what stays readable; empty for others than the hosts. */
  | {
      readonly type: 'statementExcluded';
      readonly statement: string;
      readonly reason: string;
      readonly held: boolean;
      readonly text: string;
    }
  | { readonly type: 'marked'; readonly statement: string; readonly person: PersonId; readonly mark: Mark };

export type SecondEvent =
  /** How a question of the session stands: whether it may be seconded, and with which one it counts. `asker` nobody is told. */
  | {
      readonly type: 'questionTold';
      readonly question: string;
      readonly asker: PersonId;
      readonly open: boolean;
      readonly into: string | null;
    }
  | { readonly type: 'seconded'; readonly question: string; readonly person: PersonId }
  | { readonly type: 'unseconded'; readonly question: string; readonly person: PersonId };

export type PollEvent =
  | {
      readonly type: 'pollOpened';
      readonly poll: string;
      readonly title: string;
      readonly method: Method;
      readonly options: readonly { readonly id: string; readonly text: string }[];
      readonly most: number;
      readonly form: BallotForm;
      readonly roles: readonly VoterRole[];
      readonly running: boolean;
      readonly entitled: number;
    }
  /** Told to everybody: the key that signs the papers of this secret poll, by its RFC 7638 thumbprint. Nobody draws before. */
  | { readonly type: 'keyAnnounced'; readonly poll: string; readonly fingerprint: string }
  /** In a secret poll; the paper itself nobody knows but who drew it. `blinded`: sha-256 of what was signed, so that asked again is signed again. */
  | { readonly type: 'paperDrawn'; readonly poll: string; readonly person: PersonId; readonly blinded: string }
  /** `voter`: person, or paper. A later ballot of the same person takes the place of the first; a paper votes once. */
  | {
      readonly type: 'ballotCast';
      readonly poll: string;
      readonly voter: string;
      readonly choice: Choice;
      readonly roles: readonly VoterRole[];
    }
  /** The moment every screen counts down to; the house closes a little later, when what was on its way is in. */
  | { readonly type: 'pollClosing'; readonly poll: string; readonly closesAt: number }
  | { readonly type: 'pollKeptOpen'; readonly poll: string }
  /** `result` as everybody reads it from now on; `named` only where that was announced. */
  | { readonly type: 'pollClosed'; readonly poll: string; readonly result: PollResult }
  | { readonly type: 'pollWithdrawn'; readonly poll: string; readonly reason: string };

/** What the close makes known. */
export interface PollResult {
  /** People that could vote. */
  readonly entitled: number;
  readonly tally: Tally;
  readonly byRole: Readonly<Partial<Record<VoterRole, Tally>>>;
  readonly ballots: Readonly<Record<string, Ballot>>;
}

export type MoodEvent =
  /** null = takes it back. */
  { readonly type: 'moodShown'; readonly person: PersonId; readonly mood: Mood | null } | { readonly type: 'moodsCleared' };

export type BallotEvent = MeetingEvent | StatementEvent | SecondEvent | PollEvent | MoodEvent;
export type EventOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>;
