/** The pages this server begins with: built once if they never were. What they show is not measured, so older ones do as well. */
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(new URL('../../../server/pages.ts', import.meta.url));
const built = join(import.meta.dirname, '../../../web/build/handler.js');

/** In a process of its own, whose output is no part of ours. */
export const buildOnce = async (): Promise<void> => {
  if (existsSync(built)) return;
  const script = `import(${JSON.stringify(builder)}).then(({ buildIfStale }) => buildIfStale(console.error))`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the pages could not be built (${code})`);
};
