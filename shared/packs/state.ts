import type { RulePack } from '../core/rule-pack.ts';

/** One version that was in force, whole: to be read, compared and brought back. */
export interface Version {
  /** As it was written; read it through `readKeptRules`, for the schema may have grown since. */
  readonly pack: RulePack;
  /** Who adopted it; '' = it came as a file, before anything was adopted here. */
  readonly by: string;
  readonly at: number;
  readonly reason: string | null;
  /** The version whose content this one brought back. */
  readonly restores: number | null;
}

export type State =
  /** The file decides (`RULE_PACK`, or the one that comes along). */
  | { readonly stage: 'file' }
  /** The last version is in force; the first is the file it replaced. */
  | { readonly stage: 'adopted'; readonly versions: readonly Version[] };

export type Event = {
  readonly type: 'adopted';
  readonly pack: RulePack;
  readonly reason: string | null;
  readonly restores: number | null;
  /** What was in force by the file until then; only when nothing had been adopted before. */
  readonly replaced: RulePack | null;
};

export const refusals = ['not-allowed', 'other-name', 'version-not-newer', 'nothing-adopted', 'unknown-version', 'same-content'] as const;
export type RefusalCode = (typeof refusals)[number];
