/** A row of the suggestion list (协商建议清单): what the session asks for. */
import * as v from 'valibot';
import type { DocumentContent } from '../core/kind.ts';
import { needed, order, reference, rowCheck, sources, written, type Checked, type Complaint } from './row.ts';

/** 立即办 · 计划办 · 政策建议 · 解释说明 */
export const categories = ['immediate', 'planned', 'policy', 'explain'] as const;
/** 当场答应 · 会后答复 · 不采纳 */
export const attitudes = ['promised', 'later', 'declined'] as const;

/** Cells that are shared text; every other cell is one plain value. */
export const suggestionTexts = ['problem', 'suggestion', 'minority', 'attitudeReason'] as const;

const votes = v.nullish(v.pipe(v.number('malformed'), v.integer('malformed'), v.minValue(0, 'malformed')), null);

export const suggestionCells = v.object({
  order,
  topic: written(200),
  problem: needed(1000, 'missing-problem'),
  suggestion: needed(2000, 'missing-suggestion'),
  /** A name as typed, or the id of somebody seated. */
  proposer: written(60),
  anonymous: v.nullish(v.boolean('malformed'), false),
  sources,
  support: votes,
  reserve: votes,
  oppose: votes,
  minority: written(1000),
  department: v.nullish(v.nullable(reference), null),
  category: v.nullish(v.nullable(v.picklist(categories, 'malformed')), null),
  attitude: v.nullish(v.nullable(v.picklist(attitudes, 'malformed')), null),
  attitudeReason: written(500),
});

export type SuggestionCells = v.InferOutput<typeof suggestionCells>;
/** As people are writing it: `proposer` may be a name. */
export type Suggestion = SuggestionCells & { readonly id: string };

/** Cells of a new row, without its shared texts. */
export const emptySuggestion = (at: string) => ({
  order: at,
  topic: '',
  proposer: '',
  anonymous: false,
  sources: [],
  support: null,
  reserve: null,
  oppose: null,
  department: null,
  category: null,
  attitude: null,
});

const judge = (row: Partial<SuggestionCells>): { problems: Complaint[]; advice: Complaint[] } => {
  const problems: Complaint[] = [];
  const advice: Complaint[] = [];
  if (row.attitude === 'declined' && row.attitudeReason === '') problems.push(['attitudeReason', 'missing-reason']);
  if (row.sources?.length === 0) advice.push(['sources', 'unsourced']);
  if (row.category === null) advice.push(['category', 'missing-category']);
  return { problems, advice };
};

const check = rowCheck('suggestions', suggestionCells, judge);

/** Codes: missing-problem, missing-suggestion, missing-reason, too-long, malformed, too-many; advice: unsourced, missing-category. */
export const checkSuggestions = (content: DocumentContent): Checked<Suggestion> => check(content, null);
