/** Tables as Excel, WPS and CSV files say them: tab- or comma-separated text with quoted cells, and HTML. Cells are text; a cell may have lines. */

export type Cells = readonly (readonly string[])[];

const lineEnd = /\r\n|\r/gu;

/** One cell that begins with a quote; null when the quote is just a character of it. */
const quotedAt = (text: string, from: number, delimiter: string): { readonly cell: string; readonly next: number } | null => {
  let cell = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else {
      const after = text[at + 1];
      return after === undefined || after === delimiter || after === '\n' ? { cell, next: at + 1 } : null;
    }
  }
  return null;
};

const plainAt = (text: string, from: number, delimiter: string): { readonly cell: string; readonly next: number } => {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
  return { cell: text.slice(from, at), next: at };
};

/** RFC 4180, with any delimiter and either kind of line end. A line end after the last row makes no row. */
export const readDelimited = (given: string, delimiter: string): Cells => {
  const text = given.replace(/^\uFEFF/u, '').replaceAll(lineEnd, '\n');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    const { cell, next } = (text[at] === '"' ? quotedAt(text, at, delimiter) : null) ?? plainAt(text, at, delimiter);
    row.push(cell);
    at = next + 1;
    if (text[next] === delimiter) continue;
    rows.push(row);
    row = [];
  }
  return rows;
};

const quoted = (cell: string): string => (/["\t\n\r,]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** As Excel and WPS take it: tabs between cells, cells with several lines quoted. */
export const writeTsv = (table: Cells): string => table.map((row) => row.map(quoted).join('\t')).join('\r\n');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Lines of a cell stay in one cell, and nothing in it is taken for a formula or a date. `headed`: the first row are names of columns. */
export const writeHtml = (table: Cells, headed: boolean): string => {
  const cell = (text: string, name: string): string =>
    `<${name} style="mso-number-format:'\\@';white-space:pre-wrap">${escaped(text).replaceAll('\n', '<br style="mso-data-placement:same-cell">')}</${name}>`;
  const rows = table.map((row, n) => `<tr>${row.map((text) => cell(text, headed && n === 0 ? 'th' : 'td')).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${rows.join('')}</table>`;
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/giu, (whole, hex: string | undefined, ten: string | undefined, name) => {
    const code = hex ? Number.parseInt(hex, 16) : ten ? Number(ten) : null;
    if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return entities[String(name).toLowerCase()] ?? whole;
  });

const spanOf = (attributes: string, name: string): number => {
  const said = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,3})`, 'iu').exec(attributes)?.[1];
  return Math.min(200, Math.max(1, Number(said ?? 1)));
};

interface Open {
  text: string;
  readonly columns: number;
  readonly rows: number;
}

/** The cells of a table while its tags go by. A cell that spans rows says the same in each of them, as people mean it. */
class Sheet {
  readonly rows: string[][] = [];
  readonly #below = new Map<string, string>();
  #cell: Open | null = null;

  row(): void {
    this.end();
    this.rows.push([]);
  }

  cell(attributes: string): void {
    this.end();
    if (this.rows.length === 0) this.row();
    this.#cell = { text: '', columns: spanOf(attributes, 'colspan'), rows: spanOf(attributes, 'rowspan') };
  }

  say(text: string): void {
    if (this.#cell) this.#cell.text += text;
  }

  end(): void {
    const open = this.#cell;
    const row = this.rows.at(-1);
    this.#cell = null;
    if (!open || !row) return;
    this.fill(row);
    const text = open.text
      .replaceAll(/[^\S\n]+/gu, ' ')
      .replaceAll(/ ?\n ?/gu, '\n')
      .trim();
    for (let column = 0; column < open.columns; column += 1) {
      const said = column === 0 ? text : '';
      for (let below = 1; below < open.rows; below += 1) this.#below.set(`${this.rows.length - 1 + below} ${row.length}`, said);
      row.push(said);
    }
  }

  /** What a cell further up says here, too. */
  fill(row: string[]): void {
    const at = this.rows.indexOf(row);
    for (let said = this.#below.get(`${at} ${row.length}`); said !== undefined; said = this.#below.get(`${at} ${row.length}`))
      row.push(said);
  }

  close(): Cells {
    this.end();
    for (const row of this.rows) this.fill(row);
    return this.rows.filter((row) => row.length > 0);
  }
}

/** The first table in the HTML of a clipboard; null when there is none. Tags are read, never run. */
export const readHtml = (html: string): Cells | null => {
  const from = html.search(/<table[\s>]/iu);
  if (from < 0) return null;
  const end = html.toLowerCase().indexOf('</table', from);
  const inside = html.slice(from, end < 0 ? undefined : end).replaceAll(/<!--[\s\S]*?-->|<(style|script)[\s\S]*?<\/\1\s*>/giu, '');
  const sheet = new Sheet();
  for (const [, closing, tag, attributes, text] of inside.matchAll(/<(\/?)([a-z][a-z0-9:]*)([^>]*)>|([^<]+|<)/giu)) {
    if (text !== undefined) sheet.say(decoded(text.replaceAll(/\s+/gu, ' ')));
    else if (/^t[rdh]$/iu.test(tag ?? '') && closing) sheet.end();
    else if (/^tr$/iu.test(tag ?? '')) sheet.row();
    else if (/^t[dh]$/iu.test(tag ?? '')) sheet.cell(attributes ?? '');
    else if (/^br$/iu.test(tag ?? '') || (closing && /^(?:p|div|li)$/iu.test(tag ?? ''))) sheet.say('\n');
  }
  return sheet.close();
};

/**
 * The table on a clipboard; null when it is a sentence that somebody wants to put into a text. One column of several cells is a table only
 * where it is said with tags.
 */
export const readClipboard = (text: string, html: string): Cells | null => {
  const rich = readHtml(html);
  if (rich && (rich.length > 1 || (rich[0]?.length ?? 0) > 1)) return rich;
  const tabbed = text.includes('\t') ? readDelimited(text, '\t') : [];
  return tabbed.some((row) => row.length > 1) ? tabbed : null;
};

/** Text that somebody says is a table: from a spreadsheet or a CSV file with commas, full-width commas or semicolons. */
export const readText = (text: string): Cells => {
  if (text.includes('\t')) return readDelimited(text, '\t');
  const [line = ''] = text.replace(/^\uFEFF/u, '').split('\n', 1);
  const counts = [',', ';', '，'].map((sign) => ({ sign, count: line.split(sign).length }));
  const best = counts.reduce((most, one) => (one.count > most.count ? one : most));
  return readDelimited(text, best.sign);
};
