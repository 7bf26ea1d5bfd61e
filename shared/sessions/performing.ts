/** What members did in a session that counts in their record (履职), as it stands at the close. */
import { isGuest, type PersonId } from '../core/actor.ts';
import type { Session } from './state.ts';

export interface Did {
  readonly sort: 'attended' | 'spoke' | 'asked' | 'led';
  readonly times: number;
}

const didOf = ({ seats, floor, questions }: Session, person: PersonId): readonly Did[] => {
  const roles = seats[person]?.roles ?? [];
  const turns = floor.turns.filter((turn) => turn.person === person && turn.startedAt !== null).length;
  // A question asked without a name is nobody's: a credit would say whose.
  const asked = questions.filter(
    ({ by, anonymous, stage, hidden }) => by === person && !anonymous && !hidden && stage !== 'declined' && stage !== 'withdrawn',
  ).length;
  const leads = roles.includes('host') || roles.includes('recorder');
  return [
    { sort: 'attended', times: 1 },
    { sort: 'spoke', times: turns },
    { sort: 'asked', times: asked },
    { sort: 'led', times: leads ? 1 : 0 },
  ];
};

/** Members with an account, also those who left early. */
export const performed = (session: Session): readonly { readonly person: PersonId; readonly did: readonly Did[] }[] =>
  Object.values(session.seats)
    .filter(({ person, roles }) => roles.includes('member') && !isGuest(person))
    .map(({ person }) => ({ person, did: didOf(session, person).filter(({ times }) => times > 0) }));
