/** Signs beside the event loop. Whoever was not answered asks again, and it is signed again. */
import { StoreUnavailable } from '../store/store.ts';
import { AnsweringThread } from '../thread.ts';
import type { ToSign } from './paper-thread.ts';

export type PaperSigner = AnsweringThread<ToSign, string>;

export const openPaperSigner = (): PaperSigner =>
  new AnsweringThread({
    program: new URL('paper-thread.ts', import.meta.url),
    patience: 60_000,
    // A thousand answers of one commit must not hand over theirs in one go.
    mostHanded: 16,
    ended: (cause) => new StoreUnavailable('the thread that signs ended', { cause }),
  });
