/**
 * Who is it? One way from the cookie to the actor, for all four doors: interface, live connection, documents and pages. Answers are
 * remembered for seconds only; what changes on this node, or is told by another, is known at once.
 */
import { nobody, type Actor, type PersonId } from '#shared/core/actor.ts';
import { idOf, kindOf, streamId } from '#shared/core/recorded.ts';
import type { SignIn } from '../store/store.ts';
import { bearer } from './bearer.ts';
import { tokenIn } from './cookie.ts';
import type { Means } from './means.ts';

/** A sign-in, before its roles are looked up. */
export interface Known extends SignIn {
  readonly token: string;
}

/** Who they are, without the time. */
export type Who = Omit<Actor, 'now'>;
type Rights = Pick<Actor, 'roles' | 'department'> | null;

export type Ended = { readonly token: string } | { readonly person: PersonId };

interface Remembered<T> {
  readonly value: T;
  readonly until: number;
}

const remember = { signIn: 10_000, rights: 2_000 };
const mostRemembered = 20_000;
const topic = 'sign-outs';
const stranger: Who = { id: '', roles: [], department: null };

export class Viewers {
  readonly #means: Means;
  readonly #signIns = new Map<string, Remembered<SignIn | null>>();
  readonly #rights = new Map<PersonId, Remembered<Rights>>();
  readonly #changed = new Set<(person: PersonId) => void>();
  readonly #ended = new Set<(ended: Ended) => void>();
  readonly #stop: (() => void)[] = [];

  constructor(means: Means) {
    this.#means = means;
  }

  async start(): Promise<void> {
    const { engine, bus, identity } = this.#means;
    this.#stop.push(
      engine.onCommit(({ stream, after }) => {
        if (kindOf(stream) === identity.kind.name) this.#told(idOf(stream), identity.actor(after.state));
      }),
      await bus.subscribe(topic, (message) => this.#forget(JSON.parse(new TextDecoder().decode(message)) as Ended)),
    );
  }

  stop(): void {
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** Somebody's roles, department or access changed. */
  onChange(then: (person: PersonId) => void): void {
    this.#changed.add(then);
  }

  /** Sign-ins ended before their time. */
  onEnd(then: (ended: Ended) => void): void {
    this.#ended.add(then);
  }

  /** The sign-in behind a `Cookie` header; null when there is none, or it ended. Rejects with StoreUnavailable. */
  known(cookie: string | null | undefined): Promise<Known | null> {
    return this.knownBy(tokenIn(cookie));
  }

  /** The same for a token that was read from the header before. */
  async knownBy(token: string | null): Promise<Known | null> {
    if (token === null) return null;
    const now = this.#means.clock.now();
    const remembered = this.#signIns.get(token);
    let signIn = remembered?.value ?? null;
    if (!remembered || remembered.until <= now) {
      signIn = await this.#means.store.signIn(token);
      put(this.#signIns, token, { value: signIn, until: now + remember.signIn });
    }
    return signIn && signIn.expires > now ? { ...signIn, token } : null;
  }

  /** Rejects with StoreUnavailable. */
  async who(known: Known | null): Promise<Who> {
    if (!known) return stranger;
    // A seat has no office, whatever its id may look like.
    if (!known.account) return { id: known.person, roles: [], department: null };
    const rights = await this.#rightsOf(known.person);
    return rights ? { id: known.person, ...rights } : stranger;
  }

  /** Known and not disabled. */
  async isActive(person: PersonId): Promise<boolean> {
    return (await this.#rightsOf(person)) !== null;
  }

  /** Whoever showed a token is nobody else, whatever cookie came with it. */
  async actor(cookie: string | null | undefined): Promise<Actor> {
    const shown = bearer();
    if (shown) return { ...shown, now: this.#means.clock.now() };
    const who = await this.who(await this.known(cookie));
    const now = this.#means.clock.now();
    return who === stranger ? nobody(now) : { ...who, now };
  }

  /** Ends one sign-in, here and on every node. */
  async end(token: string): Promise<void> {
    await this.#means.store.dropSignIn(token);
    this.#tell({ token });
  }

  /** Ends all of a person's. */
  async endAll(person: PersonId): Promise<void> {
    await this.#means.store.dropSignInsOf(person);
    this.#tell({ person });
  }

  async #rightsOf(person: PersonId): Promise<Rights> {
    const now = this.#means.clock.now();
    const remembered = this.#rights.get(person);
    if (remembered && remembered.until > now) return remembered.value;
    const { state } = await this.#means.engine.open(streamId(this.#means.identity.kind.name, person));
    const value = this.#means.identity.actor(state);
    put(this.#rights, person, { value, until: now + remember.rights });
    return value;
  }

  #told(person: PersonId, rights: Rights): void {
    put(this.#rights, person, { value: rights, until: this.#means.clock.now() + remember.rights });
    for (const changed of this.#changed) changed(person);
  }

  #tell(ended: Ended): void {
    this.#means.bus.publish(topic, new TextEncoder().encode(JSON.stringify(ended)));
    this.#forget(ended);
  }

  #forget(ended: Ended): void {
    if ('token' in ended) this.#signIns.delete(ended.token);
    else for (const [token, { value }] of this.#signIns) if (value?.person === ended.person) this.#signIns.delete(token);
    for (const told of this.#ended) told(ended);
  }
}

const put = <T>(map: Map<string, Remembered<T>>, key: string, value: Remembered<T>): void => {
  map.delete(key);
  map.set(key, value);
  if (map.size > mostRemembered) map.delete(map.keys().next().value as string);
};
