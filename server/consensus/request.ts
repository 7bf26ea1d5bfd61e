/** One line of outside data. Whatever is wrong is named by its path; then nothing of the line is taken. */
import type { StatementStatus } from '#shared/consensus/state.ts';
import type { Mark, Vote } from '#shared/consensus/votes.ts';

export interface Options {
  readonly language: 'zh' | 'en';
  /** Computed anew from all votes, with the list the room parts with. */
  readonly report: boolean;
  /** Whose next statements are wanted. */
  readonly route: string | null;
}

export interface Request {
  readonly reset: boolean;
  /** The whole list, when it is told. */
  readonly status: ReadonlyMap<string, StatementStatus> | null;
  readonly votes: readonly Vote[];
  readonly options: Options;
}

/** `message` is the path of the field and what is wrong with it. */
export class Malformed extends Error {}

const no = (path: string, wrong: string): never => {
  throw new Malformed(`${path}: ${wrong}`);
};

type Fields = Readonly<Record<string, unknown>>;
const longest = 200;
const statuses: readonly string[] = ['active', 'excluded', 'meta'];

const object = (value: unknown, path: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : no(path, 'must be an object');

const list = (value: unknown, path: string): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : no(path, 'must be a list');

/** Numbers are taken as their digits: exports write ids both ways. */
const id = (value: unknown, path: string): string => {
  if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : no(path, `must be a text of 1 to ${longest} characters`);
};

const flag = (value: unknown, path: string): boolean =>
  value === undefined ? false : typeof value === 'boolean' ? value : no(path, 'must be true or false');

const statusOf = (value: unknown): ReadonlyMap<string, StatementStatus> => {
  const status = new Map<string, StatementStatus>();
  list(value, 'statements').forEach((one, i) => {
    const fields = object(one, `statements[${i}]`);
    const said = fields['status'] ?? 'active';
    if (typeof said !== 'string' || !statuses.includes(said)) no(`statements[${i}].status`, 'must be active, excluded or meta');
    if (fields['text'] != null && typeof fields['text'] !== 'string') no(`statements[${i}].text`, 'must be a text');
    status.set(id(fields['id'], `statements[${i}].id`), said as StatementStatus);
  });
  return status;
};

const votesOf = (value: unknown): readonly Vote[] =>
  list(value, 'votes').map((one, i): Vote => {
    if (!Array.isArray(one) || one.length !== 3) return no(`votes[${i}]`, 'must be [participant, statement, vote]');
    const [participant, statement, mark] = one as unknown[];
    if (mark !== 1 && mark !== 0 && mark !== -1) no(`votes[${i}][2]`, 'must be 1, 0 or -1');
    // −0 would be another key for the same pass.
    const plain = mark === 0 ? 0 : (mark as Mark);
    if (
      typeof participant === 'string' &&
      typeof statement === 'string' &&
      participant &&
      statement &&
      participant.length <= longest &&
      statement.length <= longest
    )
      return [participant, statement, plain];
    return [id(participant, `votes[${i}][0]`), id(statement, `votes[${i}][1]`), plain];
  });

const optionsOf = (value: unknown): Options => {
  const fields = object(value ?? {}, 'options');
  const language = fields['language'] ?? 'zh';
  if (language !== 'zh' && language !== 'en') return no('options.language', 'must be zh or en');
  const route = fields['route'] === undefined ? null : id(fields['route'], 'options.route');
  return { language, report: flag(fields['report'], 'options.report'), route };
};

export const requestOf = (value: unknown): Request => {
  const fields = object(value, 'line');
  return {
    reset: flag(fields['reset'], 'reset'),
    status: fields['statements'] === undefined ? null : statusOf(fields['statements']),
    votes: fields['votes'] === undefined ? [] : votesOf(fields['votes']),
    options: optionsOf(fields['options']),
  };
};

export const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    return no('line', `is not JSON (${cause instanceof Error ? cause.message.slice(0, 120) : 'unreadable'})`);
  }
};
