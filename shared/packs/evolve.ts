import type { Recorded } from '../core/recorded.ts';
import type { Event, State, Version } from './state.ts';

export const evolve = (state: State, { event, by, at }: Recorded<Event>): State => {
  const { pack, reason, restores, replaced } = event;
  const next: Version = { pack, by, at, reason, restores };
  if (state.stage === 'adopted') return { stage: 'adopted', versions: [...state.versions, next] };
  const file: Version[] = replaced === null ? [] : [{ pack: replaced, by: '', at, reason: null, restores: null }];
  return { stage: 'adopted', versions: [...file, next] };
};
