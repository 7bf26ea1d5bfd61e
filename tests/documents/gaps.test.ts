import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { memoryStore } from '#tests/store/memory.ts';
import { list, openDocuments, Stage } from './room.ts';
import { Screen } from './screen.ts';
import { turns, Wire } from './wire.ts';

let opened: ReturnType<typeof openDocuments>;
let reader: Screen;
beforeEach(() => {
  opened = openDocuments(memoryStore(), new Stage());
  reader = new Screen();
  reader.connect(new Wire(opened.documents, list, 'eve'));
});
afterEach(async () => {
  reader.wire?.cut();
  await opened.documents.close();
  expect(opened.faults).toEqual([]);
});

const until = async (holds: () => boolean, what: string): Promise<void> => {
  for (const end = performance.now() + 5_000; !holds();) {
    if (performance.now() > end) throw new Error(`did not come true: ${what}`);
    reader.wire?.up();
    reader.hear();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

test('who comes back with edits over a slow line and goes on typing is waited for, however often that has no foundation yet', async () => {
  const ann = new Screen();
  ann.rows.set('offline', new Y.Map());
  ann.connect(new Wire(opened.documents, list, 'ann'));
  // What is typed goes up, one turn of the server after another; what the server asks for is still on its way down.
  for (let n = 0; n < 40; n += 1) {
    ann.rows.set(`r${n}`, new Y.Map());
    ann.wire?.up();
    await turns(12);
  }
  expect(reader.rows.size).toBe(0);
  await until(() => {
    ann.hear();
    ann.wire?.up();
    return reader.rows.size === 41;
  }, 'all of it is there');
  expect(ann.endings).toEqual([]);
  ann.wire?.cut();
});
