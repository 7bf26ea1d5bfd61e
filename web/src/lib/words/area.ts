/**
 * The catalogue. Chinese is the source: its object is the type that English has to fill, so a missing or left-over sentence does not
 * compile. One area for each part of the product, so that a page carries only the words it shows. A sentence with parameters is a
 * function and says the whole sentence; nothing on screen is glued from pieces.
 */
export const languages = ['zh', 'en'] as const;
export type LanguageCode = (typeof languages)[number];

export interface Area<Words> {
  readonly zh: Words;
  readonly en: Words;
}

export const area = <Words extends object>(zh: Words, en: NoInfer<Words>): Area<Words> => ({ zh, en });

/** For `<html lang>` and `Intl`. */
export const htmlLanguage: Readonly<Record<LanguageCode, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** What somebody chose, else the first language of the browser that we speak, else Chinese. */
export const languageOf = (chosen: string | undefined, accepted: string | null): LanguageCode => {
  const wanted = [chosen ?? '', ...(accepted ?? '').split(',')].map((one) => one.trim().slice(0, 2).toLowerCase());
  return wanted.map((one) => languages.find((code) => code === one)).find((code) => code !== undefined) ?? 'zh';
};
