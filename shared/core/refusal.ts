/** A "no" for people: a value with a code, never an exception. The catalogue has a sentence for every code. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** Values the sentence names: `{open: 3}`. Never inner text. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Every place that must be mended before the same command is accepted, all at once. */
  readonly problems?: readonly Problem[];
}

/** One place to mend. `row` counts from 1 as people see it; `field` is the name of the cell in `shared`. */
export interface Problem {
  readonly row?: number;
  readonly id?: string;
  readonly field: string;
  readonly code: string;
}

export const refuse = <Code extends string>(refused: Code, details?: Refusal['details'], problems?: readonly Problem[]): Refusal<Code> => ({
  refused,
  ...(details === undefined ? {} : { details }),
  ...(problems === undefined ? {} : { problems }),
});

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;
