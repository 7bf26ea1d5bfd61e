/** The agenda and its clock. Segments that are over stay as they were; what is ahead can be changed at any time. */
import type { RulePack } from '../core/rule-pack.ts';
import { refuse } from '../core/refusal.ts';
import { currentSegment, currentTurn } from './clock.ts';
import type { AgendaCommand, CommandOf } from './commands.ts';
import type { AgendaEvent, PlannedSegment, SessionEvent } from './events.ts';
import { changed, movedOn, withId, type Deciders, type Evolvers, type Outcome } from './rule.ts';
import type { Segment, SegmentForm, Session } from './state.ts';
import { halted, started, stopped } from './stopwatch.ts';

export const planned = (segment: PlannedSegment): Segment => ({
  ...segment,
  titleEn: segment.titleEn ?? null,
  ...stopped,
  extended: 0,
  stage: 'planned',
  startedAt: null,
  reason: null,
});

/** No longer current; its watch stands still. */
export const left = (segment: Segment, at: number): Segment => ({ ...segment, ...halted(segment, at), stage: 'done' });

/** Seconds of a turn where nobody said: as the rule pack has it for this form, in this preset first; else the whole segment. */
const usualTurn = (form: SegmentForm, minutes: number, preset: string, pack: RulePack): number => {
  const { presets } = pack.session;
  const own = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
  const known = [...(own?.segments ?? []), ...Object.values(presets).flatMap(({ segments }) => segments)];
  return known.find((segment) => segment.form === form)?.turn ?? minutes * 60;
};

type Asked = Omit<CommandOf<'setAgenda'>['segments'][number], 'id'>;

const plan = ({ form, title, titleEn, topic, minutes, turn }: Asked, id: string, session: Session, pack: RulePack): PlannedSegment => ({
  ...{ id, form, title, minutes, topic: topic ?? null },
  ...(titleEn == null ? {} : { titleEn }),
  turn: turn ?? usualTurn(form, minutes, session.preset, pack),
});

const topicsKnown = (segments: readonly PlannedSegment[], session: Session): boolean =>
  segments.every(({ topic }) => topic === null || session.topics.some(({ id }) => id === topic));

/** Whoever speaks when the segment ends has spoken; the account of the turn is closed with it. */
const endingTurn = (session: Session): readonly SessionEvent[] => {
  const turn = currentTurn(session);
  return turn ? [{ type: 'turnEnded', turn: turn.id }] : [];
};

const start = (segment: Segment | null, session: Session): Outcome => {
  if (!segment) return refuse('segment-unknown');
  if (segment.stage === 'current') return refuse('segment-begun');
  return [...endingTurn(session), { type: 'segmentStarted', segment: segment.id }];
};

/** The planned segment with this id, or why it can't be changed any more. */
const ahead = (id: string, session: Session): Segment | ReturnType<typeof refuse<'segment-unknown' | 'segment-begun'>> => {
  const segment = withId(session.segments, id);
  if (!segment) return refuse('segment-unknown');
  return segment.stage === 'planned' ? segment : refuse('segment-begun');
};

export const agendaDeciders: Deciders<AgendaCommand> = {
  setAgenda({ segments }, session, _, { id, pack }) {
    const named = segments.map((segment, n) => plan(segment, segment.id ?? `${id.slice(0, 60)}-${n + 1}`, session, pack));
    if (new Set(named.map((segment) => segment.id)).size < named.length) return refuse('segment-twice');
    return topicsKnown(named, session) ? [{ type: 'agendaSet', segments: named }] : refuse('topic-unknown');
  },
  addSegment({ before = null, ...asked }, session, _, { id, pack }) {
    const segment = plan(asked, id, session, pack);
    if (!topicsKnown([segment], session)) return refuse('topic-unknown');
    const behind = before === null ? null : ahead(before, session);
    if (behind && 'refused' in behind) return behind;
    return withId(session.segments, id) ? refuse('segment-twice') : [{ type: 'segmentAdded', segment, before }];
  },
  reviseSegment({ segment, title, titleEn, minutes, turn }, session) {
    const found = ahead(segment, session);
    if ('refused' in found) return found;
    const { id, form, topic } = found;
    const english = titleEn === undefined ? (title === undefined ? found.titleEn : null) : titleEn;
    const titles = { title: title ?? found.title, ...(english === found.titleEn && english === null ? {} : { titleEn: english }) };
    const after = { id, form, topic, ...titles, minutes: minutes ?? found.minutes, turn: turn ?? found.turn };
    return [{ type: 'segmentRevised', segment: after }];
  },
  moveSegment({ segment, before }, session) {
    const found = ahead(segment, session);
    if ('refused' in found) return found;
    const behind = before === null ? null : ahead(before, session);
    if (behind && 'refused' in behind) return behind;
    return segment === before ? [] : [{ type: 'segmentMoved', segment, before }];
  },
  removeSegment({ segment }, session) {
    const found = ahead(segment, session);
    return 'refused' in found ? found : [{ type: 'segmentRemoved', segment }];
  },
  startSegment({ segment }, session) {
    return start(withId(session.segments, segment), session);
  },
  nextSegment({ after }, session) {
    if (movedOn(after, currentSegment(session))) return refuse('moved-on');
    const here = session.segments.findIndex(({ stage }) => stage === 'current');
    const left = session.segments.filter(({ stage }) => stage === 'planned');
    const next = left.find((segment) => session.segments.indexOf(segment) > here) ?? left[0];
    return next ? start(next, session) : refuse('no-segment-left');
  },
  skipSegment({ segment, reason }, session) {
    const found = segment === undefined ? currentSegment(session) : withId(session.segments, segment);
    if (!found) return refuse(segment === undefined ? 'no-segment' : 'segment-unknown');
    if (found.stage !== 'planned' && found.stage !== 'current') return refuse('segment-begun');
    const ending = found.stage === 'current' ? endingTurn(session) : [];
    return [...ending, { type: 'segmentSkipped', segment: found.id, reason }];
  },
  extendSegment({ minutes, reason, segment }, session) {
    const current = currentSegment(session);
    if (movedOn(segment, current)) return refuse('moved-on');
    return current ? [{ type: 'segmentExtended', segment: current.id, minutes, reason }] : refuse('no-segment');
  },
  pauseClock({ segment }, session) {
    const current = currentSegment(session);
    if (movedOn(segment, current)) return refuse('moved-on');
    if (!current) return refuse('no-segment');
    return current.since === null ? refuse('clock-paused') : [{ type: 'clockPaused', segment: current.id }];
  },
  resumeClock({ segment }, session) {
    const current = currentSegment(session);
    if (movedOn(segment, current)) return refuse('moved-on');
    if (!current) return refuse('no-segment');
    return current.since === null ? [{ type: 'clockResumed', segment: current.id }] : refuse('clock-running');
  },
};

const inserted = (segments: readonly Segment[], segment: Segment, before: string | null): readonly Segment[] => {
  const at = segments.findIndex(({ id }) => id === before);
  return segments.toSpliced(at < 0 ? segments.length : at, 0, segment);
};

const onSegment = (session: Session, id: string, change: (segment: Segment) => Segment): Session => ({
  ...session,
  segments: changed(session.segments, id, change),
});

export const agendaEvolvers: Evolvers<AgendaEvent> = {
  agendaSet: (session, { segments }) => ({ ...session, segments: segments.map(planned) }),
  segmentAdded: (session, { segment, before }) => ({ ...session, segments: inserted(session.segments, planned(segment), before) }),
  segmentRevised: (session, { segment }) => onSegment(session, segment.id, (old) => ({ ...old, ...segment })),
  segmentMoved(session, { segment, before }) {
    const moved = withId(session.segments, segment);
    if (!moved) return session;
    return {
      ...session,
      segments: inserted(
        session.segments.filter(({ id }) => id !== segment),
        moved,
        before,
      ),
    };
  },
  segmentRemoved: (session, { segment }) => ({ ...session, segments: session.segments.filter(({ id }) => id !== segment) }),
  segmentStarted(session, { segment }, { at }) {
    const segments = session.segments.map((one) => {
      if (one.id === segment)
        return { ...one, ...started(one, at), stage: 'current', startedAt: one.startedAt ?? at, reason: null } as const;
      return one.stage === 'current' ? left(one, at) : one;
    });
    return { ...session, segments };
  },
  segmentSkipped: (session, { segment, reason }, { at }) =>
    onSegment(session, segment, (one) => ({ ...one, ...halted(one, at), stage: 'skipped', reason })),
  segmentExtended: (session, { segment, minutes }) => onSegment(session, segment, (one) => ({ ...one, extended: one.extended + minutes })),
  clockPaused: (session, { segment }, { at }) => onSegment(session, segment, (one) => ({ ...one, ...halted(one, at) })),
  clockResumed: (session, { segment }, { at }) => onSegment(session, segment, (one) => ({ ...one, ...started(one, at) })),
};
