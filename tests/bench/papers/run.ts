/** Papers of a secret poll: how long a hall waits for them, and whether the event loop is held up. Prints JSON, goals beside figures. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import { halvesOf, isSigned, makePair } from '#server/gateway/paper-key.ts';
import { openPaperSigner } from '#server/gateway/paper-signer.ts';
import { blind, finalize, readKey, toHex } from '#web/lib/live/paper-blinding.ts';
import { summary } from '../measure.ts';

const papers = 2_000;
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
const timed = async <T>(into: number[], work: () => T | Promise<T>): Promise<T> => {
  const started = performance.now();
  const result = await work();
  into.push(performance.now() - started);
  return result;
};

const making: number[] = [];
for (let n = 0; n < 5; n += 1) await timed(making, makePair);
const halves = halvesOf(await makePair());
const read = readKey(halves.jwk);
if (!halves.signs) throw new Error('a fresh key that cannot sign');
const key = halves.signs;

const [blinding, finishing, checking]: [number[], number[], number[]] = [[], [], []];
const drawn: { paper: Uint8Array; blinded: string; inverse: string }[] = [];
for (let n = 0; n < papers; n += 1) {
  const paper = random(32);
  drawn.push({ paper, ...(await timed(blinding, () => blind(paper, read, random))) });
}

const signer = openPaperSigner();
await signer.ask({ blinded: drawn[0]?.blinded ?? '', key });
const held = monitorEventLoopDelay({ resolution: 1 });
await new Promise((then) => setTimeout(then, 50));
held.enable();
const started = performance.now();
const signed = await Promise.all(drawn.map(({ blinded }) => signer.ask({ blinded, key })));
const signing = performance.now() - started;
held.disable();
await signer.close();

for (const [n, { paper, inverse }] of drawn.entries()) {
  const signature = await timed(finishing, () => finalize(paper, read, signed[n] ?? '', inverse));
  if (signature === null || !(await timed(checking, () => isSigned(toHex(paper), signature, halves)))) throw new Error('not signed');
}

console.log(
  JSON.stringify(
    {
      papers,
      keyMilliseconds: summary(making),
      signing: { milliseconds: Math.round(signing), perPaper: signing / papers, goal: 2 },
      eventLoopHeldMilliseconds: { p99: held.percentile(99) / 1e6, max: held.max / 1e6, goal: 10 },
      checkMilliseconds: summary(checking),
      phone: { blindMilliseconds: summary(blinding), finishMilliseconds: summary(finishing) },
    },
    null,
    2,
  ),
);
