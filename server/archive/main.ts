/**
 * `npm run verify -- <file>`: whether an archive, or a file that a house signed, is what it says, without any house or network. Each flaw is named with its line. Ends with
 * 0 when there is none, 1 when there is, 2 when the file cannot be read.
 */
import { open } from 'node:fs/promises';
import { kinds } from '#shared/kinds.ts';
import type { FlawCode } from '#shared/core/archive.ts';
import { examine, mostFlaws } from './examine.ts';
import { bytesOf } from './reading.ts';
import { checkSigned, type Verdict } from './signed.ts';

const sentences: Readonly<Record<FlawCode, string>> = {
  unreadable: 'cannot be read',
  changed: 'was changed: it is not what its hash says',
  misplaced: 'is not at its place: lines before it are missing, were added, or stand in another order',
  'unknown-line': 'is none of the lines an archive has',
  foreign: 'does not belong to this archive',
  gap: 'does not follow the event before it',
  seal: 'the events are not those that this line seals',
  unfoldable: 'cannot be read as what happened',
  content: 'the edits do not make the content told here',
  'file-type': 'the file is not of the type it says',
  'cut-off': 'the archive ends here, and not as its first line says',
  exists: 'is here already, and different',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Larger files are archives. */
const mostSigned = 32 * 1024 * 1024;

const signedIn = async (path: string): Promise<Verdict | null> => {
  const file = await open(path);
  try {
    return (await file.stat()).size > mostSigned ? null : checkSigned(await file.readFile('utf8'));
  } finally {
    await file.close();
  }
};

const sayVerdict = (path: string, { whole, stream, seq, fingerprint }: Verdict): void => {
  say(whole ? `${path}: unchanged since it was signed. ${stream} after ${seq} events.` : `${path}: was changed, or signed by another key.`);
  if (whole) say(`It comes from that house if it shows this fingerprint of its key: ${fingerprint}`);
  process.exitCode = whole ? 0 : 1;
};

const sayArchive = async (path: string): Promise<void> => {
  const { manifest, flaws, seals } = await examine(await bytesOf(path), { kinds });
  for (const { line, code, stream } of flaws) say(`line ${line}${stream === undefined ? '' : ` (${stream})`}: ${sentences[code]}`);
  if (flaws.length >= mostFlaws) say('… and perhaps more');
  if (flaws.length === 0 && manifest) {
    say(`${path}: whole and unchanged. ${manifest.events} events, ${manifest.documents} documents, ${manifest.files} files.`);
    say('It is the record of that house if these are the seals that the page of the record shows:');
    for (const { stream, seq, head } of seals) say(`  ${stream} after ${seq} events: ${head}`);
  }
  process.exitCode = flaws.length === 0 ? 0 : 1;
};

const path = process.argv[2];
if (path === undefined) {
  console.error('usage: npm run verify -- <file>');
  process.exit(2);
}
try {
  const verdict = await signedIn(path);
  if (verdict) sayVerdict(path, verdict);
  else await sayArchive(path);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 2;
}
