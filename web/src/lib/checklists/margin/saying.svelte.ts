import type { Milestone } from '#shared/checklists/responsibility.ts';
import type { ListName } from '#shared/checklists/proposable.ts';
import type { Source } from '#shared/checklists/row.ts';
import { isDay } from '#shared/core/calendar.ts';
import { checklists } from '#web/lib/words/checklists.ts';
import { fields } from '#web/lib/words/checklists/fields.ts';
import { margin } from '#web/lib/words/checklists/margin.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { names } from '#web/lib/words/sessions.ts';
import { theLists } from '../lists.svelte.ts';

const departmentFields: readonly string[] = ['department', 'lead', 'cooperating'];

type Fields = (typeof fields)['zh'];

/** Words of the cells that are one of a few. */
const choices = ({ categories, attitudes, publicities }: Fields): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  category: categories,
  attitude: attitudes,
  publicity: publicities,
});

/** Cells, people and places in words, for those who read instead of writing. While a component is made. */
export const newSaying = () => {
  const lists = theLists();
  const language = theLanguage();
  const f = $derived(language.say(fields));
  const w = $derived(language.say(checklists));
  const m = $derived(language.say(margin));
  const n = $derived(language.say(names));

  const one = (field: string, value: unknown): string => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'object' && value !== null) {
      if ('due' in value) return `${(value as Milestone).title} ${one('due', (value as Milestone).due)}`;
      const source = value as Source;
      return `${f.sources[source.kind]} ${lists.around.facts.find(({ kind, id }) => kind === source.kind && id === source.id)?.text ?? ''}`;
    }
    if (typeof value !== 'string') return '';
    if (departmentFields.includes(field)) return lists.departmentName(value);
    if (field === 'due') return isDay(value) ? language.dates.date(value) : value;
    if (field === 'suggestions') return suggestion(value);
    return choices(f)[field]?.[value] ?? value;
  };
  const suggestion = (id: string): string => {
    const { state } = lists;
    const ids = 'suggestions' in state ? state.suggestions.map((row) => row.id) : lists.suggestions.rows.map((row) => row.id);
    return ids.includes(id) ? w.suggestionNo(ids.indexOf(id) + 1) : m.gone;
  };
  return {
    list: (list: ListName): string => (list === 'suggestions' ? w.suggestions : w.responsibilities),
    field: (field: string): string => (f.names as Readonly<Record<string, string>>)[field] ?? field,
    /** `''` when nothing stands there. */
    value: (field: string, value: unknown): string =>
      Array.isArray(value)
        ? value.map((each) => one(field, each)).join(field === 'cooperating' || field === 'suggestions' ? '、' : '\n')
        : one(field, value),
    /** Name, with the seat in brackets. */
    person: (person: string): string => {
      const name = lists.around.seated.find((seat) => seat.person === person)?.name ?? m.somebody;
      const role = (lists.state.seats[person] ?? lists.state.left[person])?.roles.find((each) => each !== 'convener' && each !== 'screen');
      return role ? m.says(name, n.roles[role]) : name;
    },
    /** Where a row is on this screen; null = it is gone. */
    place: (list: ListName, row: string): number | null => {
      const { state } = lists;
      const rows: readonly { readonly id: string }[] = 'suggestions' in state ? state[list] : lists.of(list).rows;
      const at = rows.findIndex(({ id }) => id === row);
      return at < 0 ? null : at + 1;
    },
  };
};
