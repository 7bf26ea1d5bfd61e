/** Names of groups: a letter and a heavenly stem for each number, never the same for two numbers. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const stems = '甲乙丙丁戊己庚辛壬癸';

const named = (marks: string, number: number): string => {
  const round = Math.floor(number / marks.length);
  return `${marks[number % marks.length]!}${round > 0 ? round + 1 : ''}`;
};

export const groupLetter = (number: number): string => named(letters, number);
export const groupStem = (number: number): string => named(stems, number);
