/**
 * Figures about sessions, as sums: what 质效评估 is computed from. Groups: `''` everything; `session:<id>`. People are counted by each role they
 * hold (`people:`) and once by the part they mainly play (`voices:`); speaking time in whole seconds, by that part.
 */
import { hasRole } from '../core/actor.ts';
import type { Tally } from '../core/kind.ts';
import { mainRole } from './queue.ts';
import type { Question, Session, SessionState } from './state.ts';

type Figures = Record<string, number>;

const put = (figures: Figures, figure: string, n: number): void => {
  if (n !== 0) figures[figure] = (figures[figure] ?? 0) + n;
};

/** Asked in the room, and not the same as another one. */
const stands = ({ stage, hidden, mergedInto }: Question): boolean =>
  stage !== 'declined' && stage !== 'withdrawn' && !hidden && mergedInto === null;

const putQuestions = (figures: Figures, { questions, commitments }: Session): void => {
  const promised = new Set(commitments.filter(({ stage }) => stage !== 'refused').map(({ question }) => question));
  for (const question of questions.filter(stands)) {
    put(figures, 'questions', 1);
    if (question.answers.length === 0) continue;
    put(figures, 'answered', 1);
    if (promised.has(question.id)) put(figures, 'promised', 1);
  }
  for (const { stage } of commitments) {
    put(figures, 'commitments', 1);
    if (stage === 'confirmed' || stage === 'amended') put(figures, 'confirmed', 1);
  }
};

const putPeople = (figures: Figures, session: Session): void => {
  for (const { person, roles } of Object.values(session.seats)) {
    put(figures, 'people', 1);
    for (const role of roles) put(figures, `people:${role}`, 1);
    const main = mainRole(session, person);
    if (main) put(figures, `voices:${main}`, 1);
  }
};

/** Of turns that ended: while somebody speaks no event says how long. */
const putTurns = (figures: Figures, session: Session): void => {
  const spoken: Figures = {};
  for (const { person, stage, startedAt, used } of session.floor.turns) {
    if (stage !== 'ended' || startedAt === null) continue;
    put(figures, 'turns', 1);
    put(spoken, mainRole(session, person) ?? 'observer', used);
  }
  for (const [role, milliseconds] of Object.entries(spoken)) put(figures, `seconds:${role}`, Math.floor(milliseconds / 1000));
};

const figuresOf = (session: Session): Figures => {
  const figures: Figures = { convened: 1, [`stage:${session.stage}`]: 1 };
  putQuestions(figures, session);
  putPeople(figures, session);
  putTurns(figures, session);
  return figures;
};

const sessions: Tally<SessionState> = {
  of: (state, id) => {
    if (state.stage === 'none') return {};
    const figures = figuresOf(state);
    return { '': figures, [`session:${id}`]: figures };
  },
  sees: (_group, _figure, viewer) => hasRole(viewer, 'admin', 'supervisor', 'auditor', 'convener'),
};

export const tallies = { sessions };
