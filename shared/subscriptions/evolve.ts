import { never } from '../core/kind.ts';
import type { Recorded } from '../core/recorded.ts';
import type { Event, State } from './state.ts';

export const evolve = (state: State, { at, event }: Recorded<Event>): State => {
  if (event.type === 'asked') {
    const { to, language, code, key, personal } = event;
    return { stage: 'asked', to, language, code, key, email: personal.facts?.email ?? null, askedAt: at };
  }
  if (state.stage === 'none' || state.stage === 'ended') return state;
  switch (event.type) {
    case 'confirmed':
      return { ...state, stage: 'confirmed', begun: null, begunAt: null, told: {} };
    case 'ended':
      return { stage: 'ended', to: state.to };
    case 'letterBegun':
      return state.stage === 'confirmed' ? { ...state, begun: { letter: event.letter, told: event.told }, begunAt: at } : state;
    case 'letterSent':
      return state.stage === 'confirmed' ? { ...state, begun: null, told: { ...state.told, ...state.begun?.told } } : state;
    default:
      return never(event);
  }
};
