/** What other systems are told, and how they say where: the part of the description about webhooks. */
import type { OpenApi, Operation } from './openapi.ts';
import { answers } from './openapi-fixed.ts';

type Json = Readonly<Record<string, unknown>>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const whole = { type: 'integer' };
const moment = { type: ['integer', 'null'], description: 'Milliseconds since 1970' };
const object = (properties: Json): Json => ({ type: 'object', properties, required: Object.keys(properties) });
const inPath = (name: string): Json => ({ name, in: 'path', required: true, schema: text });

const events = {
  ...{ type: 'array', minItems: 1, maxItems: 100 },
  items: { ...text, pattern: '^[a-z]+\\.(\\*|[A-Za-z]{1,64})$', description: '`<kind>.*`, or one type of event: `<kind>.<type>`' },
};
const sees = { enum: ['public', 'maker'], description: 'With whose eyes events are told' };

export const webhookSchemas: Json = {
  Webhook: object({
    ...{ id: text, name: text, url: text, events, sees, maker: text, madeAt: whole, failingSince: moment, disabledAt: moment },
    disabledWhy: { enum: ['failing', 'gone', 'address', 'no-maker', null] },
  }),
  Webhooks: object({ webhooks: { type: 'array', items: ref('Webhook') }, kinds: { type: 'array', items: text } }),
  MadeWebhook: object({ webhook: ref('Webhook'), secret: { ...text, description: '`whsec_…`, told this one time' } }),
  Deliveries: object({
    deliveries: {
      type: 'array',
      items: object({
        ...{ id: text, type: text, stream: text, seq: whole, madeAt: whole, nextAt: moment, attempts: whole, triedAt: moment },
        ...{ ended: { enum: ['done', 'dead', null] }, note: text },
      }),
    },
  }),
  Nothing: { type: 'object' },
  Message: object({
    type: { ...text, description: '`<kind>.<type of event>`, or `webhook.test`' },
    timestamp: { ...text, format: 'date-time' },
    data: object({ stream: text, seq: whole, at: whole, by: text, event: { type: 'object' } }),
  }),
};

const operation = (operationId: string, summary: string, rest: Json): Operation => ({
  ...{ operationId, summary, tags: ['webhooks'], 'x-scopes': ['webhooks:manage'] },
  ...rest,
});

const making = object({ name: text, url: { ...text, format: 'uri', description: 'https, no private address' }, events, sees });
const answered = (schema: string, status: string): Json => {
  const { '200': done, ...others } = answers(schema);
  return { [status]: done, ...others };
};

export const webhookPaths: OpenApi['paths'] = {
  '/api/webhooks': {
    get: operation('webhooks', 'Webhooks: all for an administrator, a token its own', { responses: answers('Webhooks') }),
    post: operation('webhooks.make', 'Be told of events', {
      requestBody: { required: true, content: { 'application/json': { schema: making } } },
      responses: answered('MadeWebhook', '201'),
    }),
  },
  '/api/webhooks/{id}': {
    delete: operation('webhooks.drop', 'Be told no more', { parameters: [inPath('id')], responses: answers('Nothing') }),
  },
  '/api/webhooks/{id}/enable': {
    post: operation('webhooks.enable', 'Switch on again', { parameters: [inPath('id')], responses: answers('Nothing') }),
  },
  '/api/webhooks/{id}/test': {
    post: operation('webhooks.test', 'Send a test', { parameters: [inPath('id')], responses: answered('Nothing', '202') }),
  },
  '/api/webhooks/{id}/deliveries': {
    get: operation('webhooks.log', 'The last deliveries', { parameters: [inPath('id')], responses: answers('Deliveries') }),
  },
  '/api/webhooks/{id}/deliveries/{delivery}/again': {
    post: operation('webhooks.again', 'Send one again, under the same id', {
      parameters: [inPath('id'), inPath('delivery')],
      responses: answered('Nothing', '202'),
    }),
  },
};

const header = (name: string, description: string): Json => ({ name, in: 'header', required: true, description, schema: text });

/** What the receiver is sent. */
export const webhookMessages: OpenApi['webhooks'] = {
  event: {
    post: {
      operationId: 'webhooks.message',
      summary: 'One event of a stream, after those before it; signed as in Standard Webhooks',
      description:
        'Anything but 2xx is tried again ten times within about three days, 410 ends it. Within one stream events come in order. The same `webhook-id` is the same message: it may come twice.',
      tags: ['webhooks'],
      parameters: [
        header('webhook-id', 'The same however often it is sent'),
        header('webhook-timestamp', 'Seconds since 1970 when it was sent'),
        header('webhook-signature', '`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: ref('Message') } } },
      responses: { '204': { description: 'Taken' }, '410': { description: 'Send no more' } },
    },
  },
};
