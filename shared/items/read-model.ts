/** Rows of the departments' and supervisors' desk, of the public ledger (台账), and of what a person may rate. */
import { hasRole, type Actor } from '../core/actor.ts';
import type { Model, Row } from '../core/kind.ts';
import { openOpinions, running, waitsFor, type Wait } from './clock.ts';
import type { LadderStep } from './handling-state.ts';
import { openLetters } from './letters.ts';
import { open } from './open.ts';
import type { Lamp, Live, Milestone, Outcome, Publicity, Rating, Stage, State } from './state.ts';
import { shownFigures } from './suppression.ts';

/** `none`: the clock does not run. */
export type ShownLamp = Lamp | 'none';

export const shownLamp = (item: Live): ShownLamp => (running(item.stage) ? item.lamp : 'none');
/** 乒乓: given to a third department, or back. */
export const isPingPong = ({ reassignments }: Pick<Live, 'reassignments'>): boolean => reassignments > 1;
const weight: Readonly<Record<ShownLamp, number>> = { none: 0, green: 1, yellow: 2, red: 3 };
/** Lamps apart, the earlier due the more urgent. Larger than any instant, so that the lamp always counts first. */
const urgency = (lamp: ShownLamp, due: number): number => weight[lamp] * 10_000_000_000_000 - due;

export interface DeskRow extends Row {
  readonly number: string;
  readonly title: string;
  readonly session: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  readonly stage: Stage;
  readonly lamp: ShownLamp;
  readonly due: string;
  /** Instant from which it is overdue. */
  readonly redAt: number;
  readonly issuedAt: number;
  readonly lastActAt: number;
  readonly claimBy: number | null;
  readonly claimOverrun: boolean;
  readonly waitsFor: readonly Wait[];
  /** Cooperating departments whose opinion is missing. */
  readonly openOpinions: readonly string[];
  readonly reminders: number;
  readonly reassignments: number;
  readonly extensions: number;
  readonly redos: number;
  readonly hosts: readonly string[];
  readonly publicity: Publicity;
  /** Reassigned more than once. */
  readonly pingPong: boolean;
  readonly area: string | null;
  /** Whom it was routed to, and whether they sign alone. */
  readonly officer: string | null;
  readonly delegated: boolean;
  /** An officer's report waits for a leader; or was sent back to them. */
  readonly draft: 'waits' | 'sentBack' | null;
  /** Letters not answered, and by when the first must be. */
  readonly letters: number;
  readonly answerBy: number | null;
  /** How far the ladder was climbed. */
  readonly step: LadderStep | null;
  /** For the ledger: the words of the matter, the list they come from ('' = none), what was reported. */
  readonly task: string;
  readonly criterion: string;
  readonly milestones: readonly Milestone[];
  readonly checklist: string;
  readonly row: string;
  readonly class: string | null;
}

const handlingOf = (item: Live) => {
  const { area, route, draft, escalation } = item;
  const open = openLetters(item);
  return {
    area,
    officer: route?.officer ?? null,
    delegated: route?.delegated ?? false,
    draft: draft === null ? null : draft.sentBack ? ('sentBack' as const) : ('waits' as const),
    letters: open.length,
    answerBy: open.length === 0 ? null : Math.min(...open.map(({ answerBy }) => answerBy)),
    step: escalation.step,
    pingPong: isPingPong(item),
  };
};

const deskRow = (state: State): DeskRow | null => {
  if (state.stage === 'unissued') return null;
  const { matter, clock, hosts, lastActAt, reminders, reassignments, extensions, redos } = state;
  const { number, title, session, lead, cooperating, due, issuedAt, publicity } = matter;
  const { task, criterion, milestones, checklist, row } = matter;
  const claim = state.stage === 'issued' ? state.claim : null;
  return {
    ...{ number, title, session, lead, cooperating, due, issuedAt, publicity, hosts, lastActAt },
    ...{ reminders, reassignments, extensions, redos },
    ...{ task, criterion, milestones, checklist, row },
    class: 'report' in state ? state.report.class : null,
    stage: state.stage,
    lamp: shownLamp(state),
    redAt: clock.redAt,
    claimBy: claim?.by ?? null,
    claimOverrun: claim?.overrun ?? false,
    waitsFor: waitsFor(state),
    openOpinions: state.stage === 'inProgress' ? openOpinions(state) : [],
    ...handlingOf(state),
  };
};

const onDesk = (row: Row): DeskRow => row as DeskRow;

export const desk: Model<State> = {
  row: deskRow,
  sort: (row) => urgency(onDesk(row).lamp, onDesk(row).redAt),
  indexes: {
    lead: (row) => onDesk(row).lead,
    /** Lead or cooperating. */
    department: (row) => [onDesk(row).lead, ...onDesk(row).cooperating],
    /** `<lead>|<stage>` */
    leadStage: (row) => `${onDesk(row).lead}|${onDesk(row).stage}`,
    /** Whose opinion is missing. */
    opinion: (row) => onDesk(row).openOpinions,
    stage: (row) => onDesk(row).stage,
    lamp: (row) => onDesk(row).lamp,
    waitsFor: (row) => onDesk(row).waitsFor,
    session: (row) => onDesk(row).session || null,
    host: (row) => onDesk(row).hosts,
    officer: (row) => onDesk(row).officer,
    /** Lead departments with a draft or letter that waits for them. */
    toSign: (row) => (onDesk(row).draft === 'waits' ? onDesk(row).lead : null),
    toAnswer: (row) => (onDesk(row).letters > 0 ? onDesk(row).lead : null),
    area: (row) => onDesk(row).area,
  },
  text: (row) => `${onDesk(row).number} ${onDesk(row).title}`,
  sees: (row, viewer) => {
    const { lead, cooperating, hosts } = onDesk(row);
    const theirs = viewer.department !== null && [lead, ...cooperating].includes(viewer.department);
    return theirs || hasRole(viewer, 'admin', 'supervisor', 'auditor') || hosts.includes(viewer.id) ? row : null;
  },
};

export interface PublicRow extends Row {
  readonly number: string;
  readonly title: string;
  readonly session: string;
  readonly department: string;
  readonly stage: Stage;
  readonly lamp: ShownLamp;
  readonly due: string;
  readonly issuedAt: number;
  readonly closedAt: number | null;
  /** Last time something happened that everybody may know. */
  readonly changedAt: number;
  readonly class: string | null;
  readonly redos: number;
  readonly publicity: Publicity;
  /** Of the last round that ended; figures are null where too few rated. */
  readonly rating: Omit<Outcome, 'reasons'> | null;
}

const ratingOf = (item: Live): PublicRow['rating'] => {
  if (!('round' in item) || !item.round.outcome) return null;
  const { reasons: _reasons, ...figures } = shownFigures(item.round.outcome);
  return figures;
};

const changedAt = (item: Live): number =>
  Math.max(
    item.matter.issuedAt,
    item.lastActAt,
    ...('report' in item ? [item.report.at] : []),
    ...('round' in item ? [item.verifiedAt, item.round.endedAt ?? 0] : []),
    item.stage === 'closed' ? item.closedAt : 0,
    item.stage === 'suspended' ? item.since : 0,
  );

const publicRow = (state: State): PublicRow | null => {
  if (state.stage === 'unissued' || state.matter.publicity === 'internal') return null;
  const { number, title, session, lead, due, issuedAt, publicity } = state.matter;
  return {
    ...{ number, title, session, department: lead, due, issuedAt, publicity },
    stage: state.stage,
    lamp: shownLamp(state),
    closedAt: state.stage === 'closed' ? state.closedAt : null,
    changedAt: changedAt(state),
    class: 'report' in state ? state.report.class : null,
    redos: state.redos,
    rating: ratingOf(state),
  };
};

const inPublic = (row: Row): PublicRow => row as PublicRow;

export const itemsPublic: Model<State> = {
  row: publicRow,
  sort: (row) => inPublic(row).issuedAt,
  indexes: {
    session: (row) => inPublic(row).session || null,
    stage: (row) => inPublic(row).stage,
    department: (row) => inPublic(row).department,
    lamp: (row) => inPublic(row).lamp,
  },
  text: (row) => `${inPublic(row).number} ${inPublic(row).title}`,
  sees: (row) => row,
  open,
};

interface Rateable extends Row {
  readonly number: string;
  readonly title: string;
  readonly session: string;
  readonly department: string;
  readonly task: string;
  readonly criterion: string;
  readonly evidence: string;
  readonly files: readonly string[];
  readonly class: string;
  readonly endsAt: number;
}
/** As a rater sees it; `mine` is what they said so far. */
export interface RatingRow extends Rateable {
  readonly mine: Rating | null;
}
interface KeptRating extends Rateable {
  readonly raters: readonly string[];
  readonly departments: readonly string[];
  readonly ratings: Readonly<Record<string, Rating>>;
}

const ratingRow = (state: State): KeptRating | null => {
  if (state.stage !== 'verified' || state.round.endedAt !== null) return null;
  const { number, title, session, lead: department, cooperating, task, criterion } = state.matter;
  return {
    ...{ number, title, session, department, task, criterion },
    departments: [department, ...cooperating],
    evidence: state.report.text,
    files: state.report.files,
    class: state.report.class,
    endsAt: state.round.endsAt,
    raters: state.raters ?? [],
    ratings: state.round.ratings,
  };
};

const kept = (row: Row): KeptRating => row as KeptRating;

const ownRating = (row: KeptRating, viewer: Actor): RatingRow | null => {
  const { raters, departments, ratings, ...shown } = row;
  if (!raters.includes(viewer.id) || (viewer.department !== null && departments.includes(viewer.department))) return null;
  return { ...shown, mine: ratings[viewer.id] ?? null };
};

/** Open rating rounds. The row is kept with all ratings, and given out with one's own only. */
export const ratings: Model<State> = {
  row: ratingRow,
  sort: (row) => -kept(row).endsAt,
  indexes: { rater: (row) => kept(row).raters },
  sees: (row, viewer) => ownRating(kept(row), viewer),
};
