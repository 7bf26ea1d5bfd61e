import { expect, test } from 'vitest';
import { sessions } from '#shared/sessions/kind.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { fold, person, record } from '../given/given.ts';
import {
  admin,
  asked,
  begun,
  convened,
  convener,
  host,
  hostCode,
  housing,
  observer,
  open,
  preparing,
  recorder,
  screenCode,
  seat,
  stranger,
  wallCode,
  zhang,
} from './hall.ts';

const { audience, see, view } = sessions.visibility;
const masked = ['room', 'screen', 'public'] as const;
const of = (viewer: typeof zhang, ...past: readonly SessionEvent[]) => audience(fold(sessions, past), viewer);
/** All that an audience is ever sent: the events one by one, and the state. */
const told = (name: string, past: readonly SessionEvent[]): string => {
  const state = fold(sessions, past);
  return JSON.stringify([record(past).map((recorded) => see(recorded, name, state)), view(state, name)]);
};

const motion: SessionEvent = { type: 'motionSet', motion: 'm-1', text: '先装电梯' };
const stance: SessionEvent = { type: 'stanceSet', person: zhang.id, phase: 'before', value: 70, previous: null, other: null };
const full = [
  ...begun,
  seat({ ...person('g-chen') }, 'resident'),
  asked(person('g-chen'), { anonymous: true }),
  asked(zhang, { question: 'q-2', text: '骂人的话' }),
  { type: 'questionDeclined', question: 'q-2', reason: '不文明', text: '骂人的话' },
  asked(zhang, { question: 'q-3', text: '写错了的话' }),
  { type: 'questionWithdrawn', question: 'q-3', text: '写错了的话' },
  motion,
  stance,
  {
    type: 'codeMade',
    code: { key: 'k-1', code: 'SECRETXX', roles: ['expert'], department: null, until: null, once: false, revoked: false },
  },
  { type: 'screenJoined', person: 'g-screen' },
] as const satisfies readonly SessionEvent[];

test('S57 room, screen and public never learn what is not theirs', () => {
  for (const name of masked) {
    const everything = told(name, full);
    for (const secret of ['真名-', hostCode, screenCode, 'SECRETXX', '骂人的话', '写错了的话', 'g-screen'])
      expect(everything, `${name}: ${secret}`).not.toContain(secret);
    const state = fold(sessions, full);
    expect(view(state, name)).toMatchObject({
      questions: [{ by: '', anonymous: true }, { by: zhang.id, text: '', reason: '不文明' }, { text: '' }],
      screens: [],
    });
    expect(view(state, name)).toMatchObject({ debate: { stances: {}, before: { count: 1, sum: 70 } } });
  }
  expect(told('host', full)).toContain('真名-');
});

test('S57 whoever pressed the button is not told either', () => {
  const [recorded] = record([{ event: asked(person('g-chen'), { anonymous: true }), by: 'g-chen' }]);
  for (const name of masked) expect(JSON.stringify(see(recorded!, name, fold(sessions, begun)))).not.toContain('g-chen');
});

test('S57 the screen knows the code for its QR, the room none', () => {
  expect(told('screen', full)).toContain(wallCode);
  expect(told('room', full)).not.toContain(`"code":"${wallCode}"`);
  expect(view(fold(sessions, open), 'screen')).toMatchObject({ codes: [{ key: 'participant' }] });
  expect(view(fold(sessions, open), 'room')).toMatchObject({ codes: null });
});

test('S57 where something is hidden a browser leaves the answer to the server', () => {
  const own = view(fold(sessions, [...begun, asked(zhang, { anonymous: true })]), 'room');
  const occasion = { stream: 'sessions/42', id: 'x', chance: '0'.repeat(32), pack: undefined as never, documents: {} } as const;
  expect(sessions.decide({ type: 'withdrawQuestion', question: 'q-1' }, own, zhang, occasion)).toHaveLength(1);
  expect(sessions.decide({ type: 'join', code: hostCode, name: '老陈' }, own, zhang, occasion)).toEqual([]);
  expect(sessions.decide({ type: 'joinScreen', code: screenCode }, own, zhang, occasion)).toEqual([]);
});

test('S58 who is in which audience', () => {
  for (const viewer of [host, recorder, convener, admin]) expect(of(viewer, ...open)).toBe('host');
  for (const viewer of [zhang, housing, observer]) expect(of(viewer, ...open)).toBe('room');
  expect(of(stranger, ...open, { type: 'screenJoined', person: stranger.id })).toBe('screen');
  expect(of(person('u-s', 'supervisor'), ...open)).toBe('public');
  expect([of(stranger, ...open), of(person(''), ...open), of(stranger, ...open, { type: 'closed' })]).toEqual([null, null, 'public']);
  expect(of(person(''), { ...convened, publicity: 'open' })).toBe('public');
  expect(of(zhang, ...open, { type: 'seatLeft', person: zhang.id })).toBeNull();
  expect([of(convener), of(zhang), of(person(''), ...preparing, { type: 'cancelled', reason: '-' })]).toEqual(['host', null, null]);
});

test('S58 the public reads names only of those who act in office', () => {
  const seen = view(fold(sessions, open), 'public');
  expect(seen).toMatchObject({
    seats: { [zhang.id]: { name: null }, [host.id]: { name: '名-g-host' }, [housing.id]: { name: '名-u-housing' } },
  });
  expect(told('public', open)).not.toContain('名-g-zhang');
  expect(told('room', open)).toContain('名-g-zhang');
});
