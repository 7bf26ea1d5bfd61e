import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import type { Names } from '#web/lib/words/story.ts';

/** id → name of a department; what is unknown keeps its id. */
export type Departments = Readonly<Record<string, string>>;
/** id → name of a person, for staff only: nobody else is told a name. */
export type Persons = Readonly<Record<string, string>>;

export const namesOf = (language: Language, departments: Departments, pack: RulePack['item'], persons: Persons = {}): Names => ({
  department: (id) => departments[id] ?? id,
  person: (id) => persons[id] ?? '',
  reason: (code) => pack.returnReasons[code]?.[language.code] ?? code,
  resultClass: (code) => pack.classes[code]?.[language.code] ?? code,
  get dates() {
    return language.dates;
  },
});
