/** Passwords as argon2id with 19 MiB and two passes (OWASP), off the event loop and only a few at once. */
import type * as Argon from '@node-rs/argon2';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The pool of threads is shared with the disk; and memory is 19 MiB for each. */
const mostAtOnce = 2;

let argon: Promise<typeof Argon> | null = null;
/** Loaded with the first password: a node that is only read needs none. */
const load = (): Promise<typeof Argon> => (argon ??= import('@node-rs/argon2'));

let busy = 0;
const queue: (() => void)[] = [];

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (busy >= mostAtOnce) await new Promise<void>((go) => queue.push(go));
  else busy += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  }
};

/** PHC string. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(async () => (await load()).hash(password.normalize('NFKC'), cost));

let dummy: Promise<string> | null = null;

/** `hash` null: no such account; takes as long as if there were one, and is false. */
export const verifyPassword = async (hash: string | null, password: string): Promise<boolean> => {
  const against = hash ?? (await (dummy ??= hashPassword('nobody has this one')));
  const right = await inTurn(async () => (await load()).verify(against, password.normalize('NFKC')));
  return right && hash !== null;
};
