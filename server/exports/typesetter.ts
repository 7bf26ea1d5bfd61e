/** Sets papers beside the event loop: a long one takes half a second, and a hall must not wait for it. Gives the bytes of a DOCX file. */
import type { Print } from '#shared/core/print.ts';
import { AnsweringThread } from '../thread.ts';

export type Typesetter = AnsweringThread<Print, Uint8Array<ArrayBuffer>>;

export const openTypesetter = (): Typesetter =>
  new AnsweringThread({
    program: new URL('typesetting.ts', import.meta.url),
    limits: { maxOldGenerationSizeMb: 512 },
    patience: 30_000,
    ended: (cause) => cause ?? new Error('the thread that sets papers ended'),
  });
