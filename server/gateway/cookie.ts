/** The one cookie: proof of a sign-in or a seat. The browser holds 32 random bytes, the store only their sha-256. */
import { hash, randomBytes } from 'node:crypto';

export const cookieName = 'consultation';

export interface Token {
  /** What the browser keeps: 43 characters of base64url. */
  readonly secret: string;
  /** sha-256 of it, in hex: what the store keeps. */
  readonly hash: string;
}

export const hashOf = (secret: string): string => hash('sha256', secret, 'hex');

export const freshToken = (): Token => {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
};

const shape = /^[A-Za-z0-9_-]{43}$/;
/** Long enough for any browser's cookies of this site; more is not worth looking through. */
const longest = 8192;

/** Hash of the token in a `Cookie` header; null when there is none that could be ours. */
export const tokenIn = (header: string | null | undefined): string | null => {
  if (!header || header.length > longest) return null;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at === -1 || part.slice(0, at).trim() !== cookieName) continue;
    const value = part.slice(at + 1).trim();
    return shape.test(value) ? hashOf(value) : null;
  }
  return null;
};

/** `Set-Cookie` for a token; `secure` wherever people come by https. Scripts in a page never see it. */
export const setCookie = (secret: string, seconds: number, secure: boolean): string =>
  `${cookieName}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

export const clearCookie = (secure: boolean): string => setCookie('', 0, secure);
