import * as v from 'valibot';
import type { AnyCommand, AnyKind } from './kind.ts';

/** `at` is the dot path of the first bad field (`''`: the whole), `malformed` says what is wrong with it. */
export type Parsed = { readonly command: AnyCommand } | { readonly malformed: string; readonly at: string };

const word = /^[a-z-]{1,32}$/;

/** Raw JSON → a command of this kind. Our own fields bring their code as message; what valibot says by itself is named after its check. */
export const parseCommand = (kind: Pick<AnyKind, 'commands'>, raw: unknown): Parsed => {
  const result = v.safeParse(kind.commands, raw, { abortEarly: true });
  return result.success ? { command: result.output } : { malformed: codeOf(result.issues[0]), at: v.getDotPath(result.issues[0]) ?? '' };
};

const codeOf = ({ message, input, type }: v.BaseIssue<unknown>): string => {
  if (word.test(message)) return message;
  return input === undefined ? 'missing' : type;
};
