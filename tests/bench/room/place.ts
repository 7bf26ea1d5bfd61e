/** Where phones go: which server, how it is spoken to, and by whose cookie. */
export type RoomName = 'this' | 'socket.io' | 'ws';
export const roomNames: readonly RoomName[] = ['this', 'socket.io', 'ws'];

export interface Place {
  readonly name: RoomName;
  /** `ws://127.0.0.1:4711` */
  readonly origin: string;
  readonly pid: number;
  /** Its memory at rest when the room stood open and nobody had come yet, in MB. */
  readonly empty: number;
  /** Of this server: the session, who says something in it, and one cookie for each phone. */
  readonly session: string;
  readonly speaker: string;
  readonly phones: readonly string[];
}

export const sessionStream = (session: string): string => `sessions/${session}`;
export const ballotsStream = (session: string): string => `ballots/${session}`;
/** The first question that is told in the room, also its id; everybody seconds it in the end. */
export const firstTold = 'told-0';
