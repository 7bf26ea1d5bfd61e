/** Places and values of a pack in words. */
import type { LanguageCode } from '#web/lib/words/area.ts';
import { dates } from '#web/lib/words/dates.ts';
import { rulePaths } from '#web/lib/words/rules/paths.ts';
import { rules } from '#web/lib/words/rules.ts';

const known = (code: LanguageCode, path: readonly string[]): string | null => {
  const words: Readonly<Record<string, string>> = rulePaths[code];
  const direct = words[path.join('.')];
  if (direct !== undefined) return direct;
  for (let n = 0; n < path.length; n += 1) {
    const starred = words[path.with(n, '*').join('.')];
    if (starred !== undefined) return `${starred} · ${path[n] ?? ''}`;
  }
  return null;
};

/** The longest part that has a name, then the rest as the file names it. */
export const placeOf = (code: LanguageCode, path: readonly string[]): string => {
  for (let length = path.length; length > 0; length -= 1) {
    const name = known(code, path.slice(0, length));
    if (name !== null) return [name, ...path.slice(length)].join(' · ');
  }
  return path.join(' · ');
};

const isNamed = (value: object): value is { readonly zh: string; readonly en: string } => 'zh' in value && 'en' in value;

/** Plain JSON as one line; what has a name in both languages by its name. */
export const valueOf = (code: LanguageCode, value: unknown): string => {
  const w = rules[code];
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (typeof value === 'number' && !Number.isInteger(value)) return dates(code).percent(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? w.nothing : w.list(value.map((one) => valueOf(code, one)));
  if (isNamed(value)) return value[code];
  if ('step' in value && 'after' in value) return w.stepAfter(stepName(code, String(value.step)), Number(value.after));
  if ('source' in value) return String(value.source);
  return w.list(Object.entries(value).map(([key, one]) => w.pair(key, valueOf(code, one))));
};

export const stepName = (code: LanguageCode, step: string): string => {
  const names: Readonly<Record<string, string>> = rules[code].steps;
  return names[step] ?? step;
};
