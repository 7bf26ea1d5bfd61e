/** What stands in a cell, read with care: anything may stand in a document. */
import type { Milestone } from '#shared/checklists/responsibility.ts';
import type { Source } from '#shared/checklists/row.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';

export const textIn = ({ cells }: DocumentRow, field: string): string => (typeof cells[field] === 'string' ? cells[field] : '');
export const numberIn = ({ cells }: DocumentRow, field: string): number | null => (typeof cells[field] === 'number' ? cells[field] : null);
export const flagIn = ({ cells }: DocumentRow, field: string): boolean => cells[field] === true;

const listIn = ({ cells }: DocumentRow, field: string): readonly unknown[] => (Array.isArray(cells[field]) ? cells[field] : []);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const idsIn = (row: DocumentRow, field: string): readonly string[] => listIn(row, field).filter((id) => typeof id === 'string');
export const sourcesIn = (row: DocumentRow): readonly Source[] =>
  listIn(row, 'sources').filter((one): one is Source => isRecord(one) && typeof one['kind'] === 'string' && typeof one['id'] === 'string');
export const milestonesIn = (row: DocumentRow): readonly Milestone[] =>
  listIn(row, 'milestones').filter(
    (one): one is Milestone => isRecord(one) && typeof one['title'] === 'string' && typeof one['due'] === 'string',
  );

/** One hue for each person; names stand beside it, since colour alone tells nothing. */
export const hueOf = (person: string): number => [...person].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
