/** What must hold after every life, whatever happened in it. Each law throws with its name. */
import { isDeepStrictEqual } from 'node:util';
import { house } from '#shared/core/actor.ts';
import { dayNumberAt } from '#shared/core/calendar.ts';
import type { AnyCommand, AnyKind, Tally } from '#shared/core/kind.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { idOf, kindOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { occasion } from '#tests/given/given.ts';
import { answersKept } from '#server/engine/engine.ts';
import type { Engine } from '#server/engine/port.ts';
import { makingOf } from '#server/engine/tallies.ts';
import type { Store } from '#server/store/store.ts';
import type { Chapter } from './chapter.ts';
import type { Screen } from './screen.ts';

class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

const must = (holds: boolean, law: string, facts: object = {}): void => {
  if (!holds) throw new LawBroken(`${law} ${JSON.stringify(facts).slice(0, 2_000)}`);
};

type History = readonly Recorded<AnyEvent>[];

/** Every history is gapless, folds without a throw, keeps the laws of its kind, and every cause appears once, in one piece. */
const historyHolds = (chapter: Chapter, kind: AnyKind, stream: StreamId, history: History): unknown => {
  const causes = new Set<string>();
  let state = kind.initial;
  history.forEach((recorded, n) => {
    must(recorded.seq === n + 1, 'seq is gapless', { stream, seq: recorded.seq, place: n + 1 });
    must(recorded.at >= (history[n - 1]?.at ?? 0), 'time never runs back', { stream, seq: recorded.seq });
    if (recorded.cause !== history[n - 1]?.cause) {
      must(!causes.has(recorded.cause), 'one ask has at most one effect', { stream, cause: recorded.cause });
      causes.add(recorded.cause);
    }
    const before = state;
    state = kind.evolve(state, recorded);
    chapter.law?.(stream, state, before, recorded);
  });
  return state;
};

/** What each audience was sent, folded from any place, is what it may see of the whole. */
const visibilityHolds = (kind: AnyKind, stream: StreamId, history: History, audiences: ReadonlySet<string>): void => {
  for (const audience of audiences) {
    let state = kind.initial;
    let seen = kind.visibility.view(state, audience);
    for (const recorded of history) {
      state = kind.evolve(state, recorded);
      const visible = kind.visibility.see(recorded, audience, state);
      if (visible) seen = kind.evolve(seen, visible);
      must(isDeepStrictEqual(seen, kind.visibility.view(state, audience)), 'what was sent, folded, is what may be seen', {
        stream,
        audience,
        seq: recorded.seq,
        type: recorded.event.type,
      });
    }
  }
};

const screensAgree = (kind: AnyKind, stream: StreamId, history: History, state: unknown, screens: readonly Screen[]): Set<string> => {
  const audiences = new Set<string>();
  for (const { merged, person, summaries } of screens) {
    const shown = merged.get(stream);
    if (!shown) continue;
    const audience = kind.visibility.audience(state, { ...person, now: Infinity });
    if (audience === null) {
      must(isDeepStrictEqual(shown.confirmed, kind.initial), 'who may not follow sees nothing', { stream, person: person.id });
      continue;
    }
    audiences.add(audience);
    must(shown.seq === history.length && shown.audience === audience, 'all screens stand at the end', {
      stream,
      person: person.id,
      seq: shown.seq,
      end: history.length,
    });
    must(isDeepStrictEqual(shown.confirmed, kind.visibility.view(state, audience)), 'all screens agree', {
      stream,
      person: person.id,
      audience,
    });
    const figures = kind.visibility.summary?.(state, audience);
    must(figures === undefined || isDeepStrictEqual(summaries.get(stream), figures), 'figures on all screens are those of now', {
      stream,
      person: person.id,
      audience,
      shown: summaries.get(stream),
      figures,
    });
  }
  return audiences;
};

/** Said to be done = in the record; answered at all; and nothing that was refused is in the record. */
const asksHold = async (disk: Store, screens: readonly Screen[]): Promise<void> => {
  for (const screen of screens)
    for (const { stream, id, answer, command } of screen.asks) {
      const facts = { stream, id, type: command.type, answer };
      must(answer !== null, 'every ask is answered', facts);
      if (answer === null || 'failed' in answer) return must(false, 'no ask meets a bug', facts);
      const history = await disk.events(stream, 0);
      const caused = history.filter(({ cause }) => cause === id);
      if ('seq' in answer)
        must(
          answer.seq <= history.length && (caused.length === 0 || caused.some(({ seq }) => seq <= answer.seq)),
          'what was accepted stays',
          facts,
        );
      else must(caused.length === 0, 'what was refused has no effect', facts);
    }
};

/** Whether the house, asking now, would still change something. */
const stillBrings = (kind: AnyKind, stream: StreamId, state: unknown, command: AnyCommand, id: string, now: number): boolean => {
  const outcome = kind.decide(command, state, house(now), occasion(stream, { id }));
  return !isRefusal(outcome) && outcome.length > 0;
};

/** From one stream to another reactions arrive in the order of their events. */
const reactionsInOrder = (stream: StreamId, history: History): void => {
  const last = new Map<string, number>();
  for (const { cause } of history) {
    const [source = '', seq, name] = cause.split('#');
    if (name === undefined) continue;
    must(Number(seq) >= (last.get(source) ?? 0), 'reactions keep their order', { stream, cause });
    last.set(source, Number(seq));
  }
};

/** What an event asks of others reached them: the ask is in their record, or nothing was left to do there. */
const reactionsHold = async (
  chapter: Chapter,
  disk: Store,
  kind: AnyKind,
  stream: StreamId,
  history: History,
  now: number,
): Promise<void> => {
  let state = kind.initial;
  for (const recorded of history) {
    state = kind.evolve(state, recorded);
    // What brought no event was answered, and answers are kept for so long only.
    if (recorded.at < now - answersKept) continue;
    for (const reaction of kind.reactions?.(recorded, state, stream) ?? []) {
      const id = `${stream}#${recorded.seq}#${reaction.name}`;
      const target = 'document' in reaction ? undefined : chapter.kinds[kindOf(reaction.stream)];
      if ('document' in reaction || !target) continue;
      const [reached] = await disk.accepted([{ stream: reaction.stream, id }]);
      if (reached) continue;
      const parsed = parseCommand(target, reaction.command);
      const events = await disk.events(reaction.stream, 0);
      const there = events.reduce((folded, one) => target.evolve(folded, one), target.initial);
      must('command' in parsed && !stillBrings(target, reaction.stream, there, parsed.command, id, now), 'no reaction is forgotten', {
        id,
      });
    }
  }
};

const deadlinesHold = (kind: AnyKind, stream: StreamId, state: unknown, now: number): void => {
  for (const { at, key, command } of kind.deadlines?.(state) ?? [])
    must(at > now || !stillBrings(kind, stream, state, command, `at:${key}`, now), 'no deadline is forgotten', { stream, key, at, now });
};

type Figures = Record<string, Record<string, number>>;

/** What all things add as they stand; zeros left out. */
const addedBy = (rule: Tally<unknown>, states: readonly { readonly id: string; readonly state: unknown }[]): Figures => {
  const sums: Figures = {};
  for (const { id, state } of states)
    for (const [group, figures] of Object.entries(rule.of(state, id)))
      for (const [figure, n] of Object.entries(figures)) {
        const sum = (sums[group] ??= {});
        sum[figure] = (sum[figure] ?? 0) + n;
        if (sum[figure] === 0) delete sum[figure];
      }
  return Object.fromEntries(Object.entries(sums).filter(([, figures]) => Object.keys(figures).length > 0));
};

/** Sums now, and as of the end of the last days on which something happened, are those over all things as they stood then. */
const talliesHold = async (disk: Store, kind: AnyKind, lives: ReadonlyMap<string, History>): Promise<void> => {
  for (const [name, rule] of Object.entries(kind.tallies ?? {})) {
    const days = new Set([...lives.values()].flatMap((history) => history.map(({ at }) => dayNumberAt(at))));
    for (const upTo of [...days].slice(-4)) {
      const states = [...lives].map(([id, history]) => ({
        id,
        state: history.filter(({ at }) => dayNumberAt(at) <= upTo).reduce((state, one) => kind.evolve(state, one), kind.initial),
      }));
      const told: Figures = {};
      const query = { tally: makingOf(name, kind), groups: { startingWith: '' }, figures: null, upTo };
      for (const { group, figure, value } of await disk.tallySums(query)) (told[group] ??= {})[figure] = value;
      must(isDeepStrictEqual(told, addedBy(rule, states)), 'sums as of any day are those of all things as they stood', {
        name,
        upTo,
        told,
      });
    }
  }
};

export const checkLaws = async (
  chapter: Chapter,
  disk: Store,
  screens: readonly Screen[],
  engines: readonly Engine[],
  now: number,
): Promise<number> => {
  for (const { broken } of screens) if (broken.length > 0) throw broken[0];
  must((await disk.pendingReactions(1)).length === 0, 'no reaction waits for ever');
  await asksHold(disk, screens);
  let events = 0;
  for (const [name, kind] of Object.entries(chapter.kinds)) {
    const lives = new Map<string, History>();
    for (const stream of await disk.streams(name, '', 1_000)) {
      const history = await disk.events(stream, 0);
      lives.set(idOf(stream), history);
      events += history.length;
      const state = historyHolds(chapter, kind, stream, history);
      for (const engine of engines) must(isDeepStrictEqual((await engine.open(stream)).state, state), 'replay is the state', { stream });
      visibilityHolds(kind, stream, history, screensAgree(kind, stream, history, state, screens));
      reactionsInOrder(stream, history);
      await reactionsHold(chapter, disk, kind, stream, history, now);
      deadlinesHold(kind, stream, state, now);
    }
    await talliesHold(disk, kind, lives);
  }
  return events;
};
