/**
 * A cloud of words from short answers. The dictionary of the runtime (`Intl.Segmenter`) cuts them; what it does not know is learnt from the
 * answers themselves: a short answer that several gave is a word, and so are neighbours of which one is never seen without the other. The same answers give the
 * same cloud, in whatever order they came.
 */
import { normalised } from './answers.ts';
import { negations, stopWords } from './stop-words.ts';

export interface Word {
  readonly text: string;
  /** Answers it stands in. */
  readonly count: number;
}

/** Words as they follow each other; '' where a mark or space parts them. */
type Cut = readonly string[];
interface Answer {
  readonly cut: Cut;
  readonly times: number;
}

/** Characters of an answer that may be a word by itself, and of one that is put together. */
const longest = { answer: 6, joined: 8 };
/** So often neighbours must be seen to be a word. */
const enough = 2;

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text);
const lengthOf = (text: string): number => [...text].length;
const isPlain = (word: string): boolean => word !== '' && !stopWords.has(word) && !negations.has(word);
const glue = (left: string, right: string): string =>
  isHan(left.slice(-1)) || isHan(right.slice(0, 1)) ? left + right : `${left} ${right}`;

const cutUp = (answer: string, segmenter: Intl.Segmenter): Cut => {
  const cut = Array.from(segmenter.segment(answer), ({ segment, isWordLike }) => (isWordLike ? segment : segment === ' ' ? ' ' : ''));
  // A space parts Chinese words, and only stands between Latin ones.
  return cut.filter((word) => word !== ' ');
};

/** Two neighbours at a time, from the left, as long as `fits` says they are one. */
const joinWhere = (cut: Cut, fits: (left: string, right: string) => boolean): Cut => {
  const joined: string[] = [];
  for (const word of cut) {
    const left = joined.at(-1);
    if (left !== undefined && left !== '' && word !== '' && fits(left, word)) joined[joined.length - 1] = glue(left, word);
    else joined.push(word);
  }
  return joined;
};

/** 不 + 方便. */
const denied = (cut: Cut): Cut => joinWhere(cut, (left, right) => negations.has(left) && isPlain(right));

/** Neighbours that together are an answer several people gave: 停车 + 难. */
const known = (cut: Cut, lexicon: ReadonlySet<string>): Cut => {
  const found: string[] = [];
  for (let at = 0; at < cut.length;) {
    let length = Math.min(4, cut.length - at);
    while (length > 1 && !(cut.slice(at, at + length).every((word) => word !== '') && lexicon.has(cut.slice(at, at + length).join(''))))
      length -= 1;
    found.push(cut.slice(at, at + length).join(''));
    at += length;
  }
  return found;
};

const counted = (answers: readonly Answer[], parts: (cut: Cut) => Iterable<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { cut, times } of answers) for (const part of new Set(parts(cut))) counts.set(part, (counts.get(part) ?? 0) + times);
  return counts;
};

const between = '\u0000';
const pairs = (cut: Cut): readonly string[] =>
  cut.slice(1).flatMap((right, n) => (isPlain(right) && isPlain(cut[n] ?? '') ? [`${cut[n]}${between}${right}`] : []));

/** Neighbours become one where one of them is never seen without the other: 口袋 + 公园. */
const learn = (answers: readonly Answer[]): readonly Answer[] => {
  const words = counted(answers, (cut) => cut.filter(isPlain));
  const together = counted(answers, pairs);
  const fits = (left: string, right: string): boolean => {
    const seen = together.get(`${left}${between}${right}`) ?? 0;
    const always = seen === words.get(left) || seen === words.get(right);
    return seen >= enough && always && isHan(left + right) && lengthOf(left + right) <= longest.joined;
  };
  return answers.map(({ cut, times }) => ({ cut: joinWhere(cut, fits), times }));
};

/**
 * A single character is rarely a thing. It goes with the word before it (充电 + 桩, 3 + 号 + 楼), else with the one after it (修 + 路); but where
 * several speak of that word without it, it is left out, so that 办社区食堂 counts for 社区食堂.
 */
const withoutSingles = (answers: readonly Answer[]): readonly Answer[] => {
  const words = counted(answers, (cut) => cut.filter(isPlain));
  const together = counted(answers, pairs);
  const isSingle = (word: string): boolean => isPlain(word) && isHan(word) && lengthOf(word) === 1;
  const often = (left: string, right: string): boolean => (together.get(`${left}${between}${right}`) ?? 0) >= enough;
  const alone = (word: string): boolean => (words.get(word) ?? 0) >= enough && lengthOf(word) > 1;
  const whole = (cut: Cut): Cut => {
    const left = joinWhere(
      cut,
      (before, word) => isSingle(word) && isPlain(before) && (often(before, word) || (lengthOf(before) <= 2 && !alone(before))),
    );
    const right = joinWhere(left, (before, word) => isSingle(before) && isPlain(word) && (often(before, word) || !alone(word)));
    return right.length > 1 ? right.filter((word) => !isSingle(word)) : right;
  };
  return answers.map(({ cut, times }) => ({ cut: whole(cut), times }));
};

/** Says how something is, not what it is. */
const predicate = /^[太很更最不没难]/u;
/** Short of this a wording stays whole even where others use a part of it. */
const compact = 4;

/** What somebody put in a few words of their own: 垃圾分类. Longer than a word of the dictionary, and all of it says something. */
const isCompound = (text: string, cut: Cut): boolean =>
  isHan(text) && lengthOf(text) <= longest.answer && cut.length > 1 && cut.every((word) => isPlain(word) && !predicate.test(word));

/** Longer wordings stay whole where nobody else said any part of them. */
const kept = (answers: readonly (Answer & { readonly whole: string | null })[]): readonly Answer[] => {
  const counts = counted(answers, (cut) => cut);
  return answers.map(({ cut, times, whole }) => {
    const own = whole !== null && cut.every((word) => counts.get(word) === times);
    return { cut: own ? [whole] : cut, times };
  });
};

/** `answers`: answer → how often, as in a tally. Most frequent first, equal ones in the order of their characters. */
export const frequentWords = (answers: Readonly<Record<string, number>>, most = 60): readonly Word[] => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const alike = new Map<string, number>();
  for (const [answer, times] of Object.entries(answers)) {
    const text = normalised(answer);
    if (text !== '') alike.set(text, (alike.get(text) ?? 0) + times);
  }
  const raw = [...alike].map(([text, times]) => ({ text, times, cut: cutUp(text, segmenter) }));
  const compounds = new Set(raw.filter(({ text, cut }) => isCompound(text, cut)).map(({ text }) => text));
  const isWord = ({ text, times, cut }: (typeof raw)[number]): boolean =>
    (times >= enough && isHan(text) && lengthOf(text) <= longest.answer) ||
    (compounds.has(text) && lengthOf(text) <= compact && !cut.some((word) => alike.has(word)));
  const lexicon = new Set(raw.filter(isWord).map(({ text }) => text));
  const cut = raw.map(({ cut: words, times }): Answer => ({ cut: known(words, lexicon), times }));
  const learnt = learn(learn(cut)).map(({ cut: words, times }) => ({ cut: denied(words), times }));
  const whole = withoutSingles(learnt).map((answer, n) => ({
    ...answer,
    whole: compounds.has(raw[n]?.text ?? '') ? (raw[n]?.text ?? '') : null,
  }));
  const counts = counted(kept(whole), (words) => words.filter(isPlain));
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, most);
};
