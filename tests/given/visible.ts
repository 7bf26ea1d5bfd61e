/** The law of visibility: what a viewer was sent, folded, is what they may see of the whole. */
import { expect } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#shared/core/actor.ts';
import type { AnyCommand, Kind } from '#shared/core/kind.ts';
import { idOf, type AnyEvent, type Recorded, type StreamId } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import { occasion } from './given.ts';

export interface Ask {
  readonly command: AnyCommand;
  readonly actor: Actor;
}

/** The events that a series of asks brings; refused ones bring none. Command ids and chance differ from ask to ask. */
export const history = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Kind<S, C, E, R>,
  asks: readonly Ask[],
  stream: StreamId = `${kind.name}/42`,
): readonly Recorded<E>[] => {
  const made: Recorded<E>[] = [];
  let state = kind.initial;
  asks.forEach(({ command, actor }, n) => {
    const chance = n.toString(16).padStart(8, '0').repeat(4);
    const outcome = kind.decide(v.parse(kind.commands, command), state, actor, occasion(stream, { id: `${idOf(stream)}-${n}`, chance }));
    if (isRefusal(outcome)) return;
    for (const event of outcome) {
      const recorded = { seq: made.length + 1, at: actor.now + n, by: actor.id, cause: `cause-${n}`, event };
      made.push(recorded);
      state = kind.evolve(state, recorded);
    }
  });
  return made;
};

/** Throws when folding what is sent to any of the audiences differs anywhere from viewing the whole. */
export const expectVisibilityLaw = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(
  kind: Kind<S, C, E, R>,
  events: readonly Recorded<E>[],
  audiences: readonly string[],
): void => {
  const { see, view } = kind.visibility;
  for (const audience of audiences) {
    let whole = kind.initial;
    let seen = view(kind.initial, audience);
    for (const recorded of events) {
      const next = kind.evolve(whole, recorded);
      const sent = see(recorded, audience, next);
      seen = sent ? kind.evolve(seen, sent) : seen;
      expect(seen, `${recorded.event.type} as seen by ${audience}`).toEqual(view(next, audience));
      whole = next;
    }
  }
};
