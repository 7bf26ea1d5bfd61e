/** One letter for each place in a row, so that what two thousand people pressed on a statement is a string of two thousand letters. */
import type { Mark, Mood } from './state.ts';

export const nothing = '.';

const markLetters: Readonly<Record<Mark, string>> = { agree: 'a', disagree: 'd', pass: 'p' };
const moodLetters: Readonly<Record<Mood, string>> = { clear: 'c', unclear: 'u', fast: 'f', slow: 's', resonates: 'r' };

const reader = <T extends string>(letters: Readonly<Record<T, string>>): ((letter: string) => T | null) => {
  const names = new Map((Object.keys(letters) as T[]).map((name) => [letters[name], name]));
  return (letter) => names.get(letter) ?? null;
};

export const letterOf = (mark: Mark): string => markLetters[mark];
export const markOf: (letter: string) => Mark | null = reader(markLetters);
export const moodLetterOf = (mood: Mood | null): string => (mood === null ? nothing : moodLetters[mood]);
export const moodOf: (letter: string) => Mood | null = reader(moodLetters);

export const letterAt = (row: string, place: number): string => row[place] ?? nothing;
export const withLetter = (row: string, place: number, letter: string): string =>
  place >= row.length ? row.padEnd(place, nothing) + letter : row.slice(0, place) + letter + row.slice(place + 1);

export const lettersIn = (row: string): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const letter of row) if (letter !== nothing) counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
};
