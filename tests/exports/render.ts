/** The page as it comes out of a word processor: LibreOffice makes a PDF, pdftotext says where each line stands. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { find, type Tool } from '../services/tools.ts';

const run = promisify(execFile);
const usual = (): string[] => ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
const office: Tool = {
  name: 'LibreOffice',
  variable: 'SOFFICE',
  programs: ['soffice'],
  folders: usual,
  packages: ['libreoffice-writer-nogui'],
};
const pdftotext: Tool = { name: 'pdftotext', variable: 'PDFTOTEXT', programs: ['pdftotext'], folders: usual, packages: ['poppler-utils'] };

/** Null = it can be rendered here; else the line that says why not. */
export const unrendered = (): string | null => {
  const missing = [office, pdftotext].filter((tool) => find(tool) === null);
  const packages = missing.flatMap((tool) => tool.packages).join(' ');
  return missing.length === 0 ? null : `the rendered page is not measured: apt-get install --no-install-recommends ${packages}`;
};

/** In millimetres from the upper left corner of the page. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const lineOf = (xml: string): Line => {
  const [left, top, right, bottom] = ['xMin', 'yMin', 'xMax', 'yMax'].map((name) => {
    const [, value] = new RegExp(`${name}="([\\d.]+)"`, 'u').exec(xml) ?? [];
    return (Number(value) * 25.4) / 72;
  }) as [number, number, number, number];
  const text = [...xml.matchAll(/<word[^>]*>([^<]*)<\/word>/gu)].map(([, word]) => word).join('');
  return { text, left, right, top, bottom };
};

/** Lines of each page, top to bottom. */
export const rendered = async (docx: Uint8Array): Promise<readonly (readonly Line[])[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-page-'));
  try {
    await writeFile(join(folder, 'page.docx'), docx);
    const home = `-env:UserInstallation=file://${folder}/home`;
    await run(find(office)!, ['--headless', home, '--convert-to', 'pdf', '--outdir', folder, join(folder, 'page.docx')], {
      timeout: 90_000,
    });
    await run(find(pdftotext)!, ['-bbox-layout', join(folder, 'page.pdf'), join(folder, 'page.html')], { timeout: 20_000 });
    const html = await readFile(join(folder, 'page.html'), 'utf8');
    return html
      .split('<page ')
      .slice(1)
      .map((page) => [...page.matchAll(/<line [\s\S]*?<\/line>/gu)].map(([xml]) => lineOf(xml)).toSorted((a, b) => a.top - b.top));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
