/** A DOCX read by other means than those that wrote it: the zip directory, and XML that must close whatever it opens. */
import { inflateRawSync } from 'node:zlib';

const text = new TextDecoder('utf-8', { fatal: true });

/** name → content, by the directory at the end of the file. */
export const unzip = (bytes: Uint8Array): ReadonlyMap<string, string> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('no zip directory');
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('broken zip directory');
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, remark] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [number, number, number];
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(from, from + size);
    const title = text.decode(bytes.subarray(at + 46, at + 46 + name));
    files.set(title, text.decode(method === 0 ? packed : inflateRawSync(packed)));
    at += 46 + name + extra + remark;
  }
  return files;
};

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (raw: string): string => {
  if (/[<]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/u.test(raw)) throw new Error(`not XML: ${raw.slice(0, 40)}`);
  return raw.replaceAll(/&(\w+);/gu, (_, name: string) => entities[name] ?? '');
};

/** Throws at the first thing that is not well-formed. */
export const parsed = (xml: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const match of xml.matchAll(/([^<]*)(<[^>]*>|$)/gu)) {
    const [, raw, tag]: readonly (string | undefined)[] = match;
    const within = open.at(-1);
    if (!within) throw new Error('closed once too often');
    within.text += plain(raw ?? '');
    if (!tag || tag.startsWith('<?')) continue;
    if (tag.startsWith('</')) {
      if (open.pop()?.name !== tag.slice(2, -1)) throw new Error(`${tag} closes another`);
      continue;
    }
    const parts: readonly (string | undefined)[] = /^<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>$/u.exec(tag) ?? [];
    const [, name = '', rest = '', closed] = parts;
    if (name === '') throw new Error(`not XML: ${tag.slice(0, 60)}`);
    const attributes: Readonly<Record<string, string>> = Object.fromEntries(
      [...rest.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/gu)].map((one): [string, string] => [one[1] ?? '', plain(one[2] ?? '')]),
    );
    const element: Element = { name, attributes, children: [], text: '' };
    within.children.push(element);
    if (!closed) open.push(element);
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)?.name} stays open`);
  return root;
};

export const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

/** Each paragraph as its letters. */
export const paragraphs = (document: Element): string[] =>
  all(document, 'w:p').map((one) =>
    all(one, 'w:t')
      .map((run) => run.text)
      .join(''),
  );
