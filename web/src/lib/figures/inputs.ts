/** Names of the counts that figures are made of. */
import type { LanguageCode } from '#web/lib/words/area.ts';
import { inputs, sessionRoles } from '#web/lib/words/figures/inputs.ts';

/** `people:resident` by its part; a count without a name keeps that of the record. */
export const inputName = (code: LanguageCode, name: string): string => {
  const names: Readonly<Record<string, string>> = inputs[code].names;
  const [part = '', of] = name.split(':');
  const direct = names[name];
  if (direct !== undefined) return direct;
  const roles: Readonly<Record<string, string>> = sessionRoles[code];
  if (of !== undefined && names[part] !== undefined) return inputs[code].of(names[part], roles[of] ?? of);
  return names[part] ?? name;
};
