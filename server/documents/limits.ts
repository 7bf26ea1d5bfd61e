/** What one client, one document and one outage may cost. Sizes in bytes, times in milliseconds. */
export interface DocumentLimits {
  /** Of one frame from a client; a larger one ends the connection (1009). */
  readonly message: number;
  /** Of the state of one cursor, as JSON. */
  readonly presence: number;
  /** Cursors one connection may speak for. */
  readonly cursors: number;
  /** Frames a second, and how many may come at once; beyond that the socket is read more slowly, nothing is lost. */
  readonly rate: number;
  readonly burst: number;
  /** Of a document as kept; an edit that would exceed it ends the connection (4413). */
  readonly document: number;
  /** Of edits waiting for the disk, of one document; beyond that its sockets are read more slowly. */
  readonly waiting: number;
  readonly clients: number;
  /** Unsent to one client; beyond that it is skipped and brought up to date once it has caught up. */
  readonly unsent: number;
  /** Updates on disk after which a document is written anew as a whole. */
  readonly tail: number;
  /** A document nobody has open leaves memory after this. */
  readonly idle: number;
  /** How long an edit waits for a store that is away. */
  readonly patience: number;
  /** How long an edit waits at most, so that those of others are told together with it. */
  readonly together: number;
  /** Cursors are told at most once in this time. */
  readonly presenceEvery: number;
  /** y-websocket takes 30 s of silence for a dead server. */
  readonly heartbeat: number;
}

export const documentLimits: DocumentLimits = {
  message: 1024 * 1024,
  presence: 4 * 1024,
  cursors: 4,
  rate: 100,
  burst: 400,
  document: 16 * 1024 * 1024,
  waiting: 8 * 1024 * 1024,
  clients: 2000,
  unsent: 1024 * 1024,
  tail: 500,
  idle: 60_000,
  patience: 10_000,
  together: 32,
  presenceEvery: 50,
  heartbeat: 12_000,
};
