/**
 * Which addresses may be called. Whoever may make webhooks could otherwise have the server ask its own neighbours (SSRF): so only https, only
 * addresses of the open internet, judged after the name is resolved, and the address that was judged is the one that is called.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** From the special-purpose registries of IANA (RFC 6890): what is not reachable, or not meant, from everywhere. */
const closed = new BlockList();
for (const range of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]) {
  const [net = '', bits] = range.split('/');
  closed.addSubnet(net, Number(bits), 'ipv4');
}
/** Of IPv6 only what is handed out as global unicast is open, without what stands for an IPv4 address in disguise. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  const [net = '', bits] = range.split('/');
  closed.addSubnet(net, Number(bits), 'ipv6');
}

export const isOpen = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && global.check(address, 'ipv6') && !closed.check(address, 'ipv6');
};

/** Text → address to call, or null: https, a host, no sign-in in it, no fragment; `open` = http and any host, too. */
export const callable = (text: string, anywhere: boolean): URL | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(anywhere && url.protocol === 'http:')) return null;
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '') return null;
  const host = bare(url.hostname);
  return anywhere || isIP(host) === 0 || isOpen(host) ? url : null;
};

interface Resolved {
  readonly address: string;
  readonly family: number;
}
export type Resolve = (host: string) => Promise<readonly Resolved[]>;

const system: Resolve = (host) => lookup(host, { all: true, verbatim: true });

const bare = (host: string): string => host.replace(/^\[|\]$/gu, '');

/** The one address to call; null = the name has one that must not be called. Rejects when it has none. */
export const addressOf = async (url: URL, anywhere: boolean, resolve: Resolve = system): Promise<Resolved | null> => {
  const found = await resolve(bare(url.hostname));
  if (!anywhere && !found.every(({ address }) => isOpen(address))) return null;
  return found[0] ?? null;
};
