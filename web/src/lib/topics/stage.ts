import type { Topic } from '#shared/topics/state.ts';
import type { Tone } from '#web/lib/ui/index.ts';

/** The colour that repeats what the word of a stage says. */
export const toneOf = (stage: Topic['stage']): Tone => {
  switch (stage) {
    case 'collected':
      return 'plain';
    case 'screened':
    case 'selected':
      return 'work';
    case 'scheduled':
      return 'soon';
    case 'deliberated':
      return 'done';
    case 'merged':
    case 'nested':
    case 'declined':
      return 'plain';
  }
};
