/**
 * Browsers say from which site a request comes; a foreign one may change nothing here and open no live connection. Scripts outside of
 * browsers send no `Origin` and carry no cookie by accident, so they pass.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from './means.ts';

const firstOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim().toLowerCase();

export const isForeign = (
  headers: IncomingHttpHeaders,
  { publicOrigin, trustProxy }: Pick<Settings, 'publicOrigin' | 'trustProxy'>,
): boolean => {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  if (origin === undefined || origin === publicOrigin) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin).host;
  // A page of another site cannot set this header, so believing it opens nothing.
  const forwarded = trustProxy === false ? undefined : firstOf(headers['x-forwarded-host']);
  return from === '' || (from !== firstOf(host) && from !== forwarded);
};

export const changesNothing = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
