/** The lists in words: what a cell says to people, and what people mean by what they paste. */
import { publicities } from '#shared/checklists/responsibility.ts';
import { attitudes, categories } from '#shared/checklists/suggestion.ts';
import { dayOf } from '#shared/core/calendar.ts';
import type { DocumentRow } from '#web/lib/live/document-rows.ts';
import { checklists } from '#web/lib/words/checklists.ts';
import { fields } from '#web/lib/words/checklists/fields.ts';
import { grid } from '#web/lib/words/checklists/grid.ts';
import { theLanguage, type Language } from '#web/lib/words/language.svelte.ts';
import { flagIn, idsIn, milestonesIn, numberIn, sourcesIn, textIn } from './cells.ts';
import type { Choice, Glossary } from './clipboard-cells.ts';
import { columnOf, columns } from './columns.ts';
import { otherHeadings } from './headings.ts';
import { theLists, type Lists } from './lists.svelte.ts';
import type { ListName } from './place.ts';
import type { Grouping, Known } from './view.ts';

type Names = Readonly<Record<string, string>>;

const choicesOf = (words: typeof fields.zh, field: string): readonly Choice[] => {
  switch (field) {
    case 'category':
      return categories.map((value) => ({ value, label: words.categories[value] }));
    case 'attitude':
      return attitudes.map((value) => ({ value, label: words.attitudes[value] }));
    case 'publicity':
      return publicities.map((value) => ({ value, label: words.publicities[value] }));
    default:
      return [];
  }
};

export class Reading {
  readonly #lists: Lists;
  readonly #language: Language;

  constructor(lists: Lists, language: Language) {
    this.#lists = lists;
    this.#language = language;
  }

  /** The name of a column. */
  heading(field: string): string {
    return (this.#language.say(fields).names as Names)[field] ?? '';
  }

  words(list: ListName, row: DocumentRow, field: string): string {
    const lists = this.#lists;
    switch (columnOf(list, field)?.kind) {
      case 'person':
        return lists.personName(textIn(row, field));
      case 'department':
        return lists.departmentName(textIn(row, field));
      case 'departments':
        return idsIn(row, field)
          .map((id) => lists.departmentName(id))
          .join('、');
      case 'choice':
        return this.#choice(field, textIn(row, field));
      case 'flag':
        return flagIn(row, field) ? this.#language.say(grid).yes : '';
      case 'number':
        return String(numberIn(row, field) ?? '');
      case 'links':
        return this.#links(row, field);
      case 'sources':
        return this.#sources(row);
      case 'milestones':
        return milestonesIn(row)
          .map(({ title, due }) => `${title} ${due}`)
          .join('\n');
      default:
        return textIn(row, field);
    }
  }

  /** What the rows of a group have in common; '' when that is nothing. */
  groupName(group: Grouping, key: string): string {
    if (group === 'department') return this.#lists.departmentName(key);
    return group === 'category' ? this.#choice('category', key) : key;
  }

  /** How pasted words are read, in either language. */
  glossary(): Glossary {
    const lists = this.#lists;
    return {
      departments: lists.around.departments
        .filter(({ retired }) => !retired)
        .map(({ id, name, names = [] }) => ({ id, names: [name, ...names] })),
      choices: (field) => [fields.zh, fields.en].flatMap((words) => choicesOf(words, field)),
      today: dayOf(lists.live.clock.now()),
      suggestions: lists.suggestions.rows.map(({ id }) => id),
      personOf: (name) => lists.personOf(name),
    };
  }

  /** All that a column may be called where a table comes from. */
  headings(list: ListName, field: string): readonly string[] {
    if (!columns[list].some((one) => one.field === field)) return [];
    const ours = [fields.zh, fields.en].map((words) => (words.names as Names)[field] ?? '');
    return [...ours, ...otherHeadings(field)];
  }

  /** What rows are filtered by. */
  known(list: ListName): Known {
    const me = this.#lists.live.viewer;
    const departments = (row: DocumentRow): readonly string[] =>
      (list === 'suggestions' ? [textIn(row, 'department')] : [textIn(row, 'lead'), ...idsIn(row, 'cooperating')]).filter(
        (id) => id !== '',
      );
    return {
      departments,
      words: (row) => columns[list].map(({ field }) => this.words(list, row, field)).join('\n'),
      wrong: (row) => this.#lists.isWrong(row.id),
      mine: (row) =>
        (me.department !== null && departments(row).includes(me.department)) ||
        textIn(row, 'proposer') === me.id ||
        (textIn(row, 'person') !== '' && textIn(row, 'person') === this.#lists.me),
    };
  }

  #choice(field: string, value: string): string {
    return choicesOf(this.#language.say(fields), field).find((one) => one.value === value)?.label ?? '';
  }

  #links(row: DocumentRow, field: string): string {
    const w = this.#language.say(checklists);
    const numbers = idsIn(row, field).map((id) => this.#lists.suggestionNumber(id));
    return numbers.map((n) => (n === 0 ? w.sourceGone : w.suggestionNo(n))).join('、');
  }

  #sources(row: DocumentRow): string {
    const { facts } = this.#lists.around;
    const f = this.#language.say(fields);
    return sourcesIn(row)
      .map(({ kind, id }) => facts.find((one) => one.kind === kind && one.id === id)?.text ?? f.sources[kind])
      .join('\n');
  }
}

/** While a component is made. */
export const newReading = (): Reading => new Reading(theLists(), theLanguage());
