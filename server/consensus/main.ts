/**
 * `npm run --silent consensus`: outside data in, results out. JSON lines on standard input, one line of JSON for each, keeping what it was
 * told; with a path a pol.is export is read and its result printed once.
 */
import { exportAt } from './export.ts';
import { linesOf } from './lines.ts';
import { Mapper } from './mapper.ts';

/** Of one line, in bytes: some five million votes. */
const longest = 128 * 1024 * 1024;

const write = (line: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(`${line}\n`, (cause) => (cause ? reject(cause) : resolve())));

const refused = (error: string): string => JSON.stringify({ error });

const mapper = new Mapper(
  () => undefined,
  (cause) => console.error(cause),
);

const answer = async (line: string | null): Promise<void> => {
  if (line === null) await write(refused(`line: longer than ${longest} bytes`));
  else if (line.trim() !== '') await write(await mapper.answer(line));
};

const path = process.argv[2];
// Whoever reads has heard enough: no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));
try {
  if (path === undefined) for await (const line of linesOf(process.stdin, longest)) await answer(line);
  else await answer(exportAt(path));
} catch (cause) {
  await write(refused(cause instanceof Error ? cause.message : String(cause)));
  process.exitCode = 1;
} finally {
  await mapper.close();
}
