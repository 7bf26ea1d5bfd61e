/** A row of the responsibility list (责任落实清单): who does what by when. */
import * as v from 'valibot';
import { isDay, isWorkingDay, type Calendar, type Day } from '../core/calendar.ts';
import type { DocumentContent } from '../core/kind.ts';
import { needed, order, references, rowCheck, sources, written, type Checked, type Complaint } from './row.ts';

export const publicities = ['public', 'summary', 'internal'] as const;
export type Publicity = (typeof publicities)[number];

/** Cells that are shared text; every other cell is one plain value, so that two editors can never leave two lead departments. */
export const responsibilityTexts = ['title', 'task', 'criterion'] as const;

const needDay = (code: string) => v.nullish(v.pipe(v.string('malformed'), v.nonEmpty(code), v.check(isDay, 'malformed')), '');

export const milestone = v.object({
  title: v.pipe(v.string('malformed'), v.trim(), v.nonEmpty('malformed'), v.maxLength(60, 'too-long')),
  due: v.pipe(v.string('malformed'), v.check(isDay, 'malformed')),
});
export type Milestone = v.InferOutput<typeof milestone>;

export const responsibilityCells = v.object({
  order,
  title: needed(60, 'missing-title'),
  suggestions: references(50),
  sources,
  task: needed(1000, 'missing-task'),
  criterion: needed(500, 'missing-criterion'),
  lead: v.nullish(v.pipe(v.string('malformed'), v.nonEmpty('missing-lead'), v.maxLength(64, 'malformed')), ''),
  cooperating: references(10),
  /** Name of the one who answers for it in the department; leaves the document only as a personal fact. */
  person: written(40),
  /** Never public; leaves the document only as a personal fact. */
  phone: v.nullish(v.pipe(v.string('malformed'), v.trim(), v.regex(/^(?:[0-9+() -]{5,24})?$/u, 'malformed-phone')), ''),
  due: needDay('missing-due'),
  milestones: v.nullish(v.pipe(v.array(milestone, 'malformed'), v.maxLength(12, 'too-long')), () => []),
  publicity: v.nullish(v.picklist(publicities, 'malformed'), 'public'),
});

export type ResponsibilityCells = v.InferOutput<typeof responsibilityCells>;
export type Responsibility = ResponsibilityCells & { readonly id: string };

/** Cells of a new row, without its shared texts. */
export const emptyResponsibility = (at: string) => ({
  order: at,
  suggestions: [],
  sources: [],
  lead: null,
  cooperating: [],
  person: '',
  phone: '',
  due: null,
  milestones: [],
  publicity: 'public' as Publicity,
});

/** What a row is judged by besides itself. */
export interface Against {
  /** Ids of all rows of the suggestion list, sound or not. */
  readonly suggestions: readonly string[] | ReadonlySet<string>;
  /** Due today is still in time. */
  readonly today: Day;
  /** Only for advice about rest days. */
  readonly calendar?: Calendar;
}

interface Judged extends Against {
  readonly suggestions: ReadonlySet<string>;
}

/** A cell that is not sound by itself is absent, and no rule about it is broken twice. */
const judge = (
  row: Partial<ResponsibilityCells>,
  { suggestions, today, calendar }: Judged,
): { problems: Complaint[]; advice: Complaint[] } => {
  const { due, lead, cooperating = [], milestones = [] } = row;
  const problems: Complaint[] = [];
  const advice: Complaint[] = [];
  if (due !== undefined && due < today) problems.push(['due', 'due-past']);
  else if (due !== undefined && calendar && !isWorkingDay(calendar, due).value) advice.push(['due', 'rest-day']);
  if (lead !== undefined && cooperating.includes(lead)) problems.push(['cooperating', 'lead-cooperates-too']);
  if (row.suggestions?.some((id) => !suggestions.has(id))) problems.push(['suggestions', 'unknown-suggestion']);
  if (row.suggestions?.length === 0 && row.sources?.length === 0) problems.push(['suggestions', 'unsourced']);
  if (due !== undefined && milestones.some((one) => one.due > due)) problems.push(['milestones', 'milestone-late']);
  return { problems, advice };
};

const check = rowCheck('responsibilities', responsibilityCells, judge);
const isJudged = (against: Against): against is Judged => against.suggestions instanceof Set;

/**
 * Codes: missing-title, missing-task, missing-criterion, missing-lead, missing-due, due-past, lead-cooperates-too, unknown-suggestion,
 * unsourced, milestone-late, malformed-phone, too-long, malformed, too-many; advice: rest-day. Judged again row by row only when `against` is another object.
 */
export const checkResponsibilities = (content: DocumentContent, against: Against): Checked<Responsibility> =>
  check(content, isJudged(against) ? against : { ...against, suggestions: new Set(against.suggestions) });

/** Whether `value` may stand in `field` of a row that is otherwise sound: the value as it will be kept, or what is wrong with it. */
export const checkField = (row: Omit<ResponsibilityCells, 'order' | 'person' | 'phone'>, field: string, value: unknown, today: Day) => {
  const whole = { order: '', person: '', phone: '', ...row, [field]: value };
  const read = v.safeParse(responsibilityCells, whole, { abortPipeEarly: true });
  if (!read.success) return { problems: read.issues.map((issue): Complaint => [field, issue.message]) };
  const against = { suggestions: new Set(row.suggestions), today: field === 'due' ? today : '' };
  const broken = judge(read.output, against).problems.filter(([, code]) => code !== 'unsourced');
  return broken.length > 0 ? { problems: broken } : { value: read.output[field as keyof ResponsibilityCells] };
};
