/** Structured logs. What people typed, cookies, codes and passwords never get in: requests are logged without body, query and headers. */
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Hides user and password of any address in a text: drivers like to quote them in their errors. */
export const withoutSecrets = (text: string): string => text.replace(/\b([a-z]+:\/\/)[^\s/@]+@/gi, '$1…@');

const error = (cause: unknown) =>
  cause instanceof Error
    ? {
        type: cause.name,
        message: withoutSecrets(cause.message),
        stack: withoutSecrets(cause.stack ?? ''),
        ...('code' in cause ? { code: String(cause.code) } : {}),
      }
    : { type: 'thrown', message: withoutSecrets(String(cause)) };

interface Form {
  readonly level: string;
  readonly form: 'json' | 'text';
}

const names: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };

/** One readable line for each entry, for somebody who looks at a terminal. */
const asText = (line: string): string => {
  const { level, time, msg, pid: _pid, hostname: _hostname, err, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(facts).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? `\n${String(err.stack)}` : '';
  return `${new Date(Number(time)).toTimeString().slice(0, 8)} ${(names[Number(level)] ?? '').padEnd(5)} ${typeof msg === 'string' ? msg : ''}${rest.join('')}${stack}\n`;
};

export const openLog = ({ level, form }: Form, to: DestinationStream = process.stdout): Log =>
  pino({ level, base: null, serializers: { err: error } }, form === 'json' ? to : { write: (line: string) => void to.write(asText(line)) });
