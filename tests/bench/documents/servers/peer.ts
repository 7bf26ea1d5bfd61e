/** A server of somebody else, started from our few lines that put it together as its own documentation does. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nameOf } from '../place.ts';
import type { Candidate, Running, ServerName, Start } from './candidate.ts';

const longestStart = 20_000;

/** What a peer says on its first line. */
export interface Said {
  readonly port: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Peer {
  readonly name: ServerName;
  readonly program: URL;
  /** Its frames begin with the name of the document. */
  readonly addressed: boolean;
}

const begin = async ({ name, program, addressed }: Peer, { folder, documents, filling = false }: Start) => {
  const child = spawn(process.execPath, [fileURLToPath(program)], {
    env: { ...process.env, NODE_ENV: 'production', FOLDER: folder, FILLING: filling ? 'yes' : 'no' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
  const said = await new Promise<Said>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not start\n${errors}`)), longestStart);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      clearTimeout(late);
      resolve(JSON.parse(line) as Said);
    });
    child.once('exit', (code) => (clearTimeout(late), reject(new Error(`${name} ended with ${code}\n${errors}`))));
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const placeOf = (document: string) => {
    const place = { url: `ws://127.0.0.1:${said.port}/${document}`, address: addressed ? document : null, cookie: '' };
    return { name: document, writer: place, reader: place };
  };
  const running: Running = {
    pid: child.pid ?? 0,
    documents: Array.from({ length: documents }, (_, n) => placeOf(nameOf(n))),
    errors: () => errors,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
  return { running, settings: said.settings };
};

export const peerOf = (peer: Peer): Candidate => {
  let settings: Said['settings'] = {};
  return {
    name: peer.name,
    get settings() {
      return settings;
    },
    start: async (start) => {
      const begun = await begin(peer, start);
      if (!start.filling) settings = begun.settings;
      return begun.running;
    },
  };
};
