import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MomentPage } from '#shared/core/history.ts';
import { Past, putRow, taskOf } from '#tests/documents/past.ts';
import { openHouse, type Caller, type House } from './running.ts';

const name = 'boards/1/paper';
const path = `/api/documents/${name}/history`;
let house: House;
let member: Caller;
let past: Past;

beforeEach(async () => {
  house = await openHouse();
  member = await house.person();
  await house.call('POST', '/api/boards/1/commands', { id: 'j-1', command: { type: 'join', code: 'right' } }, member);
  past = new Past();
  past.edit(member.person, (rows) => putRow(rows, 'r1', 'a', '装电梯'));
  past.edit(member.person, (rows) => taskOf(rows, 'r1')?.insert(3, '。'));
  past.edit('g-1', (rows) => rows.get('r1')?.set('lead', 'housing'));
  await house.store.appendUpdates([{ name, updates: past.log }]);
});
afterEach(() => house.close());

describe('the history of a document', () => {
  test('is told to whoever may read it', async () => {
    const moments = await house.call('GET', path, undefined, member);
    expect(moments.status).toBe(200);
    expect((moments.body as unknown as MomentPage).moments.map(({ seq, by, rows }) => [seq, by, rows.map(({ cells }) => cells)])).toEqual([
      [3, 'g-1', [['lead']]],
      [2, member.person, [[]]],
    ]);
    expect((await house.call('GET', `${path}/content?seq=1`, undefined, member)).body).toEqual({ seq: 1, ...past.contents[1] });
    expect((await house.call('GET', `${path}/content`, undefined, member)).body).toEqual({ seq: 3, ...past.contents[3] });
    expect((await house.call('GET', `${path}/differences?from=1`, undefined, member)).body['rows']).toEqual([
      {
        ...{ row: 'r1', how: 'changed', moved: false, before: 1, after: 1 },
        cells: [
          { cell: 'lead', before: null, after: 'housing' },
          { cell: 'task', before: '装电梯', after: '装电梯。' },
        ],
      },
    ]);
    const blame = await house.call('GET', `${path}/rows/r1?seq=2`, undefined, member);
    expect(blame.body['made']).toEqual({ by: member.person, at: past.log[1]?.at });
    expect((await house.call('GET', `${path}/rows/gone`, undefined, member)).status).toBe(200);
  });

  test('is told to nobody who may not', async () => {
    const stranger = await house.person();
    expect((await house.call('GET', path, undefined, stranger)).status).toBe(200);
    await house.call('POST', '/api/boards/1/commands', { id: 's-1', command: { type: 'shut' } }, member);
    for (const below of ['', '/content', '/differences?from=0', '/rows/r1']) {
      expect((await house.call('GET', path + below, undefined, stranger)).body).toEqual({ refused: 'not-yours' });
      expect((await house.call('GET', path + below)).status).toBe(401);
      expect((await house.call('GET', path + below, undefined, member)).status).toBe(200);
    }
    for (const other of ['boards/1/other', 'nothing/1/paper', 'constructor/1/paper', 'boards/1/constructor'])
      expect((await house.call('GET', `/api/documents/${other}/history`, undefined, member)).status).toBe(404);
    // A thing that does not exist and one that is not theirs look the same.
    expect((await house.call('GET', '/api/documents/boards/nowhere/paper/history', undefined, stranger)).status).toBe(403);
  });

  test('says which field is wrong', async () => {
    const wrong = async (below: string) => {
      const { status, body } = await house.call('GET', path + below, undefined, member);
      return [status, body['malformed'], body['at']];
    };
    expect(await wrong('?upTo=x')).toEqual([422, 'number', 'upTo']);
    expect(await wrong('?upTo=4')).toEqual([422, 'not-yet', 'upTo']);
    expect(await wrong('/content?seq=-1')).toEqual([422, 'number', 'seq']);
    expect(await wrong('/content?seq=4')).toEqual([422, 'not-yet', 'seq']);
    expect(await wrong('/differences')).toEqual([422, 'missing', 'from']);
    expect(await wrong('/differences?from=3&to=2')).toEqual([422, 'order', 'from']);
    expect(await wrong('/rows/a%20b')).toEqual([422, 'id', 'row']);
  });

  test('is forgotten at once when an administrator says so, by nobody else', async () => {
    expect((await house.call('DELETE', path, undefined, member)).status).toBe(403);
    const admin = await house.person('admin');
    expect((await house.call('DELETE', path, undefined, admin)).body).toEqual({ forgotten: name });
    expect(await house.store.documentLog(name, 0, 9, 9)).toEqual([]);
    expect((await house.call('GET', `${path}/content?seq=2`, undefined, member)).body).toEqual({ malformed: 'forgotten', at: 'seq' });
    expect((await house.call('GET', path, undefined, member)).body).toEqual({ since: 3, moments: [], next: null });
  });

  test('cannot be asked for without end', async () => {
    const asked = await Promise.all(Array.from({ length: 70 }, () => house.call('GET', `${path}/content`, undefined, member)));
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
