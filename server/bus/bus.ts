/**
 * Tells the other nodes. A hint, never the truth: what a bus loses is found again by reading the store. In-process and Redis pass one
 * contract suite, `tests/bus/contract.ts`.
 */
export interface Bus {
  /** Delivered to every subscriber of the topic on every other node and on this one, at most once each, in the order of one publisher. Never rejects. */
  publish(topic: string, message: Uint8Array): void;
  /** Resolves when messages published from now on will arrive, at once while the bus is away; the result ends it. */
  subscribe(topic: string, take: (message: Uint8Array) => void): Promise<() => void>;
  /** False while messages may be lost: followers must look at the store. */
  readonly connected: boolean;
  /** Called each time it comes back after having been away. */
  onReturn(then: () => void): void;
  close(): Promise<void>;
}
