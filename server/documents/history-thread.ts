/** A desk beside the event loop: laying out a hundred thousand edits would hold it. */
import { StoreUnavailable } from '#server/store/store.ts';
import { AnsweringThread } from '#server/thread.ts';
import type { HistoryDesk } from './history-desk.ts';

type Calls = { [N in keyof HistoryDesk]: HistoryDesk[N] };
export type DeskCall = keyof Calls;

export interface DeskAsk {
  readonly name: DeskCall;
  readonly given: readonly unknown[];
}

export class HistoryThread {
  readonly #thread = new AnsweringThread<DeskAsk, unknown>({
    program: new URL('history-main.ts', import.meta.url),
    limits: { maxOldGenerationSizeMb: 1_024 },
    patience: 60_000,
    ended: (cause) => cause ?? new StoreUnavailable('the thread of histories ended'),
  });

  /** One at a time, in the order of asking. Bytes go over; nobody may use them here afterwards. */
  async ask<N extends DeskCall>(name: N, ...given: Parameters<Calls[N]>): Promise<ReturnType<Calls[N]>> {
    const bytes = given.flatMap((one: unknown) =>
      one instanceof Uint8Array ? [one.buffer as ArrayBuffer] : isPacked(one) ? [one.bytes.buffer] : [],
    );
    return (await this.#thread.ask({ name, given }, bytes)) as ReturnType<Calls[N]>;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

const isPacked = (one: unknown): one is { readonly bytes: Uint8Array<ArrayBuffer> } =>
  typeof one === 'object' && one !== null && 'bytes' in one && one.bytes instanceof Uint8Array;
