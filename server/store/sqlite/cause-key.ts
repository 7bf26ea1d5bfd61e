import type { StreamId } from '#shared/core/recorded.ts';

/**
 * 53 bits of stream and cause. An index over these numbers is a third the size of one over the texts, and a commit of commands with
 * random ids touches that many fewer pages. Two asks may share one: whoever looks one up compares the texts. Kept in the database:
 * must stay as it is.
 */
export const causeKey = (stream: StreamId, cause: string): number => {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  const text = `${stream}\n${cause}`;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
};
