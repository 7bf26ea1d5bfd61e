/** The cast at their places: departments established, accounts made by invitation, guests with their seats. */
import type { StreamId } from '#shared/core/recorded.ts';
import { departments, guests, password, personOf, staff, type GuestKey, type StaffKey } from './cast.ts';
import type { Memory } from './memory.ts';
import { draw, scenes, type SceneName } from './picture.ts';
import { Visitor } from './visitor.ts';

const day = 86_400_000;

export class Company {
  readonly origin: string;
  readonly admin: Visitor;
  readonly memory: Memory;
  readonly #visitors = new Map<string, Visitor>();

  constructor(origin: string, admin: Visitor, memory: Memory) {
    this.origin = origin;
    this.admin = admin;
    this.memory = memory;
  }

  /** By login or key of a guest. */
  get(key: StaffKey | GuestKey | 'screen'): Visitor {
    const visitor = this.#visitors.get(key);
    if (!visitor) throw new Error(`${key} did not come`);
    return visitor;
  }

  /** `YYYY-MM-DD` so many days after the story began, by the calendar of the place. */
  day(after: number): string {
    return new Date(this.memory.startedAt + after * day + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  /** A drawn picture, uploaded once. */
  picture(by: Visitor, key: string, scene: SceneName): Promise<string> {
    return this.memory.file(key, () => by.upload(draw(scenes[scene])));
  }

  async gather(): Promise<void> {
    for (const [id, named] of Object.entries(departments))
      await this.admin.ask(`departments/${id}`, 'demo-establish', { type: 'establish', ...named });
    for (const key of Object.keys(staff) as StaffKey[]) await this.#employ(key);
    for (const key of [...(Object.keys(guests) as GuestKey[]), 'screen'] as const)
      await this.#seat(key, key === 'screen' ? '大屏' : guests[key].name);
  }

  async #employ(key: StaffKey): Promise<void> {
    const { name, roles, department } = staff[key];
    const person: StreamId = `people/${personOf(key)}`;
    await this.admin.ask(person, 'demo-register', { type: 'register', name, roles, department });
    const visitor = new Visitor(this.origin, name);
    if (!(await visitor.signIn(key, password))) {
      const made = await this.admin.post<{ token: string }>('/api/invitations', { person: personOf(key) });
      if (!('token' in made)) throw new Error(`no invitation for ${key}: ${JSON.stringify(made)}`);
      const taken = await visitor.post<{ id: string }>('/api/invitation', { token: made.token, login: key, password });
      if (!('id' in taken)) throw new Error(`${key} could not take the invitation: ${JSON.stringify(taken)}`);
      visitor.id = taken.id;
    }
    this.#visitors.set(key, visitor);
  }

  async #seat(key: GuestKey | 'screen', name: string): Promise<void> {
    const visitor = new Visitor(this.origin, name, this.memory.seat(key));
    await visitor.takeSeat();
    this.memory.keepSeat(key, visitor.cookie);
    this.#visitors.set(key, visitor);
  }
}
