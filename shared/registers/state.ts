import type { StreamId } from '../core/recorded.ts';

/** Numbers given out under one name and year: `registers/sessions-2026`. */
export interface State {
  /** 0 = none yet. */
  readonly last: number;
  readonly numbers: Readonly<Record<StreamId, number>>;
}

export type Event = { readonly type: 'allotted'; readonly for: StreamId; readonly number: number };

export const refusals = ['not-allowed'] as const;
export type RefusalCode = (typeof refusals)[number];
