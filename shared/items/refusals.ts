/** Every "no" an item knows. */
export const refusals = [
  /** Not this person's to do. */
  'not-allowed',
  /** Not at this stage. */
  'wrong-stage',
  /** A department does not judge its own work. */
  'own-department',
  /** The two keys need two people. */
  'own-report',
  /** A return is being decided first. */
  'return-open',
  'no-return-asked',
  /** The return window has passed. */
  'window-passed',
  'unknown-reason',
  'same-department',
  'already-asked',
  'no-extension-asked',
  /** All `details.times` extensions are used up. */
  'extensions-used',
  /** Longer than `details.days` working days. */
  'extension-long',
  /** Not after the present due day, or in the past. */
  'day-early',
  /** Text and at least one file are needed. */
  'evidence-missing',
  'unknown-class',
  /** `details.open` cooperating departments have neither countersigned nor dissented. */
  'cooperation-open',
  'unknown-milestone',
  'already-reached',
  /** The rating round has not ended. */
  'rating-open',
  'rating-ended',
  'not-a-rater',
  /** Nothing of it is due now. */
  'not-due',
  'unchanged',
] as const;
export type RefusalCode = (typeof refusals)[number];
