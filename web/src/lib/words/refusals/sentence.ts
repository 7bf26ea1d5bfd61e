/**
 * A "no" as a sentence. Each kind has one file here with a sentence for every code of its `RefusalCode`; the type makes a missing one
 * a compile error: `export const topics = refusalsOf<RefusalCode>({…zh}, {…en})`. Codes of fields (`empty`, `long`) are in `fields.ts`.
 */
import type { Problem, Refusal } from '#shared/core/refusal.ts';
import { area, type Area } from '../area.ts';

export type Details = Readonly<Record<string, string | number>>;
export type Sentence = string | ((details: Details) => string);
export type Sentences<Code extends string> = Readonly<Record<Code, Sentence>>;

export const refusalsOf = <Code extends string>(zh: Sentences<Code>, en: Sentences<Code>): Area<Sentences<Code>> => area(zh, en);

/** Whatever the server or `decide` may answer instead of yes. */
export type NotDone =
  | Refusal
  | { readonly malformed: string; readonly at: string }
  | { readonly unavailable: string }
  | { readonly failed: string }
  | { readonly refused: string; readonly details?: Details; readonly problems?: readonly Problem[] };

export const spoken = (sentence: Sentence, details: Details = {}): string => (typeof sentence === 'string' ? sentence : sentence(details));
