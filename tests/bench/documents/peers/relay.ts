/** What the wire alone costs: hands frames on to everybody else of the same address. No Yjs, no disk, no memory of anything. */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { openDoor } from './door.ts';

const rooms = new Map<string, Set<WebSocket>>();
/** `sync, answer, empty update`: so that a client knows it has joined. */
const nothing = Buffer.from([0, 1, 2, 0, 0]);

const server = createServer();
new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false }).on('connection', (socket, { url = '' }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.on('error', () => socket.terminate());
  socket.on('message', (frame: Buffer) => {
    const isUpdate = frame[0] === 0 && frame[1] === 2;
    if (frame[0] === 0 && frame[1] === 0) socket.send(nothing);
    else if (isUpdate || frame[0] === 1) for (const other of room) if (other !== socket) other.send(frame);
  });
});
await openDoor(server, { store: 'none', loses: 'everything' });
