/**
 * Whole WebSocket frames. A server does not mask what it says, so that one frame is the same bytes for everybody: built once, it is written to
 * each socket as it is.
 */

/** First byte of a final frame: all of a text, all of something binary, all of a compressed text (RFC 7692, 7.2.3.1). */
const final = { text: 0x81, binary: 0x82, deflated: 0xc1 } as const;

/** What comes before a payload of so many bytes (RFC 6455, 5.2), with room behind it for `more` of them. */
export const frameHead = (length: number, kind: keyof typeof final, more = 0): Buffer => {
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + more);
  bytes[0] = final[kind];
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  return bytes;
};

/** `payload` as one final, uncompressed frame. Shared by many and never changed. */
export const packet = (payload: Uint8Array, kind: 'text' | 'binary' = 'binary'): Buffer => {
  const bytes = frameHead(payload.length, kind, payload.length);
  bytes.set(payload, bytes.length - payload.length);
  return bytes;
};

export const payloadOf = (bytes: Buffer): Buffer => bytes.subarray(bytes[1] === 127 ? 10 : bytes[1] === 126 ? 4 : 2);
