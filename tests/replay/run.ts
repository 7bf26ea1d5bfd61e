/** `node tests/replay/run.ts 0.1.0`: tells the demo in an empty house and keeps its whole log, for all later versions to fold. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/log.ts';
import { run } from '#server/main.ts';
import { openStore } from '#server/store/open.ts';
import { kinds } from '#shared/kinds.ts';
import { comeInAsAdmin } from '#tests/demo/door.ts';
import { Memory } from '#tests/demo/memory.ts';
import { tellStory } from '#tests/demo/story.ts';
import { temporaryFolder } from '#tests/running/server.ts';

const version = process.argv[2];
if (!version || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('which version? node tests/replay/run.ts 0.1.0');
const folder = temporaryFolder();
const house = await run(readConfig({ DATA_FOLDER: folder.path, PORT: '0', HOST: '127.0.0.1' }), {
  log: openLog({ level: 'warn', form: 'text' }),
});
const admin = await comeInAsAdmin({ origin: house.origin, invitation: house.firstInvitation, child: null }, {});
await tellStory(admin, new Memory(join(folder.path, 'demo.json'), house.origin, Date.now()), (line) => console.log(line));
await house.stop();

const store = await openStore({ databaseUrl: null, folder: folder.path });
const lines: string[] = [];
for (const kind of Object.keys(kinds)) {
  for (const stream of await store.streams(kind, '', 100_000))
    for (const recorded of await store.events(stream, 0)) lines.push(JSON.stringify({ stream, recorded }));
}
await store.close();
folder.remove();
writeFileSync(join(import.meta.dirname, `${version}.jsonl`), `${lines.join('\n')}\n`);
