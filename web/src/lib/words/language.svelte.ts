import { createContext } from 'svelte';
import { htmlLanguage, type Area, type LanguageCode } from './area.ts';
import { dates, type Dates } from './dates.ts';

/** The language of this screen: `const w = $derived(language.say(common))`, `language.dates.moment(at)`. */
export class Language {
  code: LanguageCode = $state('zh');
  readonly dates: Dates = $derived(dates(this.code));

  constructor(code: LanguageCode) {
    this.code = code;
  }

  say<Words>(words: Area<Words>): Words {
    return words[this.code];
  }

  /** A year long, for this browser; the server renders in it from then on. */
  choose(code: LanguageCode): void {
    this.code = code;
    document.documentElement.lang = htmlLanguage[code];
    document.cookie = `language=${code}; path=/; max-age=31536000; samesite=lax`;
  }
}

export const [theLanguage, speak] = createContext<Language>();
