/**
 * Everything a keeper of an installation can set. The table below is at once the parser, the error messages and the section of the
 * README; `node server/config.ts` prints it as Markdown.
 */
import { resolve } from 'node:path';

/** A variable: what it means, what it is when absent, and how its text is read. `read` throws a `Wrong` that says what it should be. */
interface Variable<T> {
  readonly meaning: string;
  /** As text, read like any other; shown in the table. */
  readonly byDefault: string;
  readonly read: (text: string) => T;
  /** Never printed, not even when it is wrong. */
  readonly secret?: true;
}

class Wrong extends Error {}

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new Wrong(`a whole number from ${least} to ${most}`);
    return value;
  };

const oneOf =
  <T extends string>(...choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new Wrong(`one of ${choices.join(', ')}`);
    return found;
  };

const yesNo = (text: string): boolean => oneOf('yes', 'no')(text) === 'yes';
const folder = (text: string): string => resolve(text);
const plain = (text: string): string => text;

const urlWith =
  (...protocols: readonly string[]) =>
  (text: string): string | null => {
    if (text === '') return null;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
      throw new Wrong(`an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    return text;
  };

const origin = (text: string): string | null => {
  const address = urlWith('http:', 'https:')(text);
  if (address !== null && new URL(address).origin !== address.replace(/\/$/, ''))
    throw new Wrong('only scheme, host and port, as in https://consult.example.org');
  return address === null ? null : new URL(address).origin;
};

/** `no`, `yes` (any proxy in front), or the addresses of the proxies that may be believed. */
const proxies = (text: string): boolean | string => {
  if (text === 'yes' || text === 'no') return text === 'yes';
  if (!/^[0-9a-fA-F.:/, ]+$/.test(text)) throw new Wrong('yes, no, or addresses like 10.0.0.0/8, 192.168.1.5');
  return text;
};

const variable = <T>(byDefault: string, meaning: string, read: (text: string) => T, secret?: true): Variable<T> => ({
  byDefault,
  meaning,
  read,
  ...(secret ? { secret } : {}),
});

export const variables = {
  PORT: variable('3000', 'Port for everything: pages, live connections, documents, interface. 0 takes a free one.', whole(0, 65_535)),
  HOST: variable('0.0.0.0', 'Address to listen on. `127.0.0.1` when only a proxy on the same machine may reach it.', plain),
  PUBLIC_ORIGIN: variable(
    '',
    'How people reach this installation, as in `https://consult.example.org`: for links, QR codes and safe cookies. Empty: `http://localhost:PORT`.',
    origin,
  ),
  TRUST_PROXY: variable(
    'no',
    'Believe `X-Forwarded-*`: `yes` (only reachable through a proxy), `no`, or the addresses of the proxies.',
    proxies,
  ),
  DATA_FOLDER: variable('./data', 'Folder of the embedded database. Only one process may use it.', folder),
  DATABASE_URL: variable(
    '',
    'PostgreSQL instead of the embedded database: `postgres://user:password@host/name`.',
    urlWith('postgres:', 'postgresql:'),
    true,
  ),
  REDIS_URL: variable(
    '',
    'Redis, so that several nodes on one PostgreSQL tell each other at once: `redis://host:6379`.',
    urlWith('redis:', 'rediss:'),
    true,
  ),
  RULE_PACK: variable('', 'File with the rules of the place (deadlines, reasons, presets). Empty: those that come along.', plain),
  SESSION_DAYS: variable('14', 'Days a sign-in with password lasts.', whole(1, 365)),
  GUEST_DAYS: variable('180', 'Days a seat taken by code or QR lasts, so that the same phone can still rate the outcome.', whole(1, 730)),
  HISTORY_DAYS: variable(
    '365',
    'Days after its last edit for which a document tells who wrote what and how it was before; then only what stands in it is kept.',
    whole(1, 36_500),
  ),
  INVITATION_HOURS: variable('72', 'Hours a one-time link to choose login and password lasts.', whole(1, 720)),
  METRICS_TOKEN: variable(
    '',
    '`/metrics` asks for `Authorization: Bearer …` with this. Empty: open, so let the proxy keep it inside.',
    plain,
    true,
  ),
  WEBHOOK_PRIVATE: variable(
    'no',
    'Whether webhooks may go to private addresses, and without https: `yes` only where everybody who administers may reach all that this server reaches.',
    yesNo,
  ),
  SMTP_URL: variable(
    '',
    'Where news by mail go out: `smtps://user:password@host` or `smtp://host:587`; needs `PUBLIC_ORIGIN`. Empty: pages say that there is no mail.',
    urlWith('smtp:', 'smtps:'),
    true,
  ),
  SMTP_FROM: variable('', 'Sender of that mail, as in `Consultation <notice@example.org>`. Needed with `SMTP_URL`.', plain),
  OPEN_LICENCE: variable('CC-BY-4.0', 'Under which anybody may use the open data: a name (SPDX) or an address.', plain),
  LOG_LEVEL: variable(
    'info',
    'What is logged: `fatal`, `error`, `warn`, `info`, `debug` or `silent`.',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  ),
  LOG_FORM: variable(
    'auto',
    '`json`: one object a line, for machines; `text`: for people; `auto`: text on a terminal.',
    oneOf('auto', 'json', 'text'),
  ),
  STOP_SECONDS: variable('10', 'On SIGTERM, how long what is under way may take before the process ends anyway.', whole(1, 300)),
  BUILD_PAGES: variable('yes', 'Build the pages at start when they are older than their sources.', yesNo),
} as const;

type Name = keyof typeof variables;
export type Config = { readonly [N in Name]: ReturnType<(typeof variables)[N]['read']> };

/** All that is wrong, each as one line that names the variable and never shows a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(`configuration:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** Reads all of them; throws a ConfigError with every mistake at once. An empty variable counts as absent. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const mistakes: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { byDefault, read, secret }] of Object.entries<Variable<unknown>>(variables)) {
    const text = environment[name]?.trim() || byDefault;
    try {
      values[name] = read(text);
    } catch (cause) {
      if (!(cause instanceof Wrong)) throw cause;
      mistakes.push(`${name} must be ${cause.message}${secret ? '' : `, not ${JSON.stringify(text)}`}`);
    }
  }
  if (environment['REDIS_URL']?.trim() && !environment['DATABASE_URL']?.trim())
    mistakes.push('REDIS_URL needs DATABASE_URL: several nodes cannot share the embedded database');
  for (const [needed, why] of [
    ['SMTP_FROM', 'mail needs a sender'],
    ['PUBLIC_ORIGIN', 'letters hold links'],
  ] as const)
    if (environment['SMTP_URL']?.trim() && !environment[needed]?.trim()) mistakes.push(`SMTP_URL needs ${needed}: ${why}`);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as Config;
};

/** For the README, between `<!-- configuration -->` and `<!-- /configuration -->`. */
export const configTable = (): string =>
  [
    '| Variable | Default | Meaning |',
    '|---|---|---|',
    ...Object.entries<Variable<unknown>>(variables).map(
      ([name, { byDefault, meaning }]) => `| \`${name}\` | ${byDefault === '' ? '' : `\`${byDefault}\``} | ${meaning} |`,
    ),
  ].join('\n');

if (import.meta.main) process.stdout.write(`${configTable()}\n`);
