/** A bare `ws` room: the bytes that one says are sent to everybody. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { restWhenQuiet } from '#server/rest.ts';
import { openDoor } from '../../documents/peers/door.ts';

const server = createServer();
const room = new WebSocketServer({ server, perMessageDeflate: false });
room.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (said: Buffer) => {
    for (const other of room.clients) other.send(said, { binary: false });
  });
});
await openDoor(server, { store: 'none' });
restWhenQuiet();
