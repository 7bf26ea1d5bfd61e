/** A paper as a DOCX file, set as an official document. Knows nothing of what it tells. */
import { AlignmentType, Document, DocumentGridType, Footer, Header, Packer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';
import type { Print } from '#shared/core/print.ts';
import { run, setBlock, setTitle } from './blocks.ts';
import { face, faces, fontTable } from './fonts.ts';
import { linePitch, margin, page, size, turnedMargin } from './measure.ts';

/** `— 1 —`, odd pages right and even ones left, one character in from the edge. */
const pageNumber = (odd: boolean): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: odd ? { right: 280 } : { left: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: face(faces.song), size: size.page })],
      }),
    ],
  });

const draftMark = (draft: string): Header =>
  new Header({
    children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: draft === '' ? [] : [run(draft, faces.black, size.note)] })],
  });

const sheet = ({ turned }: Print) => ({
  size: { ...page, orientation: turned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
  margin: turned ? turnedMargin : margin,
});

/** The bytes of the file. Takes some milliseconds a page. */
export const docxOf = async (print: Print): Promise<Uint8Array<ArrayBuffer>> => {
  const header = draftMark(print.draft);
  const file = new Document({
    title: print.title,
    creator: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: face(faces.body), size: size.body, language: { eastAsia: 'zh-CN', value: 'zh-CN' } } },
        // What a heading looks like its own run says; the style is there so that a reader finds the parts.
        title: { run: { color: '000000', bold: false } },
        heading1: { run: { color: '000000', bold: false } },
        heading2: { run: { color: '000000', bold: false } },
        heading3: { run: { color: '000000', bold: false } },
      },
      // The grid measures its characters by the size of this style.
      paragraphStyles: [{ id: 'Normal', name: 'Normal', quickFormat: true, run: { font: face(faces.body), size: size.body } }],
    },
    sections: [
      {
        properties: {
          page: sheet(print),
          // Small type in tables keeps closer lines than the text has.
          ...(print.turned ? {} : { grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch } }),
        },
        headers: { default: header, even: header },
        footers: { default: pageNumber(true), even: pageNumber(false) },
        children: [...setTitle(print.title, print.number), ...print.blocks.flatMap((block) => setBlock(block, print.turned))],
      },
    ],
  });
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable }]);
  return new Uint8Array(bytes);
};
