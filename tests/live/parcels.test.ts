/** Written with pictures while away: kept over a reload, sent once, pictures first. The browser's own modules on a database of memory. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Outbox as OutboxType } from '#web/lib/live/outbox.svelte.ts';
import type { Parcel, Picture } from '#web/lib/live/parcel-store.ts';
import type { Parcels as ParcelsType } from '#web/lib/live/parcels.svelte.ts';
import { Line, memory } from './line.ts';
import { load, openModules } from './modules.ts';

let vite: ViteDevServer;
let Outbox: typeof OutboxType;
let Parcels: typeof ParcelsType;
beforeAll(async () => {
  vite = await openModules();
  ({ Outbox } = await load<{ Outbox: typeof OutboxType }>(vite, 'outbox.svelte.ts'));
  ({ Parcels } = await load<{ Parcels: typeof ParcelsType }>(vite, 'parcels.svelte.ts'));
});
afterAll(() => vite.close());
beforeEach(() => {
  vi.restoreAllMocks();
  vi.stubGlobal('localStorage', memory());
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/** The line of a phone that carries pictures as well, and what arrived there. */
class Phone {
  readonly line = new Line();
  readonly arrived: string[] = [];
  /** What the next upload is answered with, once. */
  refusal: string | null = null;

  readonly upload = async (picture: Blob): Promise<string> => {
    if (!this.line.online) throw new Error('network');
    const no = this.refusal;
    this.refusal = null;
    if (no) throw new Error(no);
    const words = await picture.text();
    this.arrived.push(words);
    return `${words}.jpg`;
  };
}

/** A page of this browser: the same database and storage as the one before. */
const open = async (phone: Phone, person = 'supervisor') => {
  const outbox = new Outbox(phone.line as never, person);
  outbox.open();
  const sent: { id: string; command: unknown }[] = [];
  const command = phone.line.command.bind(phone.line);
  phone.line.command = (stream: string, id: string, asked?: unknown) => {
    if (phone.line.online) sent.push({ id, command: asked });
    return command(stream, id);
  };
  const parcels = new Parcels({ connection: phone.line as never, outbox, viewer: { id: person } }, phone.upload);
  const leave = parcels.open();
  await vi.waitFor(() => expect(parcels.ready).toBe(true));
  return { parcels, sent, leave };
};

const picture = (words: string): Picture => ({ bytes: new TextEncoder().encode(words).buffer, type: 'image/jpeg' });
const photo = (id: string): Parcel['photos'][number] => ({ id, takenAt: 500, place: { lat: 31, lng: 120, accuracy: 8 }, file: null });
const visit = (id: string, photos: readonly string[] = []): Parcel => ({
  ...{ id, stream: 'items/1', title: '路灯', ask: `ask-${id}`, command: { type: 'lookBack', text: '亮着' } },
  ...{ photos: photos.map(photo), status: 'draft', no: null, changedAt: 0 },
});

test('what was written while away outlives a reload, with its pictures', async () => {
  const phone = new Phone();
  phone.line.cut();
  const first = await open(phone);
  await first.parcels.keep(visit('a', ['p']), { p: picture('lamp') });
  first.leave();
  const { parcels } = await open(phone);
  expect(parcels.of('a')).toMatchObject({ status: 'draft', command: { text: '亮着' } });
  expect(new TextDecoder().decode((await parcels.picture('a', 'p'))?.bytes)).toBe('lamp');
});

test('a draft is not sent before somebody says so', async () => {
  const phone = new Phone();
  const { parcels, sent } = await open(phone);
  await parcels.keep(visit('a', ['p']), { p: picture('lamp') });
  phone.line.mend();
  expect(phone.arrived).toEqual([]);
  expect(sent).toEqual([]);
  expect(parcels.of('a')?.status).toBe('draft');
});

test('pictures go first, then the command that names them, once; then it is gone from the phone', async () => {
  const phone = new Phone();
  phone.line.cut();
  const { parcels, sent } = await open(phone);
  await parcels.keep(visit('a', ['p', 'q']), { p: picture('lamp'), q: picture('road') });
  await parcels.send('a');
  expect(parcels.of('a')?.status).toBe('waiting');
  phone.line.mend();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(phone.arrived).toEqual(['lamp', 'road']);
  const taken = { takenAt: 500, place: { lat: 31, lng: 120, accuracy: 8 } };
  expect(sent[0]).toEqual({
    id: 'ask-a',
    command: { type: 'lookBack', text: '亮着', files: ['lamp.jpg', 'road.jpg'], taken: { 'lamp.jpg': taken, 'road.jpg': taken } },
  });
  phone.line.asked[0]?.answer({ seq: 4 });
  await vi.waitFor(() => expect(parcels.all).toEqual([]));
  expect(parcels.sent.map(({ id }) => id)).toEqual(['a']);
  phone.line.mend();
  expect((await open(phone)).parcels.all).toEqual([]);
  expect(sent).toHaveLength(1);
});

test('a line that breaks between two pictures sends only the other one when it is back', async () => {
  const phone = new Phone();
  const { parcels, sent } = await open(phone);
  await parcels.keep(visit('a', ['p', 'q']), { p: picture('lamp'), q: picture('road') });
  const upload = vi.spyOn(phone.arrived, 'push').mockImplementationOnce((words: string) => {
    phone.line.cut();
    return Array.prototype.push.call(phone.arrived, words);
  });
  await parcels.send('a');
  expect(upload).toHaveBeenCalledTimes(1);
  expect(parcels.of('a')?.photos.map(({ file }) => file)).toEqual(['lamp.jpg', null]);
  phone.line.mend();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(phone.arrived).toEqual(['lamp', 'road']);
});

test('left after asking and before the answer, it is asked again under the same id', async () => {
  const phone = new Phone();
  const first = await open(phone);
  await first.parcels.keep(visit('a'));
  await first.parcels.send('a');
  await vi.waitFor(() => expect(first.sent).toHaveLength(1));
  first.leave();
  const again = new Phone();
  const { parcels } = await open(again);
  const asked = (): string[] => again.line.asked.map(({ id }) => id);
  await vi.waitFor(() => expect(asked()).toContain('ask-a'));
  again.line.asked[0]?.answer({ seq: 4 });
  await vi.waitFor(() => expect(parcels.all).toEqual([]));
  expect(new Set(asked())).toEqual(new Set(['ask-a']));
});

test('a "no" is kept with what was written, and sending it anew is another ask', async () => {
  const phone = new Phone();
  const { parcels, sent } = await open(phone);
  await parcels.keep(visit('a'));
  await parcels.send('a');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  phone.line.asked[0]?.answer({ refused: 'wrong-stage' });
  await vi.waitFor(() => expect(parcels.of('a')).toMatchObject({ status: 'refused', no: { refused: 'wrong-stage' } }));
  expect((await open(new Phone())).parcels.of('a')?.status).toBe('refused');
  await parcels.send('a');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.id).not.toBe('ask-a');
});

test('a picture the server does not take stops the parcel and says so', async () => {
  const phone = new Phone();
  const { parcels, sent } = await open(phone);
  phone.refusal = 'file-type';
  await parcels.keep(visit('a', ['p']), { p: picture('lamp') });
  await parcels.send('a');
  expect(parcels.of('a')).toMatchObject({ status: 'refused', no: { refused: 'file-type' } });
  expect(sent).toEqual([]);
});

test('nobody else who signs in on this phone finds it, and signing out leaves nothing', async () => {
  const phone = new Phone();
  phone.line.cut();
  const { parcels } = await open(phone);
  await parcels.keep(visit('a', ['p']), { p: picture('lamp') });
  expect((await open(phone, 'other')).parcels.all).toEqual([]);
  await parcels.store.forget();
  const after = await open(phone);
  expect(after.parcels.all).toEqual([]);
  expect(await after.parcels.picture('a', 'p')).toBeNull();
});

test('a browser that keeps nothing says so and sends from memory', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new Error('private');
    },
  });
  const phone = new Phone();
  const { parcels, sent } = await open(phone);
  await parcels.keep(visit('a', ['p']), { p: picture('lamp') });
  expect(parcels.unkept).toBe(true);
  await parcels.send('a');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(phone.arrived).toEqual(['lamp']);
});
