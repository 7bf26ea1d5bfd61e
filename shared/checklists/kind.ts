import type { Actor } from '../core/actor.ts';
import type { Access, DocumentRule, Kind } from '../core/kind.ts';
import { minutesShape } from '../minutes/block.ts';
import { commands, type Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { prints } from './prints.ts';
import { reactions } from './reactions.ts';
import { checklistsModel } from './read-model.ts';
import { holds, leads } from './rights.ts';
import { responsibilitiesShape, suggestionsShape } from './shape.ts';
import { initial, type Event, type RefusalCode, type State } from './state.ts';
import { visibility } from './visibility.ts';

/** Who is not seated reads the signed list from the stream, never the pencil. */
const access = (state: State, viewer: Actor): Access => {
  if (holds(state, viewer, 'host', 'recorder', 'convener', 'member', 'officer')) return 'write';
  return state.seats[viewer.id] ? 'read' : 'none';
};

/** Minutes are written by those who lead, and read by everybody who was there. */
const minutes: DocumentRule<State> = {
  access: (state, viewer) => (leads(state, viewer) ? 'write' : state.seats[viewer.id] ? 'read' : 'none'),
  frozen: ({ minutes: { issued } }) => issued !== null,
  shape: minutesShape,
};

const list: DocumentRule<State> = {
  access,
  frozen: ({ stage }) => stage === 'signing' || stage === 'issued',
};

export const checklists: Kind<State, Command, Event, RefusalCode> = {
  name: 'checklists',
  version: 3,
  commands,
  initial,
  decide,
  evolve,
  visibility,
  reactions,
  models: { checklists: checklistsModel },
  documents: {
    suggestions: { ...list, shape: suggestionsShape, personal: ['proposer'] },
    responsibilities: { ...list, shape: responsibilitiesShape, personal: ['person', 'phone'] },
    minutes,
  },
  reads: (command) =>
    command.type === 'propose' ? ['suggestions', 'responsibilities'] : command.type === 'issueMinutes' ? ['minutes'] : [],
  prints,
};
