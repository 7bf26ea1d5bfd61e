/** A small kind for these tests: a hall in which anybody marks statements, whose marks nobody is shown, and whose map is kept at the close. */
import * as v from 'valibot';
import { isHouse } from '#shared/core/actor.ts';
import { never, type Kind, type Vote } from '#shared/core/kind.ts';
import { refuse } from '#shared/core/refusal.ts';

const commands = v.variant('type', [
  v.object({ type: v.literal('mark'), votes: v.array(v.tuple([v.string(), v.string(), v.picklist([1, 0, -1])])) }),
  v.object({ type: v.literal('exclude'), statement: v.string() }),
  v.object({ type: v.literal('close') }),
  v.object({ type: v.literal('keep'), map: v.unknown() }),
]);
type Command = v.InferOutput<typeof commands>;
type Event =
  | { readonly type: 'marked'; readonly votes: readonly Vote[] }
  | { readonly type: 'excluded'; readonly statement: string }
  | { readonly type: 'closed' }
  | { readonly type: 'kept'; readonly map: unknown };

export interface Hall {
  readonly votes: readonly Vote[];
  readonly excluded: readonly string[];
  readonly closed: boolean;
  readonly map: unknown;
}

export const halls: Kind<Hall, Command, Event, 'not-house'> = {
  name: 'halls',
  version: 1,
  commands,
  initial: { votes: [], excluded: [], closed: false, map: null },
  decide(command, state, actor) {
    switch (command.type) {
      case 'mark':
        return [{ type: 'marked', votes: command.votes }];
      case 'exclude':
        return [{ type: 'excluded', statement: command.statement }];
      case 'close':
        return [{ type: 'closed' }];
      case 'keep':
        if (!isHouse(actor)) return refuse('not-house');
        return state.map === null ? [{ type: 'kept', map: command.map }] : [];
      default:
        return never(command);
    }
  },
  evolve(state, { event }) {
    switch (event.type) {
      case 'marked':
        return { ...state, votes: [...state.votes, ...event.votes] };
      case 'excluded':
        return { ...state, excluded: [...state.excluded, event.statement] };
      case 'closed':
        return { ...state, closed: true };
      case 'kept':
        return { ...state, map: event.map };
      default:
        return never(event);
    }
  },
  visibility: {
    audience: () => 'all',
    see: (recorded) => (recorded.event.type === 'marked' ? null : recorded),
    view: (state) => ({ ...state, votes: [] }),
    summary: ({ votes }) => ({ marks: votes.length }),
  },
  opinions: {
    votes: ({ votes, map }) => (map === null ? votes : []),
    change(event) {
      if (event.type === 'marked')
        return { votes: event.votes, statements: false, roles: event.votes.map(([person]) => [person, ['resident']]) };
      return event.type === 'excluded' ? { votes: [], statements: true } : null;
    },
    statements: ({ excluded }) => new Map(excluded.map((id) => [id, 'excluded'])),
    roles: ({ votes }) => [...new Set(votes.map(([person]) => person))].map((person) => [person, ['resident']]),
    keep: ({ closed, map }, report) => (closed && map === null ? { type: 'keep', map: report } : null),
  },
};
