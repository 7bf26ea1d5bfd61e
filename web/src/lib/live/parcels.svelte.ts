/**
 * What somebody wrote with pictures while away: kept in this browser, also over a reload, and sent once when the line is back. Pictures go
 * first, one by one; each that arrived is not sent again. Then the command goes into the outbox under an id of its own, asked twice is done once.
 */
import { isNotDone, type NotDone } from './http.ts';
import { fresh } from './id.ts';
import type { Live } from './live.svelte.ts';
import type { Letter, Settled } from './outbox.svelte.ts';
import { ParcelStore, type Parcel, type Photo, type Picture } from './parcel-store.ts';

/** Gives the id the server keeps a picture under; rejects with its code, or `network`. */
export type Upload = (picture: Blob) => Promise<string>;
type House = Pick<Live, 'connection' | 'outbox'> & { readonly viewer: { readonly id: string } };

const againAfter = 15_000;
/** Nobody knows whether it would be taken: later. Anything else is a "no" that a person has to look at. */
const isPassing = (code: string): boolean => code === 'network' || code === 'too-many' || code === 'unavailable' || /^status 5/u.test(code);

/** The command as it is sent, with what the server calls the pictures. */
const whole = ({ command, photos }: Parcel): Parcel['command'] => {
  const there = photos.flatMap(({ file, takenAt, place }) => (file === null ? [] : [{ file, takenAt, place }]));
  const taken = Object.fromEntries(there.map(({ file, takenAt, place }) => [file, { takenAt, place }]));
  return { ...command, files: there.map(({ file }) => file), ...(there.length > 0 ? { taken } : {}) };
};

export class Parcels {
  /** Oldest first. */
  all: readonly Parcel[] = $state.raw([]);
  /** Arrived since this page is open. */
  sent: readonly Parcel[] = $state.raw([]);
  /** This browser keeps nothing: what is written is gone with the page. */
  unkept: boolean = $state(false);
  /** What was kept has been read. */
  ready: boolean = $state(false);
  readonly store: ParcelStore;
  readonly #house: House;
  readonly #upload: Upload;
  /** Of this page, so that a browser that keeps nothing can send them all the same. */
  readonly #pictures = new Map<string, Picture>();
  #busy = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(house: House, upload: Upload) {
    this.#house = house;
    this.#upload = upload;
    this.store = new ParcelStore(house.viewer.id);
  }

  /** In the browser only; the result ends it. */
  open(): () => void {
    const deaf = this.#house.outbox.listen((letter, answer) => void this.#answered(letter, answer));
    let leave = (): void => undefined;
    let over = false;
    void this.#read().then(() => {
      if (!over) leave = this.#house.connection.whenOnline(() => void this.#sendAll());
    });
    return () => {
      over = true;
      clearTimeout(this.#again);
      deaf();
      leave();
    };
  }

  of(id: string): Parcel | null {
    return this.all.find((one) => one.id === id) ?? null;
  }

  /** Keeps it as it is now; a picture is handed over once. */
  async keep(parcel: Parcel, added: Readonly<Record<string, Picture>> = {}): Promise<void> {
    const changed = { ...parcel, changedAt: this.#house.connection.now() };
    this.all = this.of(parcel.id) ? this.all.map((one) => (one.id === parcel.id ? changed : one)) : [...this.all, changed];
    for (const [photo, picture] of Object.entries(added)) this.#pictures.set(`${parcel.id}/${photo}`, picture);
    await this.#try(() => this.store.put(changed, added));
  }

  /** Null: it is gone from this device. */
  async picture(parcel: string, photo: string): Promise<Picture | null> {
    const here = this.#pictures.get(`${parcel}/${photo}`);
    if (here) return here;
    try {
      return await this.store.picture(parcel, photo);
    } catch (no) {
      console.warn('this browser keeps no pictures', no);
      return null;
    }
  }

  /** From now on it goes by itself. After a "no" it is another ask. */
  async send(id: string): Promise<void> {
    const parcel = this.of(id);
    if (!parcel || parcel.status === 'asked') return;
    await this.keep({ ...parcel, ask: parcel.status === 'refused' ? fresh() : parcel.ask, status: 'waiting', no: null });
    await this.#sendAll();
  }

  async remove(id: string): Promise<void> {
    this.all = this.all.filter((one) => one.id !== id);
    for (const key of this.#pictures.keys()) if (key.startsWith(`${id}/`)) this.#pictures.delete(key);
    await this.#try(() => this.store.remove(id));
  }

  async #read(): Promise<void> {
    await this.#try(async () => {
      const kept = await this.store.read();
      this.all = [...kept, ...this.all.filter((one) => kept.every((other) => other.id !== one.id))];
    });
    this.ready = true;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.unkept = false;
    } catch (no) {
      console.warn('this browser keeps no parcels', no);
      this.unkept = true;
    }
  }

  /** One after the other: a thin line carries one picture at a time. */
  async #sendAll(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#again);
    try {
      const tried = new Set<string>();
      const next = (): Parcel | undefined =>
        this.all.find(({ id, status }) => !tried.has(id) && (status === 'waiting' || status === 'asked'));
      for (let parcel = next(); parcel; parcel = next()) {
        tried.add(parcel.id);
        if (!(await this.#ship(parcel))) this.#again = setTimeout(() => void this.#sendAll(), againAfter);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** False: later. */
  async #ship({ id, photos }: Parcel): Promise<boolean> {
    for (const photo of photos) if (photo.file === null && !(await this.#carry(id, photo))) return this.of(id)?.status !== 'waiting';
    const parcel = this.of(id);
    // Asked before the page was left: the outbox may have it still, and asking twice is done once.
    if (!parcel || this.#house.outbox.letters.some((letter) => letter.id === parcel.ask)) return true;
    await this.keep({ ...parcel, status: 'asked' });
    const { stream, ask } = parcel;
    this.#house.outbox.put({ stream, id: ask, command: whole(parcel), askedAt: this.#house.connection.now() });
    return true;
  }

  async #carry(id: string, photo: Photo): Promise<boolean> {
    const change = async (made: (parcel: Parcel) => Parcel): Promise<void> => {
      const parcel = this.of(id);
      if (parcel) await this.keep(made(parcel));
    };
    const refuse = (no: NotDone): Promise<void> => change((parcel) => ({ ...parcel, status: 'refused', no }));
    const picture = await this.picture(id, photo.id);
    if (!picture) {
      await refuse({ malformed: 'file', at: 'files' });
      return false;
    }
    try {
      const file = await this.#upload(new Blob([picture.bytes], { type: picture.type }));
      await change((parcel) => ({ ...parcel, photos: parcel.photos.map((one) => (one.id === photo.id ? { ...one, file } : one)) }));
      return true;
    } catch (no) {
      const code = no instanceof Error ? no.message : 'network';
      if (!isPassing(code)) await refuse({ refused: code });
      return false;
    }
  }

  async #answered({ id: ask }: Letter, answer: Settled): Promise<void> {
    const parcel = this.all.find((one) => one.ask === ask);
    if (!parcel) return;
    if (isNotDone(answer)) await this.keep({ ...parcel, status: 'refused', no: answer });
    else {
      this.sent = [...this.sent, parcel];
      await this.remove(parcel.id);
    }
  }
}
