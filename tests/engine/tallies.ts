/** A kind for tests of the engine: a number that grows, copies itself elsewhere, wakes up, and freezes a document. */
import * as v from 'valibot';
import type { Kind } from '#shared/core/kind.ts';
import { refuse } from '#shared/core/refusal.ts';
import type { Recorded } from '#shared/core/recorded.ts';

const command = v.variant('type', [
  v.object({ type: v.literal('add'), n: v.number() }),
  v.object({ type: v.literal('copyTo'), to: v.string(), n: v.number() }),
  v.object({ type: v.literal('ringAt'), at: v.number() }),
  v.object({ type: v.literal('ring') }),
  v.object({ type: v.literal('freeze') }),
  v.object({ type: v.literal('name'), subject: v.string(), name: v.string() }),
  v.object({ type: v.literal('break') }),
]);
type TallyCommand = v.InferOutput<typeof command>;

export type TallyEvent =
  | { readonly type: 'added'; readonly n: number }
  | { readonly type: 'copied'; readonly to: string; readonly n: number }
  | { readonly type: 'ringSet'; readonly at: number }
  | { readonly type: 'rang' }
  | { readonly type: 'froze'; readonly rows: number }
  | { readonly type: 'named'; readonly personal: { readonly subject: string; readonly facts: Record<string, string> | null } };

export interface Tally {
  readonly total: number;
  readonly ringAt: number | null;
  readonly rang: number;
  readonly frozen: boolean;
  readonly rows: number;
  readonly name: string | null;
}

const evolve = (state: Tally, { event }: Recorded<TallyEvent>): Tally => {
  switch (event.type) {
    case 'added':
      return { ...state, total: state.total + event.n };
    case 'copied':
      return state;
    case 'ringSet':
      return { ...state, ringAt: event.at };
    case 'rang':
      return { ...state, ringAt: null, rang: state.rang + 1 };
    case 'froze':
      return { ...state, frozen: true, rows: event.rows };
    case 'named':
      return { ...state, name: event.personal.facts?.['name'] ?? null };
  }
};

const decide = (
  asked: TallyCommand,
  state: Tally,
  documents: Readonly<Record<string, { rows: object }>>,
): TallyEvent[] | ReturnType<typeof refuse<'negative' | 'frozen'>> => {
  switch (asked.type) {
    case 'add':
      return state.total + asked.n < 0 ? refuse('negative') : asked.n === 0 ? [] : [{ type: 'added', n: asked.n }];
    case 'copyTo':
      return [{ type: 'copied', to: asked.to, n: asked.n }];
    case 'ringAt':
      return [{ type: 'ringSet', at: asked.at }];
    case 'ring':
      return state.ringAt === null ? [] : [{ type: 'rang' }];
    case 'freeze':
      return state.frozen ? refuse('frozen') : [{ type: 'froze', rows: Object.keys(documents['paper']?.rows ?? {}).length }];
    case 'name':
      return [{ type: 'named', personal: { subject: asked.subject, facts: { name: asked.name } } }];
    case 'break':
      throw new Error('a bug');
  }
};

export const tallies: Kind<Tally, TallyCommand, TallyEvent, 'negative' | 'frozen'> = {
  name: 'tallies',
  version: 1,
  commands: command,
  initial: { total: 0, ringAt: null, rang: 0, frozen: false, rows: 0, name: null },
  decide: (asked, state, _actor, { documents }) => decide(asked, state, documents),
  evolve,
  visibility: { audience: () => 'all', see: (recorded) => recorded, view: (state) => state },
  reactions: ({ event }) =>
    event.type === 'copied' ? [{ name: 'copy', stream: `tallies/${event.to}`, command: { type: 'add', n: event.n } }] : [],
  deadlines: ({ ringAt, rang }) => (ringAt === null ? [] : [{ at: ringAt, key: `ring-${rang}`, command: { type: 'ring' } }]),
  models: {
    tallies: {
      row: ({ total, name }) => (total === 0 && name === null ? null : { total, name }),
      sort: (row) => Number(row['total']),
      indexes: { parity: (row) => (Number(row['total']) % 2 === 0 ? 'even' : 'odd') },
      sees: (row) => row,
    },
  },
  tallies: {
    numbers: {
      of: ({ total, rang }) => ({
        '': { total, rang },
        ...(total === 0 ? {} : { [`parity:${total % 2 === 0 ? 'even' : 'odd'}`]: { things: 1 } }),
      }),
      sees: (group, _figure, viewer) => group === '' || viewer.id !== '',
    },
  },
  documents: { paper: { access: () => 'write', frozen: ({ frozen }) => frozen } },
  reads: (asked) => (asked.type === 'freeze' ? ['paper'] : []),
};
