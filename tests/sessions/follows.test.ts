/** What a session brings elsewhere, and how it is found in lists. */
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { ballotCommand, type CommandOf } from '#shared/ballots/commands.ts';
import { commands as checklistCommands } from '#shared/checklists/commands.ts';
import { checkResponsibilities } from '#shared/checklists/responsibility.ts';
import { isTextCell } from '#shared/core/document.ts';
import type { Reaction, Row } from '#shared/core/kind.ts';
import { commands as registerCommands } from '#shared/registers/commands.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { sessionRows } from '#shared/sessions/read-model.ts';
import { commands as topicCommands } from '#shared/topics/commands.ts';
import { fold, person, record, start } from '../given/given.ts';
import {
  answered,
  asked,
  begun,
  codes,
  convened,
  convener,
  host,
  hostCode,
  open,
  preparing,
  raised,
  recorder,
  seat,
  wallCode,
  zhang,
} from './hall.ts';

/** What the last of these events asks of others. */
const asksAll = (...past: readonly SessionEvent[]) => {
  const last = record(past).at(-1)!;
  return sessions.reactions!(last, fold(sessions, past), 'sessions/42');
};
const toBallots = (reaction: Reaction): boolean => 'stream' in reaction && reaction.stream.startsWith('ballots/');
/** Minutes have tests of their own. */
const toMinutes = (reaction: Reaction): boolean =>
  'document' in reaction ? reaction.document.endsWith('/minutes') : reaction.name === 'conclude';
/** Besides the ballots, which have tests of their own below. */
const asks = (...past: readonly SessionEvent[]) => asksAll(...past).filter((one) => !toBallots(one) && !toMinutes(one));
const asksOfBallots = (...past: readonly SessionEvent[]) => asksAll(...past).filter(toBallots);
const schemas: Readonly<Record<string, v.GenericSchema>> = {
  topics: topicCommands,
  checklists: checklistCommands,
  ballots: ballotCommand,
  registers: registerCommands,
};
const understood = (reactions: ReturnType<typeof asks>): void => {
  expect(new Set(reactions.map(({ name }) => name)).size).toBe(reactions.length);
  for (const reaction of reactions)
    if ('stream' in reaction) expect(() => v.parse(schemas[reaction.stream.split('/')[0]!]!, reaction.command)).not.toThrow();
};

test('S60 convening asks for a number and schedules the topics', () => {
  expect(asks(convened)).toEqual([
    { name: 'number', stream: 'registers/sessions-2026', command: { type: 'allot', for: 'sessions/42' } },
    { name: 'schedule-t-1', stream: 'topics/t-1', command: { type: 'schedule', session: '42' } },
  ]);
  understood(asks(convened));
  // Half an hour into the new year in Shanghai, still the old one in Greenwich.
  expect(asks({ ...convened, startsAt: Date.UTC(2026, 11, 31, 16, 30) })[0]).toMatchObject({ stream: 'registers/sessions-2027' });
});

test('S60 topics follow revision, calling off and closing', () => {
  const { title, place, startsAt, publicity, asksRealName } = convened;
  const revised = {
    type: 'revised',
    title,
    place,
    startsAt,
    publicity,
    asksRealName,
    topics: [{ id: 't-2', title: '停车' }],
    added: ['t-2'],
    removed: ['t-1'],
  } as const;
  expect(asks(...preparing, revised)).toMatchObject([
    { stream: 'topics/t-2', command: { type: 'schedule' } },
    { stream: 'topics/t-1', command: { type: 'unschedule' } },
  ]);
  expect(asks(...preparing, { type: 'cancelled', reason: '-' })).toMatchObject([
    { stream: 'topics/t-1', command: { type: 'unschedule', session: '42' } },
  ]);
  expect(asks(...open, { type: 'closed' })).toMatchObject([{ stream: 'topics/t-1', command: { type: 'deliberate', session: '42' } }]);
  for (const past of [
    [...preparing, revised],
    [...preparing, { type: 'cancelled', reason: '-' } as const],
    [...open, { type: 'closed' } as const],
  ])
    understood(asks(...past));
});

test('S61 opening prepares the lists with everybody seated, and the number', () => {
  const found = asks(...preparing, { type: 'numbered', year: 2026, number: 12 }, { type: 'opened' });
  understood(found);
  expect(found.slice(0, 3)).toEqual([
    { name: 'prepare', stream: 'checklists/42', command: { type: 'prepare', session: '42', title: convened.title } },
    { name: 'number-there', stream: 'checklists/42', command: { type: 'number', year: 2026, number: 12 } },
    { name: `seat-${host.id}`, stream: 'checklists/42', command: { type: 'seat', person: host.id, roles: ['host'], department: null } },
  ]);
  expect(found.at(-1)).toMatchObject({ command: { person: convener.id, roles: ['convener'] } });
  expect(found).toHaveLength(2 + 8 + 1);
});

test('S61 from the opening on every change of seats is told, not before', () => {
  expect(asks(...preparing, seat(person('g-new'), 'expert'))).toEqual([]);
  expect(asks(...open, seat(person('g-new'), 'expert'))).toEqual([
    { name: 'seat-g-new', stream: 'checklists/42', command: { type: 'seat', person: 'g-new', roles: ['expert'], department: null } },
  ]);
  expect(asks(...open, { type: 'seatLeft', person: zhang.id })).toMatchObject([
    { command: { person: zhang.id, roles: [], department: null } },
  ]);
  expect(asks(...open, { ...seat(person('h-1'), 'resident'), hall: true })).toMatchObject([{ command: { person: 'h-1', roles: [] } }]);
  expect(asks(...open, { type: 'numbered', year: 2026, number: 12 })).toMatchObject([
    { command: { type: 'number', year: 2026, number: 12 } },
  ]);
  expect(asks(...preparing, { type: 'numbered', year: 2026, number: 12 })).toEqual([]);
});

test('S61 opening prepares the ballots with everybody seated and every screen in one go; from then on they know every change', () => {
  const opening = asksOfBallots(
    ...preparing,
    { type: 'screenJoined', person: 'g-screen' },
    { ...seat(person('h-1'), 'resident'), hall: true },
    { type: 'opened' },
  );
  understood(opening);
  expect(opening).toHaveLength(1);
  expect(opening[0]).toMatchObject({
    stream: 'ballots/42',
    command: { type: 'prepare', session: '42', title: convened.title, publicity: 'invited', screens: ['g-screen'] },
  });
  const { seats } = (opening[0] as unknown as { command: CommandOf<'prepare'> }).command;
  expect(seats?.map((one) => one.person)).toEqual(expect.arrayContaining([host.id, recorder.id, zhang.id]));
  expect(seats?.map((one) => one.person)).not.toContain('h-1');
  expect(asksOfBallots(...preparing, seat(person('g-new'), 'expert'))).toEqual([]);
  const later = (...past: readonly SessionEvent[]) => {
    const found = asksOfBallots(...open, ...past);
    understood(found);
    return found;
  };
  expect(later(seat(person('g-new'), 'expert'))).toMatchObject([{ command: { type: 'seat', person: 'g-new', roles: ['expert'] } }]);
  expect(later({ type: 'seatLeft', person: zhang.id })).toMatchObject([{ command: { person: zhang.id, roles: [] } }]);
  expect(later({ ...seat(zhang, 'resident'), hall: true })).toMatchObject([{ command: { person: zhang.id, roles: [] } }]);
  expect(later({ type: 'screenJoined', person: 'g-wall' })).toMatchObject([{ command: { person: 'g-wall', roles: [], screen: true } }]);
  expect(later({ type: 'closed' })).toMatchObject([{ stream: 'ballots/42', command: { type: 'close' } }]);
});

test('S40 the ballots learn of every question the room hears of, and when it is merged or over', () => {
  const tell = (...past: readonly SessionEvent[]) => {
    const found = asksOfBallots(...begun, ...past);
    understood(found);
    return found.map((one) => 'command' in one && one.command);
  };
  const q = asked(zhang, { anonymous: true });
  const stands = { type: 'tellQuestion', question: 'q-1', asker: zhang.id, open: true, into: null };
  expect(tell(q)).toEqual([stands]);
  expect(tell({ ...q, held: true })).toEqual([]);
  expect(tell({ ...q, held: true }, { type: 'questionDeclined', question: 'q-1', reason: '-', text: '', held: true })).toEqual([]);
  const { type: _, held: __, question, asker, ...said } = q;
  const released = { type: 'questionReleased', question, asker, ...said, askedAt: start } as const;
  expect(tell({ ...q, held: true }, released)).toEqual([stands]);
  const two = [q, asked(zhang, { question: 'q-2' })];
  const merged = { type: 'questionMerged', question: 'q-1', into: 'q-2' } as const;
  expect(tell(...two, merged)).toEqual([{ ...stands, into: 'q-2' }]);
  expect(tell(...two, merged, { type: 'questionUnmerged', question: 'q-1' })).toEqual([stands]);
  expect(tell(q, { type: 'questionWithdrawn', question: 'q-1', text: '' })).toEqual([{ ...stands, open: false }]);
  expect(tell(q, { type: 'questionDeclined', question: 'q-1', reason: '-', text: '' })).toEqual([{ ...stands, open: false }]);
  expect(tell(q, raised, answered(), { type: 'questionSettled', question: 'q-1' })).toEqual([{ ...stands, open: false }]);
  expect(tell(q, raised)).toEqual([]);
});

test('S52 a commitment is a row that the responsibility list can read', () => {
  const captured = {
    type: 'commitmentCaptured',
    commitment: 'c-1',
    question: 'q-1',
    answer: 'a-1',
    turn: null,
    department: 'housing',
    what: '三号楼电梯开工',
    due: '2026-12-31',
  } as const;
  const [row] = asks(...begun, asked(zhang), raised, answered(), captured);
  if (!row || !('document' in row)) throw new Error('no row');
  expect(row).toMatchObject({ document: 'checklists/42/responsibilities', row: 'c-1' });
  const cells = Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, isTextCell(cell) ? cell.$text : cell]));
  const checked = checkResponsibilities({ rows: { 'c-1': { ...cells, criterion: '验收合格' } } }, { suggestions: [], today: '2026-10-24' });
  expect(checked.problems).toEqual([]);
  expect(checked.rows).toMatchObject([{ id: 'c-1', title: '三号楼电梯开工', task: '三号楼电梯开工', lead: 'housing', due: '2026-12-31' }]);
  expect(checked.rows[0]?.sources.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['question q-1', 'answer a-1', 'commitment c-1']);
  const second = asks(...begun, asked(zhang), raised, answered(), captured, { ...captured, commitment: 'c-2' })[0];
  expect(second && 'cells' in second && String(second.cells['order']) > String(row.cells['order'])).toBe(true);
});

const rowOf = (...past: readonly SessionEvent[]): Row => sessionRows.row(fold(sessions, past), '42')!;

test('S59 a code finds its session until it is revoked or the session is over', () => {
  const found = (row: Row) => sessionRows.indexes['code']!(row);
  expect(found(rowOf(...open))).toEqual(codes.map(({ code }) => code));
  expect(found(rowOf(...open, { type: 'codeRevoked', key: 'host' }))).not.toContain(hostCode);
  expect(found(rowOf(...open, { type: 'closed' }))).toEqual([]);
});

test('S59 no list shows a code, nor who sits where', () => {
  const row = rowOf(...open);
  for (const viewer of [person(''), zhang, host, person('u-x', 'admin')])
    expect(JSON.stringify(sessionRows.sees(row, viewer))).not.toContain(wallCode);
  expect(sessionRows.sees(row, person(''))).toMatchObject({ hosts: [], seats: [], codes: [], title: convened.title });
  expect(sessionRows.sees(row, zhang)).toMatchObject({ seats: [zhang.id], hosts: [] });
  expect(sessionRows.sees(row, convener)).toMatchObject({ hosts: [host.id] });
});

test('S59 a session is found by stage, host, topic and who sits in it', () => {
  const row = rowOf(...begun, asked(zhang), raised, answered(), asked(zhang, { question: 'q-2' }), {
    type: 'numbered',
    year: 2026,
    number: 12,
  });
  const by = (name: string) => sessionRows.indexes[name]!(row);
  expect([by('stage'), by('host'), by('topic')]).toEqual(['open', [host.id], ['t-1']]);
  expect(by('seat')).toContain(recorder.id);
  expect(row).toMatchObject({ counts: { seats: 8, questions: 2, answered: 1, commitments: 0 }, number: { number: 12 } });
  expect(sessionRows.sort(row)).toBe(start);
  expect(sessionRows.text!(row)).toContain('加装电梯');
  expect(sessionRows.row({ stage: 'none' }, '42')).toBeNull();
});
