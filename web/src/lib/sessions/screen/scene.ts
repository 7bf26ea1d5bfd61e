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
  // After the close nothing live is left to show, whatever was chosen before.
  if (session.stage === 'closed') return session.scene === 'lists' ? 'lists' : 'thanks';
  if (session.scene !== 'auto') return session.scene;
  const segment = currentSegment(session);
  if (session.stage !== 'open' || !segment) return 'welcome';
  return ofForm[segment.form];
};
