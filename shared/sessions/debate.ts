/** 辩: one motion at a time, sides people take openly, and where they stand before and after, which only the hosts see by person. */
import { refuse } from '../core/refusal.ts';
import type { DebateCommand } from './commands.ts';
import type { DebateEvent, EventOf } from './events.ts';
import type { Deciders, Evolvers } from './rule.ts';
import type { Debate, Session, StanceTally } from './state.ts';

const minute = 60_000;

const own = <T>(record: Readonly<Record<string, T>>, person: string): T | null =>
  Object.hasOwn(record, person) ? (record[person] ?? null) : null;

export const debateDeciders: Deciders<DebateCommand> = {
  setMotion({ text, sideMinutes }, session, _, { id }) {
    if (session.debate?.motion.text === text) return [];
    const motion: DebateEvent = { type: 'motionSet', motion: id, text };
    return sideMinutes == null ? [motion] : [motion, { type: 'sideTimeSet', milliseconds: sideMinutes * minute }];
  },
  setSideTime({ minutes }, { debate }) {
    if (!debate) return refuse('no-motion');
    return [{ type: 'sideTimeSet', milliseconds: minutes === null ? null : minutes * minute }];
  },
  extendSide({ side, seconds, reason }, { debate }) {
    if (!debate) return refuse('no-motion');
    return debate.budgets ? [{ type: 'sideExtended', side, milliseconds: seconds * 1000, reason }] : refuse('no-side-time');
  },
  takeSide({ side }, { debate }, { id }) {
    if (!debate) return refuse('no-motion');
    return own(debate.sides, id) === side ? [] : [{ type: 'sideTaken', person: id, side }];
  },
  setStance({ phase, value }, { debate }, { id }) {
    if (!debate) return refuse('no-motion');
    const stance = own(debate.stances, id);
    const previous = stance?.[phase] ?? null;
    if (previous === value) return [];
    return [{ type: 'stanceSet', person: id, phase, value, previous, other: stance?.[phase === 'before' ? 'after' : 'before'] ?? null }];
  },
};

const nothing: StanceTally = { count: 0, sum: 0, steps: [0, 0, 0, 0, 0] };

/** One value more (`by` 1) or less (`by` −1). */
const counted = (tally: StanceTally, value: number | null, by: 1 | -1): StanceTally => {
  if (value === null) return tally;
  const step = Math.min(4, Math.floor(value / 20));
  const [a, b, c, d, e] = tally.steps.map((count, n) => (n === step ? count + by : count));
  return { count: tally.count + by, sum: tally.sum + by * value, steps: [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0] };
};

const movement = (before: number | null, after: number | null): keyof Debate['moved'] | null => {
  if (before === null || after === null) return null;
  if (before === after) return 'same';
  return after > before ? 'towards' : 'away';
};

const withMove = (moved: Debate['moved'], kind: keyof Debate['moved'] | null, by: 1 | -1): Debate['moved'] =>
  kind === null ? moved : { ...moved, [kind]: moved[kind] + by };

/** Counted from the event alone, so that it comes out the same where the person is hidden. */
const stanceSet = (debate: Debate, { person, phase, value, previous, other }: EventOf<'stanceSet'>): Debate => {
  const pair = (mine: number | null): [number | null, number | null] => (phase === 'before' ? [mine, other] : [other, mine]);
  const moved = withMove(withMove(debate.moved, movement(...pair(previous)), -1), movement(...pair(value)), 1);
  const tally = counted(counted(debate[phase], previous, -1), value, 1);
  if (person === '') return { ...debate, [phase]: tally, moved };
  const [before, after] = pair(value);
  return { ...debate, [phase]: tally, moved, stances: { ...debate.stances, [person]: { before, after } } };
};

const begin = (session: Session, motion: Debate['motion']): Session => ({
  ...session,
  debate: {
    ...{ motion, sides: {}, stances: {}, before: nothing, after: nothing, moved: { towards: 0, away: 0, same: 0 } },
    ...{ budgets: null, turnsBefore: session.floor.turns.length },
  },
  earlierDebates: session.debate ? [...session.earlierDebates, session.debate] : session.earlierDebates,
});

const onDebate = (session: Session, change: (debate: Debate) => Partial<Debate>): Session =>
  session.debate ? { ...session, debate: { ...session.debate, ...change(session.debate) } } : session;

export const debateEvolvers: Evolvers<DebateEvent> = {
  motionSet: (session, { motion: id, text }, { at }) => begin(session, { id, text, at }),
  sideTaken: (session, { person, side }) => onDebate(session, ({ sides }) => ({ sides: { ...sides, [person]: side } })),
  sideTimeSet: (session, { milliseconds: each }) =>
    onDebate(session, () => ({ budgets: each === null ? null : { for: each, against: each } })),
  sideExtended: (session, { side, milliseconds }) =>
    onDebate(session, ({ budgets }) => ({ budgets: budgets && { ...budgets, [side]: budgets[side] + milliseconds } })),
  stanceSet: (session, event) => onDebate(session, (debate) => stanceSet(debate, event)),
};
