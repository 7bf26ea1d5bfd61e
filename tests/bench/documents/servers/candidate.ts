/** A server that is measured, as a process of its own. */
import type { Places } from '../place.ts';

export type ServerName = 'this' | 'y-websocket-server' | 'hocuspocus' | 'relay';
export const serverNames: readonly ServerName[] = ['this', 'y-websocket-server', 'hocuspocus', 'relay'];
/** Against whom the goals are; the relay keeps nothing and only shows what is possible. */
export const peers: readonly ServerName[] = ['y-websocket-server', 'hocuspocus'];

export interface Running {
  readonly pid: number;
  readonly documents: readonly Places[];
  /** What it wrote to its error output. */
  errors(): string;
  /** SIGKILL: nothing gets tidied. Resolves when the process is gone. */
  kill(): Promise<void>;
}

export interface Start {
  readonly folder: string;
  /** How many documents there must be. */
  readonly documents: number;
  /** While a document is only being filled: storing less often. Means nothing where storing is not configured. */
  readonly filling?: boolean;
}

export interface Candidate {
  readonly name: ServerName;
  /** A folder it was in before is taken up again, by the same visitors. */
  start(start: Start): Promise<Running>;
  /** How it keeps and relays, said in the output. */
  readonly settings: Readonly<Record<string, unknown>>;
}
