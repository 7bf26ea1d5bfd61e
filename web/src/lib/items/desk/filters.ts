/** What a desk is narrowed to, and filters kept under a name. Pure. */
import type { ShownLamp } from '#shared/items/read-model.ts';
import type { Stage } from '#shared/items/state.ts';
import type { Holder, Line } from './groups.ts';

export const parts = ['lead', 'cooperating'] as const;
export const lampChoices = ['red', 'yellow', 'green'] as const satisfies readonly ShownLamp[];
export const stageChoices = ['issued', 'inProgress', 'suspended', 'reported', 'verified', 'closed'] as const satisfies readonly Stage[];

/** `''` = any. `officer`: whom it was routed to, `-` = nobody. */
export interface Filter {
  readonly text: string;
  readonly part: (typeof parts)[number] | '';
  readonly lamp: (typeof lampChoices)[number] | '';
  readonly stage: (typeof stageChoices)[number] | '';
  readonly officer: string;
}
export interface SavedFilter {
  readonly name: string;
  readonly filter: Filter;
}

export const everything: Filter = { text: '', part: '', lamp: '', stage: '', officer: '' };
export const isOpen = (filter: Filter): boolean => Object.values(filter).every((value) => value === '');

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Each word of the text is found in number, title or task. */
export const filtered = (lines: readonly Line[], { text, part, lamp, stage, officer }: Filter, { department }: Holder): readonly Line[] => {
  const words = folded(text).split(/\s+/u).filter(Boolean);
  return lines.filter(({ row }) => {
    const said = folded(`${row.number} ${row.title} ${row.task}`);
    return (
      words.every((word) => said.includes(word)) &&
      (part === '' || (part === 'lead') === (row.lead === department)) &&
      (lamp === '' || row.lamp === lamp) &&
      (stage === '' || row.stage === stage) &&
      (officer === '' || (row.officer ?? '-') === officer)
    );
  });
};

const choice = <T extends string>(choices: readonly T[], value: unknown): T | '' => choices.find((one) => one === value) ?? '';
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What this browser kept; anything else than filters is left out. */
export const savedIn = (text: string): readonly SavedFilter[] => {
  if (text === '') return [];
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (broken) {
    console.debug('saved filters not readable', broken);
  }
  if (!Array.isArray(given)) return [];
  return (given as readonly { name?: unknown; filter?: Readonly<Record<string, unknown>> }[]).flatMap((one) => {
    const name = words(one?.name).trim();
    const kept = one?.filter;
    if (name === '' || typeof kept !== 'object' || kept === null) return [];
    const filter: Filter = {
      text: words(kept['text']),
      part: choice(parts, kept['part']),
      lamp: choice(lampChoices, kept['lamp']),
      stage: choice(stageChoices, kept['stage']),
      officer: words(kept['officer']),
    };
    return [{ name, filter }];
  });
};

/** Under a name there is one; a newer one takes its place. */
export const withSaved = (all: readonly SavedFilter[], one: SavedFilter): readonly SavedFilter[] => [
  ...all.filter(({ name }) => name !== one.name),
  one,
];
