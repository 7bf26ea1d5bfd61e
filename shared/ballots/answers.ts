/** Short answers and statements as they are compared: width, case, spaces and marks at the end make no difference. */
const ending = /[\s。．.，,、！!？?；;：:~～…·'"“”‘’]+$/u;
const beginning = /^[\s，,、；;：:·'"“”‘’]+/u;

/** Full and half width are one (NFKC), so are cases; `''` when nothing is left. */
export const normalised = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').replace(beginning, '').replace(ending, '');

/** The same without any space or mark at all: 先装电梯，再修路 = 先装电梯再修路. */
export const squeezed = (typed: string): string => normalised(typed).replace(/[\s\p{P}]+/gu, '');
