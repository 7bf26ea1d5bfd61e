/** Typefaces of official documents: named, never embedded. Where one is missing, the word processor is told what comes closest. */

export const faces = { title: '方正小标宋简体', body: '仿宋_GB2312', black: '黑体', kai: '楷体_GB2312', song: '宋体' } as const;

/** One `w:altName` each, which word processors take before they guess; `family` guides those that do not know it. */
const faceEntries = [
  { name: faces.title, other: '华文中宋,宋体', family: 'roman' },
  { name: faces.body, other: '仿宋,FangSong,华文仿宋', family: 'modern' },
  { name: faces.kai, other: '楷体,KaiTi,华文楷体', family: 'modern' },
  { name: faces.black, other: 'SimHei,华文黑体', family: 'swiss' },
  { name: faces.song, other: 'SimSun,华文宋体', family: 'roman' },
] as const;

/** `word/fontTable.xml`. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${faceEntries
  .map(
    ({ name, other, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/** Chinese and Latin letters of one face; figures of an official document are set in it, too. */
export const face = (name: (typeof faces)[keyof typeof faces]) => ({
  ascii: name,
  eastAsia: name,
  hAnsi: name,
  cs: name,
  hint: 'eastAsia',
});
