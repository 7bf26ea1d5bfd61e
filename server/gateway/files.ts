/** Photos and papers. What a file is, its first bytes say, not its name. Nothing that a browser would run is ever taken or shown. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { limits } from '#shared/core/wire.ts';
import { send, type Gate } from './gate.ts';
import { Limiter } from './limiter.ts';

const starts = (bytes: Uint8Array, at: number, ...wanted: readonly number[]): boolean => wanted.every((byte, n) => bytes[at + n] === byte);

/** `RIFF....WEBP` */
const isWebp = (bytes: Uint8Array): boolean => starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50);

/** Media type and ending by the first bytes; null = none we take. */
export const sniff = (bytes: Uint8Array): { readonly type: string; readonly ending: string } | null => {
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return { type: 'image/jpeg', ending: 'jpg' };
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { type: 'image/png', ending: 'png' };
  if (isWebp(bytes)) return { type: 'image/webp', ending: 'webp' };
  if (starts(bytes, 0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return { type: 'application/pdf', ending: 'pdf' };
  return null;
};

/** From one person, or from one address without sign-in. */
const uploads = { burst: 100, each: 5_000 };

export const fileRoutes = (fastify: FastifyInstance, { means, viewers }: Gate): void => {
  const limiter = new Limiter(uploads, means.clock.now);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.file }, (_request, body, done) => done(null, body));

  fastify.post('/api/files', { bodyLimit: limits.file }, async (request, reply) => {
    const viewer = await viewers.actor(request.headers.cookie);
    const who = viewer.id === '' ? request.ip : viewer.id;
    if (!limiter.take(who)) return send(reply, { refused: 'too-many', details: { seconds: limiter.wait(who) } });
    const bytes = request.body;
    const kind = Buffer.isBuffer(bytes) ? sniff(bytes) : null;
    if (!kind || !Buffer.isBuffer(bytes)) return send(reply, { refused: 'file-type' });
    const id = `${randomBytes(16).toString('hex')}.${kind.ending}`;
    await means.store.putFile(id, { type: kind.type, bytes }, viewer.id, means.clock.now());
    return reply.code(201).send({ id, type: kind.type, size: bytes.length });
  });

  /** Whoever has the id, 128 random bits, may read it: events name it only to those who may see it. */
  fastify.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const file = /^[0-9a-f]{32}\.[a-z]{3,4}$/.test(request.params.id) ? await means.store.file(request.params.id) : null;
    if (!file) return send(reply, { refused: 'not-found' });
    reply.headers({
      'content-type': file.type,
      'content-disposition': file.type.startsWith('image/') ? 'inline' : 'attachment',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
    return reply.send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
  });
};
