import type { PersonId } from '../core/actor.ts';
import type { Topic } from './state.ts';

/** Everybody behind a topic, each once: its own endorsers and those of the topics merged into it. */
export const everybodyBehind = (topic: Pick<Topic, 'endorsers' | 'joined'>): ReadonlySet<PersonId> =>
  new Set([
    ...topic.endorsers,
    ...Object.values(topic.joined)
      .filter(({ as }) => as === 'merged')
      .flatMap(({ endorsers }) => endorsers),
  ]);
