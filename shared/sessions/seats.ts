/** Seats and the codes that lead to them. Names travel as personal facts only. */
import { hasRole, type Actor, type PersonId } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts';
import { currentTurn } from './clock.ts';
import { codeFor, formOf } from './codes.ts';
import { consoleDeciders, consoleEvolvers, taken } from './console.ts';
import type { CommandOf, SeatCommand } from './commands.ts';
import type { EventOf, SeatEvent, SessionEvent } from './events.ts';
import { isHost, seatOf } from './rights.ts';
import type { Deciders, Evolvers, Outcome } from './rule.ts';
import type { Code, Seat, Session, SessionRefusal, SessionRole } from './state.ts';

export interface Seating {
  readonly person: PersonId;
  readonly name: string | null;
  readonly realName: string | null;
  readonly roles: readonly SessionRole[];
  readonly department: string | null;
  readonly hall: boolean;
}

/** Facts that were erased are not said again. */
export const seated = ({ person, name, realName, roles, department, hall }: Seating): EventOf<'seated'> => {
  const seat = { type: 'seated', person, roles, department, hall } as const;
  if (name === null) return seat;
  return { ...seat, personal: { subject: person, facts: { name, ...(realName === null ? {} : { realName }) } } };
};

const same = (seat: Seat | null, next: Seating): boolean =>
  seat !== null &&
  seat.name === next.name &&
  seat.realName === next.realName &&
  seat.department === next.department &&
  seat.hall === next.hall &&
  seat.roles.length === next.roles.length &&
  seat.roles.every((role) => next.roles.includes(role));

const onlyHost = (session: Session, person: PersonId): boolean => {
  const hosts = Object.values(session.seats).filter((seat) => seat.left === null && seat.roles.includes('host'));
  return hosts.length === 1 && hosts[0]?.person === person;
};

/** The code as it stands, or why it opens nothing. */
const opened = (session: Session, codes: readonly Code[], typed: string, now: number): Code | Refusal<SessionRefusal> => {
  if (session.stage === 'closed' || session.stage === 'cancelled') return refuse('code-closed');
  const code = codes.find((one) => one.code === typed);
  if (!code) return refuse('code-unknown');
  if (code.revoked) return refuse('code-revoked');
  return code.until !== null && now > code.until ? refuse('code-expired') : code;
};

const isOfficer = (actor: Actor): boolean => hasRole(actor, 'officer', 'leader') && actor.department !== null;

/** What this person takes with this code: what they ask for, or what their account says, or the code's first role. */
const roleFor = (code: Code, asked: SessionRole | undefined, actor: Actor): SessionRole | null => {
  const wall = code.key === 'participant';
  if (asked === 'officer' && wall) return isOfficer(actor) ? 'officer' : null;
  if (asked !== undefined) return code.roles.includes(asked) ? asked : null;
  if (wall && isOfficer(actor)) return 'officer';
  if (wall && hasRole(actor, 'member')) return 'member';
  return code.roles[0] ?? null;
};

const join = (command: CommandOf<'join'>, session: Session, actor: Actor): Outcome => {
  // Where the codes are hidden only the server can say whether this one is good.
  if (session.codes === null) return [];
  const code = opened(session, session.codes, command.code, actor.now);
  if (isRefusal(code)) return code;
  if (code.roles.length === 0) return refuse('code-for-screens');
  const role = roleFor(code, command.role, actor);
  if (role === null) return refuse('role-not-invited');
  const seat = seatOf(session, actor.id);
  const realName = command.realName ?? seat?.realName ?? null;
  if (session.asksRealName && realName === null) return refuse('real-name-missing');
  const adds = seat === null || command.role !== undefined || code.key !== 'participant';
  // Whoever left comes back with this code's role only: rights once taken away are not got back by the code on the wall.
  const roles = seat === null ? [role] : adds ? [...new Set([...seat.roles, role])] : seat.roles;
  const own = role === 'officer' ? (code.department ?? actor.department) : null;
  const next: Seating = { person: actor.id, name: command.name, realName, roles, department: own ?? seat?.department ?? null, hall: false };
  if (roles.includes('officer') && next.department === null) return refuse('department-missing');
  const spent: readonly SessionEvent[] = code.once && adds ? [{ type: 'codeRevoked', key: code.key }] : [];
  const offered = taken(session, code, actor.id);
  if (!same(seat, next)) return [seated(next), ...spent, ...offered];
  // The same person on a second device has nothing new to take but the offer.
  return offered.length > 0 ? [...offered, ...spent] : [];
};

const invite = (command: CommandOf<'invite'>, { id, chance }: Occasion): Outcome => {
  const { role, department = null, until = null } = command;
  if (role === 'officer' && department === null) return refuse('department-missing');
  const made = { key: id, roles: [role], department, until, once: command.once ?? role === 'host', revoked: false };
  return [{ type: 'codeMade', code: { ...made, code: codeFor(formOf(made), chance) } }];
};

export const seatDeciders: Deciders<SeatCommand> = {
  ...consoleDeciders,
  join,
  invite: (command, _session, _actor, occasion) => invite(command, occasion),
  renewCode({ key, until }, session, _, { chance }) {
    const code = session.codes?.find((one) => one.key === key);
    if (!code) return refuse('code-unknown');
    const renewed: Code = { ...code, code: codeFor(formOf(code), chance), until: until === undefined ? code.until : until, revoked: false };
    return [{ type: 'codeMade', code: renewed }];
  },
  revokeCode({ key }, session) {
    const code = session.codes?.find((one) => one.key === key);
    if (!code) return refuse('code-unknown');
    return code.revoked ? [] : [{ type: 'codeRevoked', key }];
  },
  seatPerson({ person, name, realName, roles, department, hall }, session) {
    const seat = seatOf(session, person);
    const all = [...new Set(roles)];
    const where = department === undefined ? (seat?.department ?? null) : department;
    if (all.includes('officer') && where === null) return refuse('department-missing');
    if (onlyHost(session, person) && !all.includes('host')) return refuse('last-host');
    const next: Seating = {
      person,
      name,
      realName: realName ?? seat?.realName ?? null,
      roles: all,
      department: where,
      hall: hall ?? seat?.hall ?? false,
    };
    return same(seat, next) ? [] : [seated(next)];
  },
  rename({ name }, session, actor) {
    const seat = seatOf(session, actor.id);
    if (!seat) return refuse('not-seated');
    return seat.name === name ? [] : [seated({ ...seat, name })];
  },
  leaveSeat({ person }, session, actor) {
    const leaver = person ?? actor.id;
    if (leaver !== actor.id && !isHost(session, actor)) return refuse('not-host');
    if (!seatOf(session, leaver)) return refuse(leaver === actor.id ? 'not-seated' : 'seat-unknown');
    if (onlyHost(session, leaver)) return refuse('last-host');
    if (currentTurn(session)?.person === leaver) return refuse('has-floor');
    const requests = session.floor.requests.filter((request) => request.person === leaver);
    return [...requests.map(({ id }) => ({ type: 'requestWithdrawn', request: id }) as const), { type: 'seatLeft', person: leaver }];
  },
  joinScreen({ code: typed }, session, actor) {
    if (session.codes === null || session.screens.includes(actor.id)) return [];
    const code = opened(session, session.codes, typed, actor.now);
    if (isRefusal(code)) return code;
    return code.roles.length > 0 ? refuse('code-for-seats') : [{ type: 'screenJoined', person: actor.id }];
  },
};

const withCode = (session: Session, key: string, change: (codes: readonly Code[]) => readonly Code[]): Session =>
  // A viewer who was never told of a code is not told of its changes either.
  session.codes === null ? session : { ...session, codes: change(session.codes.filter((one) => one.key !== key)) };

export const seatEvolvers: Evolvers<SeatEvent> = {
  ...consoleEvolvers,
  seated(session, { person, roles, department, hall, personal }, { at }) {
    const before = Object.hasOwn(session.seats, person) ? session.seats[person] : undefined;
    const facts = personal?.facts ?? null;
    const names = { name: facts?.['name'] ?? null, realName: facts?.['realName'] ?? null };
    const seat: Seat = { person, ...names, roles, department, hall, since: before?.since ?? at, left: null };
    return { ...session, seats: { ...session.seats, [person]: seat } };
  },
  seatLeft(session, { person }, { at }) {
    const seat = seatOf(session, person);
    return seat ? { ...session, seats: { ...session.seats, [person]: { ...seat, left: at } } } : session;
  },
  codeMade: (session, { code }) => withCode(session, code.key, (others) => [...others, code]),
  codeRevoked(session, { key }) {
    const codes = session.codes?.map((code) => (code.key === key ? { ...code, revoked: true } : code)) ?? null;
    return { ...session, codes };
  },
  screenJoined: (session, { person }) => ({ ...session, screens: [...session.screens, person] }),
};
