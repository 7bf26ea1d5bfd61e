import type { Actor } from '../core/actor.ts';
import type { Access, DocumentRule, Kind } from '../core/kind.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { reactions } from './reactions.ts';
import { checklistsModel } from './read-model.ts';
import { holds } from './rights.ts';
import { responsibilitiesShape, suggestionsShape } from './shape.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';
import { visibility } from './visibility.ts';

/** Who is not seated reads the signed list from the stream, never the pencil. */
const access = (state: State, viewer: Actor): Access => {
  if (holds(state, viewer, 'host', 'recorder', 'convener', 'member', 'officer')) return 'write';
  return state.seats[viewer.id] ? 'read' : 'none';
};

const list: DocumentRule<State> = {
  access,
  frozen: ({ stage }) => stage === 'signing' || stage === 'issued',
};

export const checklists: Kind<State, Command, Event, RefusalCode> = {
  name: 'checklists',
  version: 2,
  commands,
  initial,
  decide,
  evolve,
  visibility,
  reactions,
  models: { checklists: checklistsModel },
  documents: { suggestions: { ...list, shape: suggestionsShape }, responsibilities: { ...list, shape: responsibilitiesShape } },
  reads: (command) => (command.type === 'propose' ? ['suggestions', 'responsibilities'] : []),
};
