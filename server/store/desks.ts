/** What the store keeps besides the record: tokens of other systems, and long work. Part of its contract, see `store.ts`. */
import type { PersonId } from '#shared/core/actor.ts';

// ── tokens of other systems ─────────────────────────────────────────────────────────────────────

/** What another system shows to be let in. Only the sha-256 of its secret is kept. */
export interface KeptToken {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Who made it: it can never do more than they can. */
  readonly maker: PersonId;
  readonly madeAt: number;
  readonly expires: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

export interface TokenDesk {
  putToken(token: KeptToken): Promise<void>;
  token(hash: string): Promise<KeptToken | null>;
  /** Newest first. */
  tokens(): Promise<readonly KeptToken[]>;
  tokenUsed(id: string, at: number): Promise<void>;
  /** False = there is none, or it was revoked before. */
  revokeToken(id: string, at: number): Promise<boolean>;
}

// ── long work ───────────────────────────────────────────────────────────────────────────────────

/** A piece of work that goes on while nobody looks. What it is and how far, only whoever does it knows: `told` is JSON. */
export interface KeptJob {
  readonly id: string;
  readonly person: PersonId;
  readonly madeAt: number;
  /** When whoever does it last said so; 0 = nobody does. */
  readonly beat: number;
  /** Somebody asked to stop it. */
  readonly stop: boolean;
  readonly told: unknown;
}

export interface JobDesk {
  putJob(job: Pick<KeptJob, 'id' | 'person' | 'madeAt' | 'told'>, input: Uint8Array): Promise<void>;
  job(id: string): Promise<KeptJob | null>;
  jobInput(id: string): Promise<Uint8Array | null>;
  /** Newest first. */
  jobsOf(person: PersonId, limit: number): Promise<readonly KeptJob[]>;
  /** Takes it up, unless somebody gave a sign since `since`; true for exactly one of many. */
  takeJob(id: string, at: number, since: number): Promise<boolean>;
  /** Says how far it is; true = it should stop. */
  tellJob(id: string, beat: number, told: unknown): Promise<boolean>;
  stopJob(id: string): Promise<void>;
  /** Those made before this instant, with what they were given. */
  forgetJobs(before: number): Promise<void>;
}

// ── the key of the house ────────────────────────────────────────────────────────────────────────

export interface KeyDesk {
  /** The key with which this house signs, PKCS#8 PEM: the one kept, or `fresh`, kept from now on, when it is the first. The same on every node. */
  houseKey(fresh: string): Promise<string>;
}
