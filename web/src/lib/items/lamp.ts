import type { Tone } from '#web/lib/ui/index.ts';
import type { ShownLamp } from '#shared/items/read-model.ts';
import type { Stage } from '#shared/items/state.ts';

/** The one lamp of an item: its clock while that runs, else how far it is. */
export const toneOf = (stage: Stage, lamp: ShownLamp): Tone => {
  if (lamp === 'red') return 'live';
  if (lamp === 'yellow') return 'soon';
  if (stage === 'closed') return 'done';
  return stage === 'suspended' || stage === 'unissued' ? 'plain' : 'work';
};
