import type { Area, LanguageCode } from '../area.ts';
import { area } from '../area.ts';
import { gate } from './gate.ts';
import { spoken, type NotDone, type Sentences } from './sentence.ts';

const otherwise = area(
  {
    /** A code without a sentence: a page forgot to bring the words of its kind. */
    unsaid: '现在不能这样做。',
    fields: {
      empty: '请填写。',
      missing: '请填写。',
      long: '写得太长了，请短一些。',
      short: '太短了，至少 10 个字符。',
      login: '账号用字母、数字或汉字，2 到 64 个字符。',
      code: '代码是 4 到 16 个字母或数字。',
      phone: '电话号码不对。',
      email: '邮箱地址不对。',
      day: '请写成年-月-日。',
      file: '照片没有传上去，请再传一次。',
      minutes: '请填 1 到 1440 分钟。',
      instant: '时间不对。',
    },
    malformed: '有一处填得不对，请检查。',
    network: '网络不通，请稍后再试。您写的内容还在。',
    unavailable: '服务器暂时忙，请稍后再试。您写的内容还在。',
    failed: (reference: string) => `出了问题，不是您的错。需要帮助时请报编号 ${reference}。`,
  },
  {
    unsaid: 'This cannot be done now.',
    fields: {
      empty: 'Please fill this in.',
      missing: 'Please fill this in.',
      long: 'This is too long.',
      short: 'Too short; at least 10 characters.',
      login: 'Letters or digits, 2 to 64 characters.',
      code: 'A code is 4 to 16 letters or digits.',
      phone: 'This is not a phone number.',
      email: 'This is not an e-mail address.',
      day: 'Please write it as year-month-day.',
      file: 'The photo did not arrive; please send it again.',
      minutes: 'Between 1 and 1440 minutes.',
      instant: 'This is not a time.',
    },
    malformed: 'Something is not filled in properly; please check.',
    network: 'No network; please try again. What you wrote is kept.',
    unavailable: 'The server is busy; please try again. What you wrote is kept.',
    failed: (reference: string) => `Something went wrong, and it was not you. If you ask for help, give the number ${reference}.`,
  },
);

/** The sentence for a "no", from the words of the kind and of the gate: `explain(language.code, answer, peopleRefusals)`. */
export const explain = (code: LanguageCode, notDone: NotDone, ...kinds: readonly Area<Sentences<string>>[]): string => {
  const words = otherwise[code];
  if ('refused' in notDone) {
    for (const kind of [...kinds, gate as Area<Sentences<string>>]) {
      const sentence = kind[code][notDone.refused];
      if (sentence !== undefined) return spoken(sentence, notDone.details);
    }
    return words.unsaid;
  }
  if ('malformed' in notDone) {
    const fields: Readonly<Record<string, string>> = words.fields;
    return fields[notDone.malformed] ?? words.malformed;
  }
  if ('unavailable' in notDone) return notDone.unavailable === 'network' ? words.network : words.unavailable;
  return words.failed(notDone.failed);
};

/** Sentence for one field, when the "no" was about it: `fieldError(language.code, answer, 'phone')`. */
export const fieldError = (code: LanguageCode, notDone: NotDone | null, field: string): string | undefined =>
  notDone !== null && 'malformed' in notDone && notDone.at === field ? explain(code, notDone) : undefined;
