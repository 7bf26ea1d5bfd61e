/** A house with secret polls, people who draw papers by hand, and the box they cast them into. */
import { randomBytes } from 'node:crypto';
import type { Answer, PaperJwk } from '#shared/core/wire.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { openHouse, type Caller, type Given, type House, type Response } from '#tests/gateway/running.ts';
import { blind, finalize, readKey, toHex, type PaperKeyRead } from '#web/lib/live/paper-blinding.ts';
import { polls } from './polls.ts';

export const stream = 'polls/1';
/** Bounds a wait, also on a busy machine. */
export const soon = { timeout: 15_000 } as const;

export interface Drawn {
  readonly paper: string;
  readonly signature: string;
}

export interface Hall {
  readonly house: House;
  /** Opens a poll and waits until its key is announced. */
  poll(poll: string): Promise<void>;
  ask(id: string, command: object, from?: Caller): Promise<Answer>;
  key(poll: string): Promise<{ jwk: PaperJwk; read: PaperKeyRead }>;
  draw(poll: string, who: Caller): Promise<Drawn>;
  cast(
    poll: string,
    shown: Drawn,
    choice?: string,
    given?: { id?: string; to?: string; headers?: Record<string, string> },
  ): Promise<Response>;
}

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
export const freshId = (): string => randomBytes(8).toString('hex');
/** What one draw asks for: to be finished when the signature is there. */
export const prepared = (read: PaperKeyRead) => {
  const paper = random(32);
  const { blinded, inverse } = blind(paper, read, random);
  return {
    blinded,
    finish: (signed: string | undefined): Drawn => {
      const signature = finalize(paper, read, signed ?? '', inverse);
      if (signature === null) throw new Error('not signed with this key');
      return { paper: toHex(paper), signature };
    },
  };
};

export const signedIn = (answer: Answer): string | undefined => ('seq' in answer ? answer.signed : undefined);

/** Stands over a house, so that two can stand on one store. */
export const hallIn = (house: House): Hall => {
  const hall: Hall = {
    house,
    poll: async (poll) => {
      await hall.ask(`open-${poll}`, { type: 'open', poll });
      await hall.key(poll);
    },
    ask: async (id, command, from) =>
      (await house.call('POST', `/api/${stream}/commands`, { id, command }, { cookie: from?.cookie })).body as unknown as Answer,
    key: async (poll) => {
      const { body } = await house.call('GET', `/api/papers/${stream}/${poll}`);
      const jwk = body as unknown as PaperJwk;
      return { jwk, read: readKey(jwk) };
    },
    draw: async (poll, who) => {
      const { blinded, finish } = prepared((await hall.key(poll)).read);
      return finish(signedIn(await hall.ask(freshId(), { type: 'draw', poll, blinded }, who)));
    },
    cast: (poll, shown, choice = 'yes', { id = freshId(), to = poll, headers = {} } = {}) =>
      house.call('POST', `/api/papers/${stream}/${to}`, { id, command: { type: 'cast', poll, choice }, ...shown }, { headers }),
  };
  return hall;
};

export const openHall = async (given: Given = {}): Promise<Hall> => hallIn(await openHouse({ ...given, kinds: { polls, ...given.kinds } }));

export const stateOf = async <S>(house: House, of: StreamId = stream): Promise<S> => (await house.engine.open(of)).state as S;
