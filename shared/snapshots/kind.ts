import { hasRole } from '../core/actor.ts';
import type { Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { asked } from './freezing.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';

/** 年度考核快照, under the year. */
export const snapshots: Kind<State, Command, Event, RefusalCode> = {
  name: 'snapshots',
  version: 1,
  commands,
  initial,
  decide,
  evolve: ({ frozen }, { event: { type: _type, ...one }, at, seq }) => ({ frozen: [...frozen, { ...one, at, seq }] }),
  visibility: {
    audience: (_state, viewer) => (hasRole(viewer, 'supervisor', 'admin', 'auditor') ? 'staff' : null),
    see: (recorded) => recorded,
    view: (state) => state,
  },
  sums: (_command, stream) => asked(stream),
  signs: ({ frozen }) => frozen.at(-1) ?? null,
};
