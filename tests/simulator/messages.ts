/** The wire of `shared/core/wire.ts` as plain messages, so that each can be held back, lost or doubled. */
import type { AnyCommand } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Answer, Followed, Sent, Signal } from '#shared/core/wire.ts';

export type Up =
  | { readonly say: 'follow'; readonly stream: StreamId; readonly since: number; readonly audience: string }
  | { readonly say: 'command'; readonly stream: StreamId; readonly id: string; readonly command: AnyCommand };

export type Down =
  | { readonly say: 'followed' | 'audience'; readonly stream: StreamId; readonly followed: Followed }
  | { readonly say: 'signal'; readonly stream: StreamId; readonly signal: Signal }
  | { readonly say: 'events'; readonly stream: StreamId; readonly events: readonly Sent[] }
  | { readonly say: 'answer'; readonly id: string; readonly answer: Answer };
