/** How many full-width characters wide a line is: Latin letters and digits take about half of one. */
export const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (/[\u0000-\u024F]/u.test(one) ? 0.56 : 1), 0);
