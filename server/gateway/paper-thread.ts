/** The other end of `paper-signer.ts`. */
import type { KeyObject } from 'node:crypto';
import { answerInTurn } from '../thread.ts';
import { blindSign } from './paper-signing.ts';

export interface ToSign {
  readonly blinded: string;
  readonly key: KeyObject;
}

answerInTurn(({ blinded, key }: ToSign) => blindSign(blinded, key));
