/** A small kind for these tests: a board one joins by a code, with lines for all and lines for members. */
import * as v from 'valibot';
import { isHouse, isSomebody } from '#shared/core/actor.ts';
import { id, line } from '#shared/core/fields.ts';
import { never, type Kind } from '#shared/core/kind.ts';
import { refuse } from '#shared/core/refusal.ts';

const commands = v.variant('type', [
  v.object({ type: v.literal('write'), line: line(2000), secret: v.optional(v.boolean(), false) }),
  v.object({ type: v.literal('join'), code: v.string() }),
  v.object({ type: v.literal('leave') }),
  v.object({ type: v.literal('remove'), person: id }),
  v.object({ type: v.literal('shut') }),
  v.object({ type: v.literal('break') }),
]);
type Command = v.InferOutput<typeof commands>;

type Event =
  | { readonly type: 'written'; readonly line: string; readonly secret: boolean }
  | { readonly type: 'joined'; readonly person: string }
  | { readonly type: 'left'; readonly person: string }
  | { readonly type: 'shut' };

export interface Board {
  readonly lines: readonly { readonly line: string; readonly secret: boolean }[];
  readonly members: readonly string[];
  readonly shut: boolean;
}

type Code = 'wrong-code' | 'not-signed-in' | 'not-allowed';

export const boards: Kind<Board, Command, Event, Code> = {
  name: 'boards',
  version: 1,
  commands,
  initial: { lines: [], members: [], shut: false },
  decide(command, state, actor) {
    switch (command.type) {
      case 'write':
        return command.secret && !isSomebody(actor)
          ? refuse('not-signed-in')
          : [{ type: 'written', line: command.line, secret: command.secret }];
      case 'join':
        if (!isSomebody(actor)) return refuse('not-signed-in');
        if (command.code !== 'right') return refuse('wrong-code');
        return state.members.includes(actor.id) ? [] : [{ type: 'joined', person: actor.id }];
      case 'leave':
        return state.members.includes(actor.id) ? [{ type: 'left', person: actor.id }] : [];
      case 'remove':
        return isHouse(actor) || actor.roles.includes('admin') ? [{ type: 'left', person: command.person }] : refuse('not-allowed');
      case 'shut':
        return [{ type: 'shut' }];
      case 'break':
        throw new Error('inner text nobody may see');
      default:
        return never(command);
    }
  },
  evolve(state, { event }) {
    switch (event.type) {
      case 'written':
        return { ...state, lines: [...state.lines, { line: event.line, secret: event.secret }] };
      case 'joined':
        return { ...state, members: [...state.members, event.person] };
      case 'left':
        return { ...state, members: state.members.filter((member) => member !== event.person) };
      case 'shut':
        return { ...state, shut: true };
      default:
        return never(event);
    }
  },
  visibility: {
    audience(state, viewer) {
      if (viewer.roles.includes('admin')) return 'member';
      if (state.members.includes(viewer.id)) return 'member';
      return state.shut ? null : 'public';
    },
    see: (recorded, audience) => (audience === 'public' && recorded.event.type === 'written' && recorded.event.secret ? null : recorded),
    view: (state, audience) => (audience === 'public' ? { ...state, lines: state.lines.filter(({ secret }) => !secret) } : state),
    own: (state, viewer) => (state.members.includes(viewer.id) ? { joined: state.members.indexOf(viewer.id) + 1 } : undefined),
  },
  models: {
    boards: {
      row: (state, of) =>
        state.lines.length === 0
          ? null
          : { id: of, lines: state.lines.length, first: state.lines[0]?.line ?? '', hidden: state.shut, code: `code-${of}` },
      sort: (row) => Number(row['lines']),
      indexes: { first: (row) => String(row['first']), code: (row) => (typeof row['code'] === 'string' ? row['code'] : null) },
      secret: ['code'],
      text: (row) => String(row['first']),
      sees: ({ code: _code, ...row }, viewer) => (row['hidden'] && !viewer.roles.includes('admin') ? null : row),
    },
  },
  tallies: {
    boards: {
      of: (state) =>
        state.lines.length === 0 ? {} : { '': { lines: state.lines.length }, 'state:open': { boards: state.shut ? 0 : 1, secrets: 1 } },
      sees: (_group, figure, viewer) => figure !== 'secrets' || viewer.roles.includes('admin'),
    },
  },
  documents: {
    paper: {
      access: (state, viewer) => (state.members.includes(viewer.id) ? 'write' : state.shut ? 'none' : 'read'),
      frozen: (state) => state.shut,
    },
  },
};
