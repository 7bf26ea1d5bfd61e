/** A list as it lies on the table when people begin to type. */
import * as Y from 'yjs';
import { roots } from '#shared/core/document.ts';
import { emptyResponsibility, responsibilityTexts } from '#shared/checklists/responsibility.ts';
import { emptySuggestion, suggestionTexts } from '#shared/checklists/suggestion.ts';

const begun = '一下雨一楼厨房返水，雨污没有分流。';
/** Of whoever wrote the list before the bench began; never one of those who type now. */
const author = 7;

export const rowOf = (n: number): string => `row-${String(n).padStart(4, '0')}`;
export const textsOf = (name: string): readonly string[] => (name.endsWith('/suggestions') ? suggestionTexts : responsibilityTexts);

/** The same bytes each time, so that every writer can begin with it without asking. */
export const seedOf = (name: string, rows: number): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = author;
  doc.transact(() => {
    for (let n = 0; n < rows; n += 1) {
      const order = `a${String(n).padStart(4, '0')}`;
      const row = new Y.Map<unknown>(Object.entries(name.endsWith('/suggestions') ? emptySuggestion(order) : emptyResponsibility(order)));
      for (const text of textsOf(name)) row.set(text, new Y.Text(begun));
      doc.getMap(roots.rows).set(rowOf(n), row);
    }
  });
  return Y.encodeStateAsUpdate(doc);
};
