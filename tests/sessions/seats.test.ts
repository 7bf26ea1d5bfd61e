import { expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import { at, fold, person, start } from '../given/given.ts';
import { convene } from './convene.ts';
import type { Code } from '#shared/sessions/state.ts';
import {
  convened,
  convener,
  given,
  host,
  hostCode,
  housing,
  observer,
  open,
  preparing,
  recorder,
  requested,
  screenCode,
  seat,
  session,
  stranger,
  wallCode,
  zhang,
} from './hall.ts';

const like = (shape: RegExp): unknown => expect.stringMatching(shape);
const join = (code: string, more: object = {}) => ({ type: 'join', code, name: '老陈', ...more }) as const;
const chance = 'fedcba98765432100123456789abcdef';
const officers: Code = { key: 'k-1', code: 'ABCDEFGH', roles: ['officer'], department: 'water', until: null, once: false, revoked: false };

test('S10 three codes from chance: six digits, ten and eight letters', () => {
  const made = (drawn: string) => session.given().when(convene, convener, { chance: drawn }).outcome;
  const shape = [
    { key: 'participant', code: like(/^\d{6}$/) },
    { key: 'host', code: like(/^[2-9A-HJKMNP-Z]{10}$/), once: true, roles: ['host'] },
    { key: 'screen', code: like(/^[2-9A-HJKMNP-Z]{8}$/), roles: [] },
  ];
  expect(made(chance)).toMatchObject([{ codes: shape }, {}]);
  expect(made(chance)).not.toEqual(made('0123456789abcdef0123456789abcdef'));
});

test('S10 the host makes codes for one role, renews and revokes them', () => {
  const invite = { type: 'invite', role: 'officer', department: 'water' } as const;
  const { outcome } = session.given(...preparing).when(invite, host, { id: 'k-1', chance });
  expect(outcome).toMatchObject([
    { type: 'codeMade', code: { key: 'k-1', roles: ['officer'], department: 'water', once: false, code: like(/^.{8}$/) } },
  ]);
  expect(session.given(...preparing).when({ type: 'invite', role: 'host' }, host).outcome).toMatchObject([
    { code: { once: true, code: like(/^.{10}$/) } },
  ]);
  session
    .given(...preparing)
    .when(invite, recorder)
    .thenRefused('not-host');
  session
    .given(...preparing)
    .when({ type: 'revokeCode', key: 'screen' }, host)
    .then({ type: 'codeRevoked', key: 'screen' });
  session
    .given(...preparing)
    .when({ type: 'revokeCode', key: 'nope' }, host)
    .thenRefused('code-unknown');
  session
    .given(...preparing)
    .when({ type: 'renewCode', key: 'nope' }, host)
    .thenRefused('code-unknown');
});

test('S11 every code that opens nothing says why', () => {
  session
    .given(...preparing)
    .when(join('999999'), stranger)
    .thenRefused('code-unknown');
  const until: Code = { ...officers, until: start + 1000 };
  const past = [...preparing, { type: 'codeMade', code: until } as const];
  expect(session.given(...past).when(join('ABCDEFGH'), at(stranger, start + 1000)).outcome).toHaveLength(1);
  session
    .given(...past)
    .when(join('ABCDEFGH'), at(stranger, start + 1001))
    .thenRefused('code-expired');
  session
    .given(...past, { type: 'codeRevoked', key: 'k-1' })
    .when(join('ABCDEFGH'), stranger)
    .thenRefused('code-revoked');
  session
    .given(...preparing, { type: 'cancelled', reason: '改期' })
    .when(join(wallCode), stranger)
    .thenRefused('code-closed');
  session
    .given(...open, { type: 'closed' })
    .when(join(wallCode), stranger)
    .thenRefused('code-closed');
  session.given().when(join(wallCode), stranger).thenRefused('not-convened');
  session
    .given(...preparing)
    .when(join(wallCode), person(''))
    .thenRefused('nobody');
});

test('S11 a renewed code takes the place of the old one', () => {
  const { outcome } = session.given(...preparing).when({ type: 'renewCode', key: 'participant' }, host, { chance });
  const [renewed] = outcome as [{ type: 'codeMade'; code: Code }];
  expect(renewed.code).toMatchObject({ key: 'participant', code: like(/^\d{6}$/) });
  session
    .given(...preparing, renewed)
    .when(join(wallCode), stranger)
    .thenRefused('code-unknown');
  expect(session.given(...preparing, renewed).when(join(renewed.code.code), stranger).outcome).toHaveLength(1);
});

test('S11 a code is read as people type it', () => {
  expect(session.given(...preparing).when(join(` ${wallCode.slice(0, 3)} ${wallCode.slice(3)} `), stranger).outcome).toHaveLength(1);
  expect(session.given(...preparing).when(join(hostCode.toLowerCase()), stranger).outcome).toHaveLength(2);
});

test('S12 joining again is the same seat', () => {
  const first = session.given(...preparing).when(join(wallCode, { role: 'expert' }), stranger);
  const seated = {
    type: 'seated',
    person: stranger.id,
    roles: ['expert'],
    department: null,
    hall: false,
    personal: { subject: stranger.id, facts: { name: '老陈' } },
  } as const;
  first.then(seated);
  session
    .given(...preparing, seated)
    .when(join(wallCode), stranger)
    .then();
  const renamed = { ...seated, personal: { subject: stranger.id, facts: { name: '陈建国' } } };
  const state = session
    .given(...preparing, seated)
    .when({ ...join(wallCode), name: '陈建国' }, stranger)
    .then(renamed);
  expect(state).toMatchObject({ seats: { [stranger.id]: { name: '陈建国', roles: ['expert'], since: start, left: null } } });
  session
    .given(...preparing, seated)
    .when({ type: 'rename', name: '陈建国' }, stranger)
    .then(renamed);
  session
    .given(...preparing)
    .when({ type: 'rename', name: '陈建国' }, stranger)
    .thenRefused('not-seated');
});

test('S12 another code adds its role to the same seat', () => {
  const state = session.given(...open).when({ ...join(hostCode), name: '名-g-zhang' }, zhang).outcome;
  expect(state).toMatchObject([
    { type: 'seated', person: zhang.id, roles: ['resident', 'host'] },
    { type: 'codeRevoked', key: 'host' },
  ]);
});

test('S13 no role that the code does not give', () => {
  session
    .given(...preparing)
    .when(join(wallCode, { role: 'host' }), stranger)
    .thenRefused('role-not-invited');
  session
    .given(...preparing)
    .when(join(wallCode, { role: 'officer' }), stranger)
    .thenRefused('role-not-invited');
  session
    .given(...preparing)
    .when(join(screenCode), stranger)
    .thenRefused('code-for-screens');
});

test('S13 an account of a department is its officer, a member a member', () => {
  expect(session.given(convened).when(join(wallCode), housing).outcome).toMatchObject([{ roles: ['officer'], department: 'housing' }]);
  expect(session.given(convened).when(join(wallCode), person('u-m', 'member')).outcome).toMatchObject([{ roles: ['member'] }]);
  expect(session.given(convened).when(join(wallCode), stranger).outcome).toMatchObject([{ roles: ['resident'] }]);
});

test('S14 no officer without a department', () => {
  session
    .given(...preparing)
    .when({ type: 'invite', role: 'officer' }, host)
    .thenRefused('department-missing');
  session
    .given(...preparing)
    .when({ type: 'seatPerson', person: 'x', name: '某', roles: ['officer'] }, host)
    .thenRefused('department-missing');
  const past = [...preparing, { type: 'codeMade', code: officers } as const];
  expect(session.given(...past).when(join('ABCDEFGH'), stranger).outcome).toMatchObject([{ roles: ['officer'], department: 'water' }]);
});

test('S15 the second person finds a code for one used up', () => {
  const past = [...preparing, seat(stranger, 'host'), { type: 'codeRevoked', key: 'host' } as const];
  session
    .given(...past)
    .when(join(hostCode), person('g-other'))
    .thenRefused('code-revoked');
});

test('S16 a real name where it is asked for', () => {
  const asks = { ...convened, asksRealName: true };
  session.given(asks).when(join(wallCode), stranger).thenRefused('real-name-missing');
  expect(session.given(asks).when(join(wallCode, { realName: '陈建国' }), stranger).outcome).toMatchObject([
    { personal: { facts: { name: '老陈', realName: '陈建国' } } },
  ]);
});

test('S17 the host seats people with several roles', () => {
  const command = { type: 'seatPerson', person: stranger.id, name: '王工', roles: ['expert', 'member', 'expert'] } as const;
  const state = session.given(...preparing).when({ ...command, roles: [...command.roles] }, host);
  state.then({
    type: 'seated',
    person: stranger.id,
    roles: ['expert', 'member'],
    department: null,
    hall: false,
    personal: { subject: stranger.id, facts: { name: '王工' } },
  });
  session
    .given(...preparing)
    .when({ ...command, roles: ['expert'] }, recorder)
    .thenRefused('not-host');
});

test('S17 the last host stays host', () => {
  session
    .given(...preparing)
    .when({ type: 'seatPerson', person: host.id, name: '主持', roles: ['resident'] }, convener)
    .thenRefused('last-host');
  session
    .given(...preparing)
    .when({ type: 'leaveSeat' }, host)
    .thenRefused('last-host');
  session
    .given(...preparing, seat(recorder, 'recorder', 'host'))
    .when({ type: 'leaveSeat' }, host)
    .then({ type: 'seatLeft', person: host.id });
});

test('S18 leaving ends the waiting', () => {
  const state = session
    .given(...open, requested(zhang))
    .when({ type: 'leaveSeat' }, zhang)
    .then({ type: 'requestWithdrawn', request: `r-${zhang.id}` }, { type: 'seatLeft', person: zhang.id });
  expect(state).toMatchObject({ floor: { requests: [] }, seats: { [zhang.id]: { left: start } } });
  session
    .given(...open, requested(zhang), given(zhang))
    .when({ type: 'leaveSeat' }, zhang)
    .thenRefused('has-floor');
  session
    .given(...open)
    .when({ type: 'leaveSeat' }, stranger)
    .thenRefused('not-seated');
  session
    .given(...open)
    .when({ type: 'leaveSeat', person: zhang.id }, observer)
    .thenRefused('not-host');
  session
    .given(...open)
    .when({ type: 'leaveSeat', person: stranger.id }, host)
    .thenRefused('seat-unknown');
});

test('S18 rights taken away do not come back by the code on the wall', () => {
  const gone = [...preparing, seat(recorder, 'recorder', 'host'), { type: 'seatLeft', person: recorder.id } as const];
  expect(session.given(...gone).when(join(wallCode), recorder).outcome).toMatchObject([{ roles: ['resident'] }]);
});

test('S19 a screen comes in by its own code, without a seat', () => {
  const state = session
    .given(...preparing)
    .when({ type: 'joinScreen', code: screenCode }, stranger)
    .then({ type: 'screenJoined', person: stranger.id });
  expect(state).toMatchObject({ screens: [stranger.id] });
  expect(state.stage !== 'none' && state.seats[stranger.id]).toBeUndefined();
  session
    .given(...preparing)
    .when({ type: 'joinScreen', code: wallCode }, stranger)
    .thenRefused('code-for-seats');
  session
    .given(...preparing)
    .when({ type: 'joinScreen', code: 'ZZZZZZZZ' }, stranger)
    .thenRefused('code-unknown');
  session
    .given(...preparing, { type: 'screenJoined', person: stranger.id })
    .when({ type: 'joinScreen', code: screenCode }, stranger)
    .then();
});

test('S12 a seat outlives its name', () => {
  const erased = { ...seat(zhang, 'resident'), personal: { subject: zhang.id, facts: null } };
  const again = session.given(convened, erased).when(join(wallCode), zhang);
  expect(fold(sessions, [convened, erased])).toMatchObject({ seats: { [zhang.id]: { name: null, realName: null, roles: ['resident'] } } });
  expect(again.outcome).toMatchObject([{ roles: ['resident'], personal: { facts: { name: '老陈' } } }]);
});
