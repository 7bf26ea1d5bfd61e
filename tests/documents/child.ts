/** A documents server on the embedded database, alone in its process, so that it can be killed. Says its address; folder as argument. */
import { openSqlite } from '#server/store/sqlite/store.ts';
import { openNode, Stage } from './room.ts';

const store = await openSqlite(process.argv[2] ?? '');
const node = await openNode(store, new Stage(), { limits: { tail: 50, rate: 1e6, burst: 1e6 } });
process.stdout.write(`${node.url}\n`);
