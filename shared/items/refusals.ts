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
  /** That rater has rated already. */
  'already-rated',
  /** A paper of that rater waits for its second person. */
  'paper-waiting',
  'unknown-paper',
  /** Whoever entered a paper does not countersign it. */
  'second-person',
  /** Nobody enters or countersigns their own rating for themselves: they rate. */
  'own-rating',
  'unknown-outcome',
  /** There is no draft that waits, or not this one any more. */
  'no-draft',
  /** Something is told of a file that is not among the files. */
  'unknown-file',
  /** Later than now. */
  'time-ahead',
  'unknown-reply',
  'unknown-supervision',
  'unknown-letter',
  'already-answered',
  /** The two leads are two people. */
  'same-person',
  'already-paired',
  'not-paired',
  /** Something else was issued under this id. */
  'already-issued',
  /** Nothing of it is due now. */
  'not-due',
  'unchanged',
] as const;
export type RefusalCode = (typeof refusals)[number];
