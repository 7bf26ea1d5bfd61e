/**
 * 党政机关公文格式 (GB/T 9704-2012) in twips, 1/1440 inch: A4, text block 156 × 225 mm, 22 lines of 28 characters of 16 pt. Heights and widths
 * are a hair over, since 22 lines of 580 and 28 characters must go in whole.
 */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export const page = { width: twips(210), height: twips(297) } as const;

/** Distance of two lines: 22 of them make 225 mm. */
export const linePitch = 580;
const lines = 22;
const characters = 28;
/**
 * Between two letters of 16 pt, so that 28 of them make 156 mm. Said of the letters and not of the grid (`w:charSpace` −848 would say the same):
 * LibreOffice gives a letter that is wider than its square of the grid a second one, and sets 14 on a line.
 */
export const letterSpacing = -4;
export const letterPitch = 320 + letterSpacing;
const block = { width: characters * letterPitch + 4, height: lines * linePitch + 2 } as const;

const margins = { top: twips(37), left: twips(28) } as const;
export const margin = {
  ...margins,
  right: page.width - margins.left - block.width,
  bottom: page.height - margins.top - block.height,
  /** The page number stands 7 mm below the text. */
  footer: twips(35 - 7 - 5),
  header: twips(15),
} as const;

/** Lying on its side the block is as large, its binding edge on top. */
export const turnedMargin = {
  top: margins.left,
  left: page.height - margins.top - block.height,
  right: margins.top,
  bottom: page.width - margins.left - block.width,
  footer: twips(14),
  header: twips(12),
} as const;

/** Half points. */
export const size = { title: 44, body: 32, page: 28, table: 21, note: 24 } as const;
/** Two characters. */
export const indent = { firstLine: 2 * letterPitch } as const;
export const textWidth = { upright: block.width, turned: block.height } as const;
export const perPage = { lines, characters } as const;
