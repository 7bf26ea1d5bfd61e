/** The interface, described: `GET /api/openapi.json` for machines, `GET /api/docs` for people. Nothing is fetched from elsewhere. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Gate } from './gate.ts';
import { openApi, type OpenApi, type Operation } from './openapi.ts';

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const code = (text: string): string => `<code>${safe(text)}</code>`;
const shown = (value: unknown): string => `<pre>${safe(JSON.stringify(value, null, 2))}</pre>`;

const style = `body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2b33;background:#fff}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;padding:1rem;background:#f2f5f7}
summary{cursor:pointer;min-height:44px;display:flex;gap:.75rem;align-items:center;flex-wrap:wrap}summary:focus-visible{outline:3px solid #0b6e99}
details{border-top:1px solid #c9d3d9}nav ul{columns:14rem;padding:0;list-style:none}nav a{display:inline-block;min-height:44px;line-height:44px}
a{color:#0b5a7d}b{min-width:3.5rem}`;
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const scopes = (given: readonly string[] | undefined): string => (given ? `<p>接入范围 Scopes: ${given.map(code).join(' ')}</p>` : '');

const operationOf = (path: string, method: string, operation: Operation): string => {
  const { summary, parameters, requestBody } = operation;
  const parts = [
    parameters ? `<h4>参数 Parameters</h4>${shown(parameters)}` : '',
    requestBody ? `<h4>内容 Body</h4>${shown(requestBody)}` : '',
  ];
  return `<details><summary><b>${method.toUpperCase()}</b> ${code(path)} <span>${safe(summary)}</span></summary>${scopes(operation['x-scopes'])}${parts.join('')}</details>`;
};

const sectionOf = ({ paths, webhooks }: OpenApi, tag: string): string => {
  const found = Object.entries({ ...paths, ...webhooks }).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => (operation.tags.includes(tag) ? [operationOf(path, method, operation)] : [])),
  );
  return `<section id="${safe(tag)}"><h2>${safe(tag)}</h2>${found.join('')}</section>`;
};

const pageOf = (api: OpenApi): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>有事好商量 · 接口</title><style>${style}</style></head><body><main><h1>接口 API</h1><p>给其他系统用：凭管理员给的接入凭证，写 ${code('Authorization: Bearer …')}。机器可读的说明在 <a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1）。</p><p lang="en">For other systems: show the token an administrator gave you. ${safe(String(api.info['description']))}</p><nav aria-label="目录 Contents"><ul>${api.tags
    .map(({ name }) => `<li><a href="#${safe(name)}">${safe(name)}</a></li>`)
    .join(
      '',
    )}</ul></nav>${api.tags.map(({ name }) => sectionOf(api, name)).join('')}<section id="schemas"><h2>形状 Schemas</h2>${Object.entries(
    api.components.schemas,
  )
    .map(([name, schema]) => `<details><summary>${code(name)}</summary>${shown(schema)}</details>`)
    .join('')}</section></main></body></html>`;

export const docsRoutes = (fastify: FastifyInstance, gate: Gate): void => {
  let made: OpenApi | null = null;
  const api = (): OpenApi => (made ??= openApi(gate.means.kinds, gate.origin()));

  fastify.get('/api/openapi.json', (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(api()));

  fastify.get('/api/docs', (_request, reply) =>
    reply
      .header('content-security-policy', `default-src 'none'; style-src ${styleHash}; frame-ancestors 'none'; base-uri 'none'`)
      .type('text/html; charset=utf-8')
      .send(pageOf(api())),
  );
};
