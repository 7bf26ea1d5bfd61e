import { currentSegment } from '#shared/sessions/clock.ts';
import type { LedPlace, Scene, SegmentForm, Session } from '#shared/sessions/state.ts';

export type Shown = Exclude<Scene, 'auto'>;

const ofForm: Readonly<Record<SegmentForm, Shown>> = {
  briefing: 'speaker',
  questions: 'questions',
  answers: 'questions',
  debate: 'debate',
  stance: 'debate',
  'wrap-up': 'lists',
  'sign-off': 'lists',
};

const ofSession = (session: Session): Shown => {
  const segment = currentSegment(session);
  return session.stage === 'open' && segment ? ofForm[segment.form] : 'welcome';
};

/** What the hall sees when the host chooses this: a scene is one, `auto` is what fits. `calls`: what asks for attention now, above the segment. */
export const sceneOf = (scene: Scene, session: Session, calls: Scene | null = null): Shown => {
  // After the close nothing live is left to show, whatever was chosen before.
  if (session.stage === 'closed') return scene === 'lists' || scene === 'map' || scene === 'words' ? scene : 'thanks';
  if (scene !== 'auto') return scene;
  return session.stage === 'open' && calls !== null && calls !== 'auto' ? calls : ofSession(session);
};

/** What the hall sees now. */
export const shownScene = (session: Session, calls: Scene | null = null): Shown => sceneOf(session.scene, session, calls);

/** Where a phone finds what the hall sees. */
export const placeOf: Readonly<Record<Shown, LedPlace>> = {
  welcome: 'now',
  agenda: 'now',
  speaker: 'now',
  questions: 'questions',
  debate: 'debate',
  poll: 'polls',
  words: 'polls',
  map: 'map',
  lists: 'lists',
  thanks: 'now',
};
