/** A QR code as a picture, for addresses of this installation only: nobody can have others scan something else under our name. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { read } from './answers.ts';
import { send, type Gate } from './gate.ts';

const query = v.object({ text: v.pipe(v.string(), v.maxLength(500, 'long'), v.url('address')) });

export const qrRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  fastify.get('/api/qr', async (request, reply) => {
    const asked = read(query, request.query);
    if ('malformed' in asked) return send(reply, asked);
    const { origin } = new URL(asked.value.text);
    if (origin !== gate.origin() && origin !== `${request.protocol}://${request.host}`)
      return send(reply, { malformed: 'foreign-origin', at: 'text' });
    const { toString } = await import('qrcode');
    const svg = await toString(asked.value.text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'private, max-age=3600')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(svg);
  });
};
