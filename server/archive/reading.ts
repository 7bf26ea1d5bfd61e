import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { open } from 'node:fs/promises';

const gzip = [0x1f, 0x8b];

/** An archive as it lies on disk, compressed or not. */
export const bytesOf = async (path: string): Promise<AsyncIterable<Buffer>> => {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(2) }).finally(() => file.close());
  const raw = createReadStream(path);
  if (bytesRead < 2 || !gzip.every((byte, n) => buffer[n] === byte)) return raw;
  const whole = createGunzip();
  raw.on('error', (cause) => whole.destroy(cause));
  return raw.pipe(whole);
};
