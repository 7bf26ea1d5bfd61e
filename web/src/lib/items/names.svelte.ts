import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Language } from '#web/lib/words/language.svelte.ts';
import type { Names } from '#web/lib/words/story.ts';

/** id → name of a department; what is unknown keeps its id. */
export type Departments = Readonly<Record<string, string>>;

export const namesOf = (language: Language, departments: Departments, pack: RulePack['item']): Names => ({
  department: (id) => departments[id] ?? id,
  reason: (code) => pack.returnReasons[code]?.[language.code] ?? code,
  resultClass: (code) => pack.classes[code]?.[language.code] ?? code,
  get dates() {
    return language.dates;
  },
});
