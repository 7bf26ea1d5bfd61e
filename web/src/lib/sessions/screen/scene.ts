import { currentSegment } from '#shared/sessions/clock.ts';
import type { Scene, SegmentForm, Session } from '#shared/sessions/state.ts';

type Shown = Exclude<Scene, 'auto'>;

const ofForm: Readonly<Record<SegmentForm, Shown>> = {
  briefing: 'speaker',
  questions: 'questions',
  answers: 'questions',
  debate: 'debate',
  stance: 'debate',
  'wrap-up': 'lists',
  'sign-off': 'lists',
};

/** What the hall sees: what the host chose, or what fits where we are. */
export const shownScene = (session: Session): Shown => {
  if (session.scene !== 'auto') return session.scene;
  if (session.stage === 'closed') return 'thanks';
  const segment = currentSegment(session);
  if (session.stage !== 'open' || !segment) return 'welcome';
  return ofForm[segment.form];
};
