/** What is changed after issue: by the host, with a reason, before and after kept. Each viewer reads those of what they may read. */
import type { Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import type { Recorded } from '../core/recorded.ts';
import { refuse } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { checkField } from './responsibility.ts';
import { holds } from './rights.ts';
import type { Amendment, Event, FrozenResponsibility, Issued, Outcome, State } from './state.ts';

type Amended = Extract<Event, { type: 'amended' }>;

export const amend = (command: Extract<Command, { type: 'amend' }>, state: State, actor: Actor): Outcome => {
  if (!holds(state, actor, 'host')) return refuse('not-allowed');
  if (state.stage !== 'issued') return refuse('wrong-stage');
  const row = state.responsibilities.find(({ id }) => id === command.row);
  if (!row) return refuse('unknown-row');
  const { field, reason } = command;
  const checked = checkField(row, field, command.value, dayOf(actor.now));
  if (checked.problems) {
    const problems = checked.problems.map(([at, code]) => ({ row: row.n, id: row.id, field: at, code }));
    return refuse('value-invalid', undefined, problems);
  }
  const before = row[field];
  const after = checked.value;
  if (JSON.stringify(before) === JSON.stringify(after)) return refuse('unchanged');
  return [{ type: 'amended', row: row.id, field, before, after, reason, responsibility: { ...row, [field]: after } }];
};

/** `row` null: it left what this viewer may know. A row that comes (back) takes its place by number. */
const replaced = (rows: readonly FrozenResponsibility[], id: string, row: FrozenResponsibility | null): readonly FrozenResponsibility[] =>
  [...rows.filter((one) => one.id !== id), ...(row ? [row] : [])].sort((a, b) => a.n - b.n);

export const evolveAmended = (state: Issued, { event, at, by }: Recorded<Amended>): Issued => {
  const { row, field, before, after, reason, responsibility, forgets } = event;
  const earlier = forgets ? state.amendments.filter((one) => one.row !== row) : state.amendments;
  const made = responsibility ? [{ row, field, before, after, reason, at, by, publicity: responsibility.publicity }] : [];
  return { ...state, responsibilities: replaced(state.responsibilities, row, responsibility), amendments: [...earlier, ...made] };
};

// ── the public ──────────────────────────────────────────────────────────────────────────────────

/** The row as the public may know it; null = not at all. */
export const published = (row: FrozenResponsibility): FrozenResponsibility | null => {
  if (row.publicity === 'internal') return null;
  return row.publicity === 'public'
    ? row
    : { ...row, task: '', criterion: '', cooperating: [], milestones: [], suggestions: [], sources: [] };
};

const summaryFields: readonly string[] = ['title', 'due', 'publicity'];
const isPublic = ({ field, publicity }: Pick<Amendment, 'field' | 'publicity'>): boolean =>
  publicity === 'public' || (publicity === 'summary' && summaryFields.includes(field));

/** Another publicity begins the row anew: what was amended under the one before is not told under this one. */
export const amendedForPublic = (event: Amended): Event | null => {
  const row = event.responsibility;
  if (!row) return null;
  const responsibility = published(row);
  if (event.field === 'publicity') return { ...event, responsibility, forgets: true, ...(responsibility === null ? { reason: '' } : {}) };
  return responsibility !== null && isPublic({ field: event.field, publicity: row.publicity }) ? { ...event, responsibility } : null;
};

export const publicAmendments = ({ amendments, responsibilities }: Issued): readonly Amendment[] => {
  const shown = new Set(responsibilities.flatMap((row) => (published(row) ? [row.id] : [])));
  const begins = (row: string): number => amendments.findLastIndex((one) => one.row === row && one.field === 'publicity');
  return amendments.flatMap((one, n) => (shown.has(one.row) && n >= begins(one.row) && isPublic(one) ? [{ ...one, by: '' }] : []));
};
