/** @hocuspocus/server with its SQLite extension, storing each change at once. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sayPort } from './door.ts';

const shim = new URL('./sqlite.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'better-sqlite3' ? { url: shim, shortCircuit: true } : next(specifier, context)),
});
const { Server } = await import('@hocuspocus/server');
const { SQLite } = await import('@hocuspocus/extension-sqlite');

const file = join(process.env['FOLDER'] ?? '', 'hocuspocus.db');
const debounce = process.env['FILLING'] === 'yes' ? 2_000 : 0;
const extension = new SQLite({ database: file });
const server = new Server({ quiet: true, address: '127.0.0.1', port: 0, debounce, stopOnSignals: false, extensions: [extension] });
await server.listen();

/** As the extension leaves them; asked of a connection opened in the same way, since they are no property of the file. */
const pragma = (name: string): unknown => Object.values(new DatabaseSync(file).prepare(`pragma ${name}`).get() ?? {})[0];
sayPort(server.address.port, {
  store: 'SQLite by its extension (its own code, on node:sqlite): the whole document at each change',
  debounce,
  journal_mode: pragma('journal_mode'),
  synchronous: pragma('synchronous') === 2 ? 'full' : pragma('synchronous'),
});
