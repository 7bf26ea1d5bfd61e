interface Named {
  readonly name: string;
  /** For narrow tables; the name when none was given. */
  readonly shortName: string;
}

export type State =
  | { readonly stage: 'unknown' }
  | (Named & { readonly stage: 'established' })
  /** Keeps its name: old items still point at it. */
  | (Named & { readonly stage: 'retired' });

export type Event = (Named & { readonly type: 'established' }) | (Named & { readonly type: 'renamed' }) | { readonly type: 'retired' };

export const refusals = ['not-allowed', 'unknown-department', 'already-established', 'retired'] as const;
export type RefusalCode = (typeof refusals)[number];
