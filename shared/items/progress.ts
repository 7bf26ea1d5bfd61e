/**
 * 办理进展: notes in pencil that only the lead department writes. Whoever supervises or cooperates reads along; raters and the public do
 * not, for a document names who wrote in it. What they are to know is noted in ink.
 */
import type { Actor } from '../core/actor.ts';
import type { DocumentShape } from '../core/document.ts';
import type { Access, DocumentRule } from '../core/kind.ts';
import { leads } from './parties.ts';
import type { State } from './state.ts';
import { visibility } from './visibility.ts';

/** One row a note: its place in the list, the civil day it tells of, what was done. */
const shape: DocumentShape = {
  cells: { order: 'string', day: 'string', text: 'text' },
  most: { rows: 2_000, cells: 16, text: 20_000, value: 1_000 },
};

const access = (state: State, viewer: Actor): Access => {
  if (state.stage === 'unissued') return 'none';
  if (leads(state, viewer)) return 'write';
  const audience = visibility.audience(state, viewer);
  return audience === 'supervisor' || audience === 'department' ? 'read' : 'none';
};

export const progress: DocumentRule<State> = { access, frozen: ({ stage }) => stage === 'closed', shape };
