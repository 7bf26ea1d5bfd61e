/** The clients of one document. */
import type { Connection } from './connection.ts';

export class Audience {
  readonly connections = new Set<Connection>();

  /** To everybody, but the one who said it. Returns the milliseconds it took. */
  tell(packet: Buffer, but: Connection | null): number {
    const begun = performance.now();
    for (const connection of this.connections) if (connection !== but) connection.send(packet);
    return performance.now() - begun;
  }

  /** Something that is said again anyway. Returns the milliseconds it took. */
  show(packet: Buffer): number {
    const begun = performance.now();
    for (const connection of this.connections) connection.glimpse(packet);
    return performance.now() - begun;
  }
}
