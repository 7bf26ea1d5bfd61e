import type { Duplex } from 'node:stream';

/** Answers an upgrade with a plain HTTP status, as in `403 Forbidden`, and lets go of it. */
export const turnAway = (socket: Duplex, status: string): void => {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
