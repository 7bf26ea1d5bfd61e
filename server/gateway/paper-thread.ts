/** The other end of `paper-signer.ts`: one signature after the other. */
import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { blindSign } from './paper-signing.ts';

export interface ToSign {
  readonly blinded: string;
  readonly key: KeyObject;
}
export type Signed = { readonly signed: string } | { readonly failed: unknown };

const port = parentPort;
if (!port) throw new Error('paper-thread.ts is started by paper-signer.ts');

port.on('message', ({ blinded, key }: ToSign) => {
  let told: Signed;
  try {
    told = { signed: blindSign(blinded, key) };
  } catch (failed) {
    told = { failed };
  }
  port.postMessage(told);
});
