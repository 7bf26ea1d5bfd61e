/** What somebody filled in, and the command it becomes. Pure; kept in the browser until it was sent. */
import type { Command } from '#shared/items/commands.ts';
import type { TakenOf } from '#shared/items/handling-state.ts';
import type { Action, FieldName } from '../actions.ts';

export interface Content {
  readonly words: Partial<Readonly<Record<FieldName, string>>>;
  readonly files: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
  readonly taken: TakenOf;
}

export const blank: Content = { words: {}, files: [], before: null, after: null, taken: {} };

export const wordOf = ({ words }: Content, name: FieldName): string => words[name]?.trim() ?? '';
const isGiven = (content: Content, name: FieldName): boolean => {
  if (name === 'files') return content.files.length > 0;
  return name === 'pair' ? content.before !== null || content.after !== null : wordOf(content, name) !== '';
};

/** The first field that must be filled and is not; null = it can be sent. */
export const missingIn = ({ fields }: Pick<Action, 'fields'>, content: Content): FieldName | null =>
  fields.find(({ name, optional }) => !optional && !isGiven(content, name))?.name ?? null;

/** Only what is told of pictures that go along. */
const takenAlong = ({ files, before, after, taken }: Content): TakenOf =>
  Object.fromEntries(Object.entries(taken).filter(([file]) => files.includes(file) || file === before || file === after));

/** What stayed empty, where the command has a place for it. */
const empty: Partial<Record<FieldName, unknown>> = { text: '', reason: '', suggests: null, due: null };

const partOf = (content: Content, name: FieldName): readonly (readonly [string, unknown])[] => {
  const word = wordOf(content, name);
  switch (name) {
    case 'files':
      return [['files', content.files]];
    case 'pair':
      return [
        ['before', content.before],
        ['after', content.after],
      ];
    case 'code':
      return [['reason', word]];
    case 'addressee':
      return [['to', word]];
    case 'delegated':
      return [['delegated', word === 'yes']];
    case 'milestone':
      return [['milestone', Number(word)]];
    default:
      return word !== '' ? [[name, word]] : name in empty ? [[name, empty[name]]] : [];
  }
};

/** Takes pictures along that know when and where they were taken. */
const tellsTaken = ['note', 'reportDone'];

/** Sound because the fields of an action are those of its command: the server parses it all the same. */
export const commandOf = ({ type, fixed, fields }: Action, content: Content): Command =>
  ({
    type,
    ...fixed,
    ...Object.fromEntries(fields.flatMap(({ name }) => partOf(content, name))),
    ...(tellsTaken.includes(type) ? { taken: takenAlong(content) } : {}),
  }) as unknown as Command;

/** What this browser kept; anything broken is forgotten. */
export const contentIn = (text: string): Content => {
  if (text === '') return blank;
  try {
    return { ...blank, ...(JSON.parse(text) as Partial<Content>) };
  } catch (broken) {
    console.debug('draft not readable', broken);
    return blank;
  }
};

/** `''` for nothing worth keeping. */
export const keptForm = (content: Content): string => {
  const nothing =
    Object.values(content.words).every((word) => (word ?? '').trim() === '') &&
    content.files.length === 0 &&
    content.before === null &&
    content.after === null;
  return nothing ? '' : JSON.stringify(content);
};
