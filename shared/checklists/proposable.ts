/** Cells that may stand in a proposed change, and whether a value fits one. Cells with names and phone numbers are not among them. */
import * as v from 'valibot';
import { responsibilityCells, responsibilityTexts } from './responsibility.ts';
import type { Complaint } from './row.ts';
import { suggestionCells, suggestionTexts } from './suggestion.ts';

export const listNames = ['suggestions', 'responsibilities'] as const;
export type ListName = (typeof listNames)[number];

/** In the order people read them. Sources, votes, names and phone numbers are the business of those who write. */
export const proposable = {
  suggestions: ['topic', 'problem', 'suggestion', 'minority', 'department', 'category', 'attitude', 'attitudeReason'],
  responsibilities: ['title', 'task', 'criterion', 'lead', 'cooperating', 'due', 'milestones', 'publicity'],
} as const;

const fieldsOf: Readonly<Record<ListName, readonly string[]>> = proposable;
const textsOf: Readonly<Record<ListName, readonly string[]>> = { suggestions: suggestionTexts, responsibilities: responsibilityTexts };
const schemasOf: Readonly<Record<ListName, Readonly<Record<string, v.GenericSchema>>>> = {
  suggestions: suggestionCells.entries,
  responsibilities: responsibilityCells.entries,
};

export const isProposable = (list: ListName, field: string): boolean => fieldsOf[list].includes(field);
/** Whether the cell is text that several people write at once. */
export const isText = (list: ListName, field: string): boolean => textsOf[list].includes(field);

/** The value as the cell would keep it, or what is wrong with it by the code of the check of rows. */
export const fit = (list: ListName, field: string, value: unknown): { readonly value: unknown } | { readonly problem: Complaint } => {
  const schema = schemasOf[list][field];
  if (!schema || !isProposable(list, field)) return { problem: [field, 'malformed'] };
  const read = v.safeParse(schema, value, { abortPipeEarly: true });
  return read.success ? { value: read.output } : { problem: [field, read.issues[0].message] };
};
