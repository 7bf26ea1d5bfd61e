/** A bare Socket.IO room: what one says is told to everybody in it. No rules, no disk, no memory of anything; at rest it gives memory back as this server does. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { restWhenQuiet } from '#server/rest.ts';
import { openDoor } from '../../documents/peers/door.ts';

const server = createServer();
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false, httpCompression: false });
io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('say', (stream: string, events: unknown) => io.to('room').emit('events', stream, events));
});
await openDoor(server, { store: 'none' });
restWhenQuiet();
