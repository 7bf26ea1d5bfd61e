/** What stands in each column of the two lists, in the order of reading. Spreadsheets, find and the keyboard all go by this. */
import type { ListName } from './place.ts';

export type CellKind =
  'text' | 'line' | 'person' | 'department' | 'departments' | 'choice' | 'date' | 'flag' | 'number' | 'links' | 'sources' | 'milestones';

export interface Column {
  readonly field: string;
  readonly kind: CellKind;
}

const column = (kind: CellKind, ...fields: readonly string[]): readonly Column[] => fields.map((field) => ({ field, kind }));

export const columns: Readonly<Record<ListName, readonly Column[]>> = {
  suggestions: [
    ...column('text', 'problem'),
    ...column('line', 'topic'),
    ...column('text', 'suggestion', 'minority'),
    ...column('department', 'department'),
    ...column('choice', 'category', 'attitude'),
    ...column('text', 'attitudeReason'),
    ...column('sources', 'sources'),
    ...column('person', 'proposer'),
    ...column('flag', 'anonymous'),
    ...column('number', 'support', 'reserve', 'oppose'),
  ],
  responsibilities: [
    ...column('text', 'title'),
    ...column('links', 'suggestions'),
    ...column('sources', 'sources'),
    ...column('text', 'task', 'criterion'),
    ...column('department', 'lead'),
    ...column('departments', 'cooperating'),
    ...column('line', 'person', 'phone'),
    ...column('date', 'due'),
    ...column('milestones', 'milestones'),
    ...column('choice', 'publicity'),
  ],
};

export const columnOf = (list: ListName, field: string): Column | undefined => columns[list].find((one) => one.field === field);

/** What a plain cell holds when nothing stands in it; shared text is emptied in place instead. */
export const emptyOf = ({ kind, field }: Column): unknown => {
  switch (kind) {
    case 'text':
    case 'line':
    case 'person':
      return '';
    case 'flag':
      return false;
    case 'departments':
    case 'links':
    case 'sources':
    case 'milestones':
      return [];
    case 'department':
    case 'date':
    case 'number':
      return null;
    case 'choice':
      return field === 'publicity' ? 'public' : null;
  }
};
