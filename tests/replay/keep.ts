/** `node tests/replay/keep.ts 0.1.0`: loads the demo into an empty house and keeps its whole log, for all later versions to fold. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#server/store/open.ts';
import { kinds } from '#shared/kinds.ts';
import { temporaryFolder } from '#tests/running/server.ts';

const version = process.argv[2];
if (!version || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('which version? node tests/replay/keep.ts 0.1.0');
const folder = temporaryFolder();
const demo = spawnSync(process.execPath, ['tests/demo/run.ts', '--once'], {
  stdio: 'inherit',
  env: { ...process.env, DATA_FOLDER: folder.path, PORT: '0' },
});
if (demo.status !== 0) throw new Error(`the demo ended with ${demo.status}`);
const store = await openStore({ databaseUrl: null, folder: folder.path });
const lines: string[] = [];
for (const kind of Object.keys(kinds)) {
  for (const stream of await store.streams(kind, '', 100_000))
    for (const recorded of await store.events(stream, 0)) lines.push(JSON.stringify({ stream, recorded }));
}
await store.close();
folder.remove();
writeFileSync(join(import.meta.dirname, `${version}.jsonl`), `${lines.join('\n')}\n`);
