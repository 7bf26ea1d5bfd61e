import type { Row } from '../goals.ts';
import type { Options } from '../options.ts';
import type { Measured } from '../rounds.ts';

/** One part of the bench, that can be run alone. */
export interface Case {
  readonly name: string;
  run(options: Options): Promise<CaseResult>;
}

export interface CaseResult {
  readonly rows: readonly Row[];
  /** What it was: clients, writers, times. */
  readonly setting: Readonly<Record<string, unknown>>;
  readonly measured: Measured<unknown>;
}
