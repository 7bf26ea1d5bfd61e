/** What runs in the thread of `thread.test.ts`: it answers as it is told to. */
import { answerInTurn } from '#server/thread.ts';

export type Ask =
  { readonly say: string; readonly after?: number } | { readonly fail: string } | { readonly die: true } | { readonly length: Uint8Array };

let born = true;

answerInTurn(async (ask: Ask): Promise<string> => {
  if ('fail' in ask) throw new Error(ask.fail);
  if ('die' in ask) process.exit(3);
  if ('length' in ask) return String(ask.length.length);
  await new Promise((resolve) => setTimeout(resolve, ask.after ?? 0));
  const first = born ? 'first ' : '';
  born = false;
  return first + ask.say;
});
