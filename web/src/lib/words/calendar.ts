import type { Counted } from '#shared/core/calendar.ts';
import { area, type LanguageCode } from './area.ts';

export const calendarWords = area(
  {
    unknown: (said: string, years: string) => `${said}（${years} 年放假安排未公布，暂按周一至周五计算）`,
    years: (years: readonly string[]) => years.join('、'),
    rules: '适用规则',
    version: (name: string, version: number) => `${name} 第 ${version} 版（交办时的规则）`,
    lamps: '亮灯的日子暂按周一至周五计算：有一年的放假安排还没有公布。',
  },
  {
    unknown: (said: string, years: string) => `${said} (the holidays of ${years} are not published: Monday to Friday for now)`,
    years: (years: readonly string[]) => years.join(', '),
    rules: 'Rules',
    version: (name: string, version: number) => `${name}, version ${version} (as it was issued)`,
    lamps: 'The days of the lamps count Monday to Friday: the holidays of one year are not published yet.',
  },
);

/** The sentence for a figure, which says so when it rests on a year whose holidays are not known. */
export const restingOn = (code: LanguageCode, { value, unknownYears }: Counted<number>, say: (value: number) => string): string =>
  unknownYears.length === 0 ? say(value) : calendarWords[code].unknown(say(value), calendarWords[code].years(unknownYears));
