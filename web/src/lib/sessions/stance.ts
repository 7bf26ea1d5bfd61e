import type { SegmentForm } from '#shared/sessions/state.ts';

/** Middle of each fifth of 0–100, from wholly against to wholly for. */
export const steps = ['10', '30', '50', '70', '90'] as const;
export type Step = (typeof steps)[number];

/** From for to against: in this order on every screen. */
export const fromFor = [4, 3, 2, 1, 0] as const;

const afterwards: readonly (SegmentForm | null)[] = ['stance', 'wrap-up', 'sign-off'];

/** Before it was argued, or after: the segment tells. */
export const phaseOf = (form: SegmentForm | null): 'before' | 'after' => (afterwards.includes(form) ? 'after' : 'before');
