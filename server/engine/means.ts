import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Bus } from '../bus/bus.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Documents } from './port.ts';

/** All that the engine stands on, handed in: it opens nothing itself. */
export interface Means {
  readonly store: Store;
  readonly bus: Bus;
  readonly kinds: Readonly<Record<string, AnyKind>>;
  /** As long as no other was adopted. */
  readonly pack: RulePack;
  readonly rules?: Rules;
  readonly clock: Clock;
  /** 32 fresh hex digits: for codes that must not be guessed. */
  readonly chance: () => string;
  readonly documents: Documents;
  readonly log: Log;
  /** Whether somebody outside may wait for events of this kind; absent = nobody ever. */
  readonly awaited?: (kind: string) => boolean;
  /** Told after every round that reached the store. */
  readonly observe?: (round: Round) => void;
}

/** How the rules in force are learnt without knowing the kind that keeps them. */
export interface Rules {
  readonly stream: StreamId;
  /** Null = none was adopted. */
  pack(state: unknown): RulePack | null;
}

export interface Round {
  readonly asks: number;
  readonly events: number;
  /** Milliseconds in the store. */
  readonly commit: number;
}

/** The part of pino that the engine uses. */
export interface Log {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
