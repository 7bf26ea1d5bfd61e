/**
 * @y/websocket-server as its own `server.js` puts it together, with its LevelDB store; only the port is free here, and said. Its sockets
 * are those of the version of ws that everything else here runs on, not of the older one it brings along.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { openDoor } from './door.ts';

process.env['YPERSISTENCE'] = join(process.env['FOLDER'] ?? '', 'leveldb');
const { setupWSConnection } = await import('@y/websocket-server/utils');

const server = createServer();
const door = new WebSocketServer({ noServer: true });
door.on('connection', (socket, request) => setupWSConnection(socket, request));
server.on('upgrade', (request, socket, head) =>
  door.handleUpgrade(request, socket, head, (client) => door.emit('connection', client, request)),
);
await openDoor(server, { store: 'LevelDB by y-leveldb, as it comes: written without sync, after the edit is relayed', ws: '8' });
