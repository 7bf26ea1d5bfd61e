/** One visit as it is written on the phone, and the command it becomes. */
import type { Day } from '#shared/core/calendar.ts';
import type { Command } from '#shared/items/commands.ts';
import { findings, type Finding } from '#shared/items/state.ts';

export interface Visit {
  readonly sort: 'lookBack' | 'visit';
  readonly finding: Finding | '';
  readonly day: Day;
  readonly text: string;
  readonly place: string;
  readonly people: readonly string[];
  readonly others: number;
  /** '' = none. */
  readonly followUp: Day;
}

export const blank = (sort: Visit['sort'], day: Day): Visit => ({
  ...{ sort, day, finding: '', text: '', place: '', people: [], others: 0, followUp: '' },
});

/** What `commandOf` makes of a visit that may lack what only a person can say. */
type Written = Record<string, unknown> & { readonly type: Command['type'] };

/** A draft may lack its finding; whatever is sent is read by the rules once more. */
export const commandOf = ({ sort, finding, day, text, place, people, others, followUp }: Visit): Written =>
  sort === 'lookBack'
    ? { type: 'lookBack', finding, text: text.trim(), visitors: people.slice(0, 20) }
    : {
        ...{ type: 'supervise', form: 'visit', day, place: place.trim(), people, others, text: text.trim() },
        ...{ followUp: followUp === '' ? null : followUp, follows: null },
      };

const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** The visit a kept command was made of. */
export const visitOf = (command: Readonly<Record<string, unknown>>, today: Day): Visit => ({
  sort: command['type'] === 'lookBack' ? 'lookBack' : 'visit',
  finding: findings.find((one) => one === command['finding']) ?? '',
  day: words(command['day']) || today,
  text: words(command['text']),
  place: words(command['place']),
  people: list(command['people'] ?? command['visitors']),
  others: typeof command['others'] === 'number' ? command['others'] : 0,
  followUp: words(command['followUp']),
});

/** Whether it says all that it has to. */
export const isWhole = ({ sort, finding, text }: Visit): boolean => text.trim() !== '' && (sort === 'visit' || finding !== '');
