/** From the blocks of a paper to paragraphs and tables of a DOCX. */
import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { PrintBlock } from '#shared/core/print.ts';
import { face, faces } from './fonts.ts';
import { indent, letterPitch, letterSpacing, linePitch, size, textWidth } from './measure.ts';

type Of<Sort extends PrintBlock['sort']> = Extract<PrintBlock, { sort: Sort }>;
type Face = (typeof faces)[keyof typeof faces];

/** What XML cannot hold. */
const unprintable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Whatever people typed or pasted. */
export const printable = (text: string): string => text.toWellFormed().replaceAll(unprintable, '');

/** Letters of the text stand by themselves as close as 28 on a line want it, see `letterSpacing`. */
export const run = (text: string, of: Face = faces.body, half: number = size.body): TextRun =>
  new TextRun({
    text: printable(text),
    font: face(of),
    size: half,
    snapToGrid: false,
    ...(half === size.body ? { characterSpacing: letterSpacing } : {}),
  });

/** As high as 22 on a page, whatever typeface stands in for the named one. */
const spacing = { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;
const paragraph = (children: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing, alignment: AlignmentType.BOTH, widowControl: false, ...more, children });

const heading = ({ level, text }: Of<'heading'>): Paragraph => {
  const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
  const of = { 1: faces.black, 2: faces.kai, 3: faces.body } as const;
  return paragraph([run(text, of[level])], { heading: levels[level], indent, keepNext: true, alignment: AlignmentType.LEFT });
};

const said = ({ lead, text }: Of<'paragraph'>): readonly Paragraph[] =>
  text.split('\n').map((line, n) => paragraph([...(n === 0 && lead !== '' ? [run(lead, faces.kai)] : []), run(line)], { indent }));

const facts = ({ facts: all }: Of<'facts'>): readonly Paragraph[] =>
  all.map(([label, text]) =>
    paragraph([run(`${label}：`, faces.black), run(text.replaceAll('\n', ' '))], {
      alignment: AlignmentType.LEFT,
      indent: { left: letterPitch * (label.length + 1), hanging: letterPitch * (label.length + 1) },
    }),
  );

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const borders = { top: line, bottom: line, left: line, right: line } as const;

const cell = (text: string, width: number, isTitle: boolean): TableCell =>
  new TableCell({
    borders,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
    verticalAlign: isTitle ? VerticalAlign.CENTER : VerticalAlign.TOP,
    children: text.split('\n').map(
      (one) =>
        new Paragraph({
          spacing: { line: 320, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 },
          alignment: isTitle ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [run(one, isTitle ? faces.black : faces.body, size.table)],
        }),
    ),
  });

const table = ({ columns, rows }: Of<'table'>, width: number): Table => {
  const parts = columns.reduce((sum, one) => sum + one.width, 0);
  const widths = columns.map((one) => Math.floor((one.width * width) / parts));
  const row = (texts: readonly string[], isTitle: boolean): TableRow =>
    new TableRow({
      ...(isTitle ? { tableHeader: true, cantSplit: true } : {}),
      children: texts.map((text, n) => cell(text, widths[n] ?? 0, isTitle)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
};

/** Kept together, with room for a hand. */
const signatures = ({ parties, day }: Of<'signatures'>): readonly Paragraph[] => [
  paragraph([], { keepNext: true }),
  ...parties.map((party) => paragraph([run(`${party}（签字）：`)], { indent, keepNext: true, alignment: AlignmentType.LEFT })),
  paragraph([run(day)], { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
];

export const setBlock = (block: PrintBlock, turned: boolean): readonly (Paragraph | Table)[] => {
  switch (block.sort) {
    case 'heading':
      return [heading(block)];
    case 'paragraph':
      return said(block);
    case 'facts':
      return facts(block);
    case 'table':
      return [table(block, turned ? textWidth.turned : textWidth.upright)];
    case 'signatures':
      return signatures(block);
  }
};

export const setTitle = (title: string, number: string): readonly Paragraph[] => {
  const centred = { alignment: AlignmentType.CENTER } as const;
  return [
    paragraph([run(title, faces.title, size.title)], { ...centred, heading: HeadingLevel.TITLE }),
    ...(number === '' ? [] : [paragraph([run(number)], centred)]),
    paragraph([]),
  ];
};
