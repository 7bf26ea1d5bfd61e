/** From the start of the process to a ready answer, and what it takes up when nobody is there. */
import { readFileSync } from 'node:fs';
import { startServer, temporaryFolder } from '#tests/running/server.ts';
import { summary } from './measure.ts';

const times = 5;
/** Until it has come to rest. */
const rest = 6_000;

const quietFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const residentMegabytes = (pid: number): number => {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 102.4) / 10;
};

export const benchStartup = async () => {
  const ready: number[] = [];
  const atRest: number[] = [];
  const afterVisit: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const folder = temporaryFolder();
    const started = performance.now();
    const server = await startServer({ DATA_FOLDER: folder.path, BUILD_PAGES: 'no' });
    try {
      const { status } = await fetch(`${server.origin}/readyz`);
      if (status !== 200) throw new Error(`/readyz said ${status}`);
      ready.push(performance.now() - started);
      await quietFor(rest);
      atRest.push(residentMegabytes(server.pid));
      for (const path of ['/', '/topics', '/public']) await fetch(server.origin + path).then((response) => response.text());
      await quietFor(rest);
      afterVisit.push(residentMegabytes(server.pid));
    } finally {
      await server.kill('SIGTERM');
      folder.remove();
    }
  }
  return { readyMs: summary(ready), residentMegabytes: { atRest: summary(atRest), afterVisit: summary(afterVisit) } };
};
