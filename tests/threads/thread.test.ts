/** A thread that answers in turn: for papers, histories, compactions and signatures. */
import { afterEach, expect, test } from 'vitest';
import { AnsweringThread } from '#server/thread.ts';
import type { Ask } from './program.ts';

type Thread = AnsweringThread<Ask, string>;
const open: Thread[] = [];
const begin = (terms: { readonly patience?: number; readonly mostHanded?: number } = {}): Thread => {
  const thread: Thread = new AnsweringThread({
    program: new URL('program.ts', import.meta.url),
    patience: 60_000,
    ended: (cause) => new Error('ended', { cause }),
    ...terms,
  });
  open.push(thread);
  return thread;
};
afterEach(async () => {
  for (const thread of open.splice(0)) await thread.close();
});

test.each([1, 2, Infinity])('each is answered in turn, the slow before the quick, with %s handed over at once', async (mostHanded) => {
  const thread = begin({ mostHanded });
  const told: string[] = [];
  const asks: Ask[] = [{ say: 'slow', after: 60 }, { say: 'quick' }, { say: 'last', after: 5 }];
  await Promise.all(asks.map(async (ask) => void told.push(await thread.ask(ask))));
  expect(told).toEqual(['first slow', 'quick', 'last']);
});

test('what fails, or cannot go over, fails alone', async () => {
  const thread = begin();
  const all = await Promise.allSettled([
    thread.ask({ say: 'a' }),
    thread.ask({ fail: 'no such thing' }),
    thread.ask({ say: (() => 'a function') as unknown as string }),
    thread.ask({ say: 'b' }),
  ]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(all[1]).toMatchObject({ reason: { message: 'no such thing' } });
  expect(all[3]).toMatchObject({ value: 'b' });
});

test('a death is told to all who wait, and whoever asks then is answered by a new thread', async () => {
  const thread = begin({ mostHanded: 1 });
  expect(await thread.ask({ say: 'a' })).toBe('first a');
  const all = await Promise.allSettled([thread.ask({ die: true }), thread.ask({ say: 'b' }), thread.ask({ say: 'c' })]);
  expect(all).toMatchObject([{ reason: { message: 'ended' } }, { reason: { message: 'ended' } }, { reason: { message: 'ended' } }]);
  expect(await thread.ask({ say: 'd' })).toBe('first d');
});

test('bytes go over and are not here any more', async () => {
  const bytes = new Uint8Array(1_000);
  expect(await begin().ask({ length: bytes }, [bytes.buffer])).toBe('1000');
  expect(bytes.length).toBe(0);
});

test('nobody asks for a while, and it goes; asked again, it begins again', async () => {
  const thread = begin({ patience: 1 });
  expect(await thread.ask({ say: 'a' })).toBe('first a');
  // Whether the next ask finds the old thread or a new one is a race until it is gone.
  const again = async (): Promise<string> => thread.ask({ say: 'b' }).catch(() => again());
  let answer = await again();
  for (let tries = 0; tries < 200 && answer !== 'first b'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    answer = await again();
  }
  expect(answer).toBe('first b');
});

test('closed, it answers nobody: neither who waits nor who asks later', async () => {
  const thread = begin();
  const waiting = thread.ask({ say: 'never', after: 60_000 });
  const told = expect(waiting).rejects.toThrow('ended');
  await thread.close();
  await told;
  await expect(thread.ask({ say: 'later' })).rejects.toThrow('ended');
});
