import type { PersonId } from '../core/actor.ts';
import type { Personal } from '../core/recorded.ts';

/** Who brought it, as far as they said; erasable. */
export type Facts = { readonly name?: string; readonly phone?: string };

export interface Content {
  readonly title: string;
  readonly description: string;
  readonly place: string;
  /** Keys of the rule pack. */
  readonly category: string;
  readonly channel: string;
  readonly photos: readonly string[];
}

/** Merged: joins in everything, its endorsers count here. Nested: a small matter under a large one, counted apart. */
export type Bond = 'merged' | 'nested';

/** What a topic brings along when it joins another; nothing in it is lost by leaving again. */
export interface Joined {
  readonly as: Bond;
  readonly title: string;
  /** '' when hidden from this viewer. */
  readonly receipt: string;
  readonly submitter: PersonId;
  readonly endorsers: readonly PersonId[];
  /** The topic that handed it on to this one; its own id when it came by itself. */
  readonly via: string;
}

interface Submitted extends Content {
  readonly id: string;
  readonly submitter: PersonId;
  readonly facts: Facts | null;
  readonly submittedAt: number;
  /** Since when it stands at this stage: an endorsement does not move it within the list. */
  readonly changedAt: number;
  /** Ten characters that open the state of this topic to whoever holds them. '' when hidden from this viewer. */
  readonly receipt: string;
  /** Own ones only, without those of joined topics. Empty when hidden from this viewer: see `endorsements`. */
  readonly endorsers: readonly PersonId[];
  /** Different people behind it, with those of merged topics. */
  readonly endorsements: number;
  readonly joined: Readonly<Record<string, Joined>>;
  /** criterion of the rule pack → 0–5; empty until selected. */
  readonly scores: Readonly<Record<string, number>>;
  /** Staff has let it out among the public: from the first screening on, for ever. */
  readonly listed: boolean;
  /** Ids, in order. */
  readonly sessions: readonly string[];
}

/** Where a topic stands while something will still be done with it. */
export const liveStages = ['collected', 'screened', 'selected', 'scheduled', 'deliberated'] as const;
export type LiveStage = (typeof liveStages)[number];

export type Topic =
  | (Submitted & { readonly stage: LiveStage })
  /** `was` is the stage it returns to. */
  | (Submitted & { readonly stage: Bond; readonly into: string; readonly was: LiveStage })
  | (Submitted & { readonly stage: 'declined'; readonly reason: string; readonly note: string });

export type State = { readonly stage: 'unknown' } | Topic;

export type Event =
  | (Content & { readonly type: 'submitted'; readonly id: string; readonly receipt: string; readonly personal: Personal<Facts> })
  /** `person` is '' when hidden from this viewer. */
  | { readonly type: 'endorsed'; readonly person: PersonId; readonly endorsements: number }
  | { readonly type: 'screened' }
  | { readonly type: 'selected'; readonly scores: Readonly<Record<string, number>> }
  | { readonly type: 'declined'; readonly reason: string; readonly note: string }
  | { readonly type: 'leftFor'; readonly into: string; readonly as: Bond }
  /** `because` of a person, or the house found nothing there to join. */
  | { readonly type: 'cameBack'; readonly from: string; readonly because: 'asked' | 'nowhere' | 'circle' }
  | { readonly type: 'absorbed'; readonly from: string; readonly joined: Joined; readonly endorsements: number }
  | { readonly type: 'released'; readonly from: string; readonly endorsements: number }
  /** `from`, handed on by `via`, cannot be taken in here. */
  | { readonly type: 'turnedAway'; readonly from: string; readonly via: string }
  | { readonly type: 'scheduled'; readonly session: string }
  | { readonly type: 'unscheduled'; readonly session: string }
  | { readonly type: 'deliberated'; readonly session: string };

export const refusals = [
  'not-allowed',
  'nobody',
  'unknown-topic',
  'already-submitted',
  'not-in-pack',
  'already-endorsed',
  'ended',
  'wrong-stage',
  'itself',
] as const;
export type RefusalCode = (typeof refusals)[number];
