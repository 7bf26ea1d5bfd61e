/** given(events).when(command).then(events | refusal): every rule test is one such sentence. */
import { expect } from 'vitest';
import * as v from 'valibot';
import { nobody, type Actor, type StandingRole } from '#shared/core/actor.ts';
import type { AnyCommand, Kind, Occasion } from '#shared/core/kind.ts';
import type { AnyEvent, Recorded, StreamId } from '#shared/core/recorded.ts';
import { isRefusal, type Refusal } from '#shared/core/refusal.ts';
import { rulePack, type RulePack } from '#shared/core/rule-pack.ts';
import defaultPack from '#shared/packs/default.json' with { type: 'json' };

export const pack: RulePack = v.parse(rulePack, defaultPack);

/** Saturday 24 October 2026, 15:00 in Shanghai. */
export const start = Date.UTC(2026, 9, 24, 7, 0, 0);
export const minute = 60_000;

export const person = (id: string, ...roles: StandingRole[]): Actor => ({ ...nobody(start), id, roles });
export const officer = (id: string, department: string): Actor => ({ ...person(id, 'officer'), department });
export const at = (actor: Actor, now: number): Actor => ({ ...actor, now });

/** What happened before: by whom and when matters to some rules. */
export interface Happened<E extends AnyEvent> {
  readonly event: E;
  readonly by?: string;
  readonly at?: number;
}

type Past<E extends AnyEvent> = E | Happened<E>;
const isHappened = <E extends AnyEvent>(past: Past<E>): past is Happened<E> => 'event' in past;

export const record = <E extends AnyEvent>(past: readonly Past<E>[], from = 0): Recorded<E>[] =>
  past.map((one, n) => {
    const { event, by = 'somebody', at: when = start } = isHappened(one) ? one : { event: one };
    return { seq: from + n + 1, at: when, by, cause: `cause-${from + n + 1}`, event };
  });

export const fold = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(kind: Kind<S, C, E, R>, past: readonly Past<E>[]): S =>
  record(past).reduce((state, recorded) => kind.evolve(state, recorded), kind.initial);

export const occasion = (stream: StreamId, given: Partial<Occasion> = {}): Occasion => ({
  stream,
  id: 'asked-1',
  chance: '0123456789abcdef0123456789abcdef',
  pack,
  documents: {},
  ...given,
});

/** Binds the sentence to a kind: `const { given } = sentences(sessions)`. */
export const sentences = <S, C extends AnyCommand, E extends AnyEvent, R extends string>(kind: Kind<S, C, E, R>) => ({
  given: (...past: readonly Past<E>[]) => ({
    when: (command: C, actor: Actor, extra: Partial<Occasion> = {}) => {
      const state = fold(kind, past);
      const outcome = kind.decide(v.parse(kind.commands, command), state, actor, occasion(`${kind.name}/42`, extra));
      return {
        outcome,
        /** Exactly these events, in this order. */
        then: (...events: readonly E[]): S => {
          expect(outcome).toEqual(events);
          const made = isRefusal(outcome) ? [] : outcome;
          return record(
            made.map((event) => ({ event, by: actor.id, at: actor.now })),
            past.length,
          ).reduce((now, recorded) => kind.evolve(now, recorded), state);
        },
        /** A "no" with this code; details and problems only when given. */
        thenRefused: (code: R, rest: Omit<Refusal<R>, 'refused'> = {}): void => {
          expect(outcome).toMatchObject({ refused: code, ...rest });
        },
      };
    },
  }),
});
