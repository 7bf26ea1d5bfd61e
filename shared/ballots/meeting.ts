/** From the opening of the session to its close, and who sits there meanwhile. All of it is asked by the house. */
import type { CommandOf, MeetingCommand } from './commands.ts';
import type { BallotEvent, EventOf, MeetingEvent } from './events.ts';
import { letterAt, nothing, withLetter } from './places.ts';
import { closings } from './results.ts';
import { seatOf } from './rights.ts';
import { counted, type Deciders, type Evolvers } from './rule.ts';
import { emptyShelf, onShelf, put } from './shelf.ts';
import type { Ballots, Counting, Seat } from './state.ts';

type Seating = NonNullable<CommandOf<'prepare'>['seats']>[number];

const seated = ({ person, roles, department }: Seating): EventOf<'seated'> => ({
  type: 'seated',
  person,
  roles: [...new Set(roles)],
  department,
});

export const prepare = ({
  session,
  title,
  publicity = 'invited',
  seats = [],
  screens = [],
}: CommandOf<'prepare'>): readonly BallotEvent[] => [
  { type: 'prepared', session, title, publicity },
  ...seats.filter(({ roles }) => roles.length > 0).map(seated),
  ...screens.map((person) => ({ type: 'screenSeated', person }) as const),
];

export const meetingDeciders: Deciders<Exclude<MeetingCommand, { type: 'prepare' }>> = {
  seat({ screen = false, ...seating }, ballots) {
    const { person, roles, department } = seating;
    if (screen) return ballots.counting?.screens.includes(person) ? [] : [{ type: 'screenSeated', person }];
    const seat = seatOf(ballots, person);
    const same = (seat?.roles ?? []).length === roles.length && roles.every((role) => seat?.roles.includes(role));
    return same && (seat === null || seat.department === department) ? [] : [seated(seating)];
  },
  close(_, ballots) {
    return ballots.stage === 'closed' ? [] : [...closings(ballots), { type: 'closed' }];
  },
  keepMap({ map }, ballots) {
    return ballots.map === null ? [{ type: 'mapKept', map }] : [];
  },
};

const noCounting: Counting = { seats: emptyShelf, screens: [], marks: {}, markers: '', questions: {}, seconds: {}, boxes: {}, moods: '' };

export const prepared = ({ session, title, publicity, masked }: EventOf<'prepared'>): Ballots => ({
  stage: 'open',
  ...{ session, title, publicity, review: false, marking: false, statements: [], polls: [] },
  counting: masked ? null : noCounting,
  map: null,
});

/** Whoever comes back has the same place; whoever leaves shows no mood any more. */
const taken = (counting: Counting, { person, roles, department }: EventOf<'seated'>): Counting => {
  const before = onShelf(counting.seats, person);
  const seat: Seat = { roles, department, place: before?.place ?? counting.seats.size };
  const gone = roles.length === 0 && letterAt(counting.moods, seat.place) !== nothing;
  return {
    ...counting,
    seats: put(counting.seats, person, seat),
    moods: gone ? withLetter(counting.moods, seat.place, nothing) : counting.moods,
  };
};

export const meetingEvolvers: Evolvers<Exclude<MeetingEvent, { type: 'prepared' }>> = {
  seated: (ballots, event) => counted(ballots, (counting) => taken(counting, event)),
  screenSeated: (ballots, { person }) => counted(ballots, (counting) => ({ ...counting, screens: [...counting.screens, person] })),
  closed: (ballots) => ({ ...ballots, stage: 'closed', marking: false }),
  mapKept: (ballots, { map }, { at }) => ({ ...ballots, map: { at, map } }),
};
