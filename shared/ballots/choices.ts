/** What a ballot may say in a poll. */
import { normalised } from './answers.ts';
import type { CommandOf } from './commands.ts';
import type { Choice, Poll } from './state.ts';

type Offered = CommandOf<'openPoll'>;

const unlike = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Two to twelve that can be told apart; none for short answers. */
export const areOptions = ({ method, options }: Pick<Offered, 'method' | 'options'>): boolean =>
  method === 'words'
    ? options.length === 0
    : options.length >= 2 && unlike(options.map(({ id }) => id)) && unlike(options.map(({ text }) => normalised(text)));

/** Words that are alike count once. */
const onceEach = (words: readonly string[]): readonly string[] => {
  const said = words.filter((word) => normalised(word) !== '');
  return said.filter((word, n) => said.findIndex((other) => normalised(other) === normalised(word)) === n);
};

/** The ballot as it is kept, the same for all that say the same; null where the poll does not ask for that. */
export const choiceIn = (poll: Pick<Poll, 'method' | 'options' | 'most'>, choice: Choice): Choice | null => {
  if (choice.method !== poll.method) return null;
  const ids = poll.options.map(({ id }) => id);
  const offered = (chosen: readonly string[]): boolean => unlike(chosen) && chosen.every((id) => ids.includes(id));
  switch (choice.method) {
    case 'single':
      return offered([choice.option]) ? choice : null;
    case 'multiple':
      return offered(choice.options) && choice.options.length <= poll.most
        ? { method: 'multiple', options: ids.filter((id) => choice.options.includes(id)) }
        : null;
    case 'ranked':
      return offered(choice.options) ? choice : null;
    case 'score': {
      const given = Object.keys(choice.scores);
      if (given.length === 0 || !offered(given)) return null;
      return {
        method: 'score',
        scores: Object.fromEntries(ids.filter((id) => Object.hasOwn(choice.scores, id)).map((id) => [id, choice.scores[id] ?? 0])),
      };
    }
    case 'words': {
      const words = onceEach(choice.words);
      return words.length > 0 ? { method: 'words', words } : null;
    }
  }
};

/** Both as they are kept. */
export const sameChoice = (one: Choice, other: Choice): boolean => JSON.stringify(one) === JSON.stringify(other);
