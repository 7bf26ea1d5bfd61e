import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { responsibilitiesShape, suggestionsShape } from '#shared/checklists/shape.ts';
import { emptyResponsibility } from '#shared/checklists/responsibility.ts';
import { mostRows } from '#shared/checklists/row.ts';
import { emptySuggestion } from '#shared/checklists/suggestion.ts';
import type { DocumentShape } from '#shared/core/document.ts';
import { updateFrame } from '#server/documents/frames.ts';
import { keepingShape, Misshapen } from '#server/documents/shape.ts';
import { ended, kept, openRoom, same, until, untilKept, write, type Client, type Room } from './room.ts';

type Rows = Y.Map<Y.Map<unknown>>;
const rowsOf = (doc: Y.Doc): Rows => doc.getMap<Y.Map<unknown>>('rows');
const fresh = (): Y.Doc => {
  const doc = new Y.Doc();
  rowsOf(doc).set(
    'r1',
    new Y.Map(Object.entries({ ...emptyResponsibility('a0'), title: new Y.Text('修门'), task: new Y.Text('门'), criterion: new Y.Text() })),
  );
  doc.getMap('pencilled').set('r1', true);
  return doc;
};

/** What the shape says to an edit made on top of a document with one row; null = taken. */
const said = (edit: (doc: Y.Doc, rows: Rows, row: Y.Map<unknown>) => void, shape: DocumentShape = responsibilitiesShape): string | null => {
  const [server, client] = [fresh(), new Y.Doc()];
  rowsOf(server);
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
  const known = Y.encodeStateVector(client);
  client.transact(() => edit(client, rowsOf(client), rowsOf(client).get('r1')!));
  const update = Y.encodeStateAsUpdate(client, known);
  try {
    server.transact(() => keepingShape(server, shape, () => Y.applyUpdate(server, update)));
    return null;
  } catch (reason) {
    expect(reason).toBeInstanceOf(Misshapen);
    expect(Buffer.byteLength((reason as Misshapen).message)).toBeLessThan(124);
    return (reason as Misshapen).message;
  }
};
const textOf = (row: Y.Map<unknown>): Y.Text => row.get('title') as Y.Text;
const aList = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getArray('rows').push([1]);
  return Y.encodeStateAsUpdate(doc);
};
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe('the shape is read off the schemas of the rows', () => {
  test('shared texts, single values and what lists are made of', () => {
    expect(responsibilitiesShape.cells).toMatchObject({
      order: 'string',
      title: 'text',
      task: 'text',
      criterion: 'text',
      lead: 'string',
      cooperating: { list: 'string' },
      due: 'string',
      milestones: { list: { fields: { title: 'string', due: 'string' } } },
      publicity: 'string',
    });
    expect(suggestionsShape.cells).toMatchObject({
      problem: 'text',
      anonymous: 'boolean',
      sources: { list: { fields: { kind: 'string', id: 'string', at: 'number' } } },
      support: 'number',
      category: 'string',
    });
    expect(Object.values(responsibilitiesShape.cells)).not.toContain('plain');
    expect(Object.values(suggestionsShape.cells)).not.toContain('plain');
  });
});

describe('what people do is taken', () => {
  test.each<[string, Parameters<typeof said>[0]]>([
    ['typing', (_doc, _rows, row) => textOf(row).insert(1, '大\n')],
    ['striking out text', (_doc, _rows, row) => textOf(row).delete(0, 1)],
    ['a new row', (_doc, rows) => rows.set('r2', new Y.Map(Object.entries({ ...emptyResponsibility('b'), title: new Y.Text('x') })))],
    ['striking out a row', (_doc, rows) => void rows.delete('r1')],
    ['a row made and struck out', (_doc, rows) => (rows.set('r2', new Y.Map([['order', 'b']])), rows.delete('r2'))],
    ['a value', (_doc, _rows, row) => row.set('lead', 'roads')],
    ['no value', (_doc, _rows, row) => (row.set('lead', null), row.set('due', undefined))],
    ['a source without its time', (_doc, _rows, row) => row.set('sources', [{ kind: 'turn', id: 't1', at: undefined }])],
    ['an unfinished milestone', (_doc, _rows, row) => row.set('milestones', [{ title: '', due: '' }])],
    ['a text anew', (_doc, _rows, row) => row.set('title', new Y.Text('别的'))],
    ['a text longer than the list will accept', (_doc, _rows, row) => textOf(row).insert(0, 'x'.repeat(20_000))],
    [
      'a cell of a newer version',
      (_doc, _rows, row) => (row.set('budget', { sum: 3, unit: ['万元'] }), row.set('remarks', new Y.Text('y'))),
    ],
    ['what the house wrote, brought back', (doc) => doc.getMap('pencilled').set('r9', true)],
  ])('%s', (_what, edit) => expect(said(edit)).toBe(null));

  test.each([
    ['suggestions', suggestionsShape, emptySuggestion('a')],
    ['responsibilities', responsibilitiesShape, emptyResponsibility('a')],
  ])('an empty row of %s', (_list, shape, cells) =>
    expect(said((_doc, rows) => void rows.set('r2', new Y.Map(Object.entries(cells))), shape)).toBe(null),
  );

  test('twice as many rows as the list will accept', () => {
    expect(said((_doc, rows) => Array.from({ length: 2 * mostRows }, (_, n) => rows.set(`n${n}`, new Y.Map())))).toBe(null);
  });
});

describe('what no screen could rely on is refused, with its place', () => {
  test.each<[string, Parameters<typeof said>[0], string]>([
    ['another root', (doc) => doc.getMap('evil').set('a', 1), 'root at evil'],
    ['a list of rows', (doc) => Y.applyUpdate(doc, aList()), 'row-id at rows/'],
    ['a row that is a value', (_doc, rows) => rows.set('r2', 1 as never), 'row at rows/r2'],
    ['a row that is a list', (_doc, rows) => rows.set('r2', new Y.Array() as never), 'row at rows/r2'],
    ['a row that is a text', (_doc, rows) => rows.set('r1', new Y.Text('x') as never), 'row at rows/r1'],
    ['a row that is XML', (_doc, rows) => rows.set('r2', new Y.XmlElement('p') as never), 'row at rows/r2'],
    ['a row that looks like a map', (_doc, rows) => rows.set('r2', new Y.XmlHook('p') as never), 'row at rows/r2'],
    ['a row named as every object is made', (_doc, rows) => rows.set('__proto__', new Y.Map()), 'row-id at rows/__proto__'],
    ['a row with a strange name', (_doc, rows) => rows.set('行 1', new Y.Map()), 'row-id at rows/??1'],
    ['a cell with a strange name', (_doc, _rows, row) => row.set('__proto__', 1), 'cell-name at rows/r1/__proto__'],
    ['a text cell as a value', (_doc, _rows, row) => row.set('title', 'x'), 'not-text at rows/r1/title'],
    ['a value cell as a text', (_doc, _rows, row) => row.set('lead', new Y.Text('x')), 'not-plain at rows/r1/lead'],
    ['a value cell as a map', (_doc, _rows, row) => row.set('lead', new Y.Map()), 'not-plain at rows/r1/lead'],
    ['two lead departments', (_doc, _rows, row) => row.set('lead', ['a', 'b']), 'other-sort at rows/r1/lead'],
    ['a list of other things', (_doc, _rows, row) => row.set('cooperating', [null]), 'other-sort at rows/r1/cooperating'],
    ['sources that are none', (_doc, _rows, row) => row.set('sources', ['x']), 'other-sort at rows/r1/sources'],
    ['bytes', (_doc, _rows, row) => row.set('budget', Uint8Array.of(1)), 'not-plain at rows/r1/budget'],
    ['bytes inside', (_doc, _rows, row) => row.set('budget', { a: [Uint8Array.of(1)] }), 'not-plain at rows/r1/budget'],
    ['what JSON cannot say', (_doc, _rows, row) => row.set('budget', { a: 1n }), 'not-plain at rows/r1/budget'],
    ['a value in a value in a value …', (_doc, _rows, row) => row.set('budget', nested(9)), 'not-plain at rows/r1/budget'],
    ['a large value', (_doc, _rows, row) => row.set('due', 'x'.repeat(40_000)), 'too-large at rows/r1/due'],
    ['a document in a cell', (_doc, _rows, row) => row.set('budget', new Y.Doc()), 'not-plain at rows/r1/budget'],
    ['a list in a cell', (_doc, _rows, row) => row.set('budget', Y.Array.from([1])), 'not-plain at rows/r1/budget'],
    ['an XML text in a cell', (_doc, _rows, row) => row.set('title', new Y.XmlText('x')), 'not-text at rows/r1/title'],
    ['bold text', (_doc, _rows, row) => textOf(row).format(0, 1, { bold: true }), 'formatted at rows/r1/title'],
    ['bold typing', (_doc, _rows, row) => textOf(row).insert(0, 'x', { bold: true }), 'formatted at rows/r1/title'],
    ['a picture in a text', (_doc, _rows, row) => textOf(row).insertEmbed(0, { src: 'http://far.example/' }), 'formatted at rows/r1/title'],
    ['a text in a text', (_doc, _rows, row) => textOf(row).insertEmbed(0, new Y.Text('x')), 'formatted at rows/r1/title'],
    ['a text with attributes', (_doc, _rows, row) => textOf(row).setAttribute('a', 1), 'formatted at rows/r1/title'],
    ['a very long text', (_doc, _rows, row) => textOf(row).insert(0, 'x'.repeat(100_001)), 'too-long at rows/r1/title'],
    ['a mark that is none', (doc) => doc.getMap('pencilled').set('r9', 1), 'mark at pencilled/r9'],
    ['a mark taken away', (doc) => doc.getMap('pencilled').delete('r1'), 'mark at pencilled/r1'],
    [
      'cells without end',
      (_doc, _rows, row) => Array.from({ length: 65 }, (_, n) => row.set(`c${n}`, n)),
      // Which of them is named depends on nothing but their order.
      'too-many-cells at rows/r1/c0',
    ],
    [
      'rows without end',
      (_doc, rows) => Array.from({ length: 4 * mostRows }, (_, n) => rows.set(`n${n}`, new Y.Map())),
      'too-many-rows at rows',
    ],
  ])('%s', (_what, edit, message) => expect(said(edit)).toBe(`shape: ${message}`));

  test('a long path is cut to what a closing can carry', () => {
    const [row, cell] = ['r'.repeat(64), 'c'.repeat(64)];
    expect(said((_doc, rows) => rows.set(row, new Y.Map([[cell, new Y.Map()]])))).toContain('shape: not-plain at rows/rrr');
  });

  test('what was there before there was a shape stays, and the rest can be edited', () => {
    const server = new Y.Doc();
    rowsOf(server).set(
      'old',
      new Y.Map<unknown>([
        ['title', 'plain'],
        ['sub', new Y.Map([['a', 1]])],
      ]),
    );
    server.getText('other').insert(0, 'x');
    const client = new Y.Doc();
    Y.applyUpdate(client, Y.encodeStateAsUpdate(server));
    client.on('update', (update: Uint8Array) =>
      server.transact(() => keepingShape(server, responsibilitiesShape, () => Y.applyUpdate(server, update))),
    );
    rowsOf(client).get('old')!.set('lead', 'roads');
    rowsOf(client).get('old')!.set('title', new Y.Text('plain'));
    rowsOf(client).get('old')!.delete('sub');
    expect(rowsOf(server).toJSON()).toEqual({ old: { title: 'plain', lead: 'roads' } });
  });
});

describe('in the room', () => {
  let room: Room;
  let ann: Client;
  let eve: Client;
  beforeEach(async () => {
    room = await openRoom({ shape: responsibilitiesShape });
    [ann, eve] = [await room.joined('ann'), await room.joined('eve')];
    write(ann, 'r1', { lead: 'roads' });
    await until(() => eve.rows.has('r1'), 'the row is there');
  });
  afterEach(async () => {
    await room.close();
    expect(room.node.faults).toEqual([]);
  });

  test('an edit that breaks the shape ends its writer with the reason; nobody sees it and all others go on', async () => {
    const bob = await room.joined('bob');
    const seen: Uint8Array[] = [];
    eve.doc.on('update', (update: Uint8Array) => seen.push(update));
    const end = ended(bob);
    bob.rows.get('r1')!.set('lead', new Y.Map([['two', 'leads']]));
    expect(await end).toEqual({ code: 4400, reason: 'shape: not-plain at rows/r1/lead' });
    write(ann, 'r1', { due: '2026-12-01' });
    await until(() => eve.rows.get('r1')?.get('due') === '2026-12-01', 'ann goes on');
    expect(seen).toHaveLength(1);
    expect(eve.rows.toJSON()).toEqual({ r1: { lead: 'roads', due: '2026-12-01' } });
    expect(await kept(room.store)).toEqual(eve.rows.toJSON());
  });

  test('what honest people said in the same turn is kept', async () => {
    const bad = await room.socket('bob');
    const doc = new Y.Doc();
    doc.getMap('rows').set('r9', 'no row');
    const bob = await room.joined('bob');
    write(ann, 'r2', {});
    bad.socket.send(updateFrame(Y.encodeStateAsUpdate(doc)));
    write(bob, 'r3', {});
    expect(await bad.closed).toEqual({ code: 4400, reason: 'shape: row at rows/r9' });
    await until(() => eve.rows.has('r2') && eve.rows.has('r3') && same(ann, bob, eve), 'all of it');
    expect(Object.keys(await kept(room.store)).sort()).toEqual(['r1', 'r2', 'r3']);
  });

  test('names of roots that never come to anything are refused, too', async () => {
    const { socket, closed } = await room.socket('bob');
    const doc = new Y.Doc();
    doc.getMap('first').set('a', 1);
    const known = Y.encodeStateVector(doc);
    doc.getMap('second').set('b', 1);
    socket.send(updateFrame(Y.encodeStateAsUpdate(doc, known)));
    expect(await closed).toEqual({ code: 4400, reason: 'shape: root at second' });
    write(ann, 'r2', {});
    await untilKept(room, 'r2');
  });
});
