import type { Actor } from '#shared/core/actor.ts';
import type { LanguageCode } from '#web/lib/words/area.ts';

declare global {
  namespace App {
    interface Error {
      /** Stands in the log beside what really happened. */
      reference?: string;
    }
    interface Locals {
      viewer: Actor;
      language: LanguageCode;
    }
  }
}
