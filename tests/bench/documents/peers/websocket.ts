/** @y/websocket-server as its own `server.js` puts it together, with its LevelDB store; only the port is free here, and said. */
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { WebSocket, WebSocketServer } from 'ws';
import { openDoor } from './door.ts';

process.env['YPERSISTENCE'] = join(process.env['FOLDER'] ?? '', 'leveldb');
// Its first line of output says where it stores; ours must be the first that is JSON.
const { setupWSConnection } = await import('@y/websocket-server/utils');

const require = createRequire(import.meta.url);
const own = process.env['OWN_WS'] === 'yes';
/** The version of ws it brings along, or the newer one that we use: the better one counts. */
const { Server } = (own ? createRequire(require.resolve('@y/websocket-server/package.json')) : require)('ws') as {
  readonly Server: typeof WebSocketServer;
};

const server = createServer();
const door = new Server({ noServer: true });
door.on('connection', (socket: WebSocket, request: IncomingMessage) => setupWSConnection(socket, request));
server.on('upgrade', (request, socket, head) =>
  door.handleUpgrade(request, socket, head, (client) => door.emit('connection', client, request)),
);
await openDoor(server, {
  store: 'LevelDB by y-leveldb, as it comes: written without sync, after the edit is relayed',
  ws: own ? '6' : '8',
});
