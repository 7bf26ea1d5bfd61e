/**
 * Whole WebSocket frames. A server does not mask what it says, so that one frame is the same bytes for everybody: built once, it is written to
 * each socket as it is.
 */

/** First byte of a final frame: all of a text, or all of something binary. */
const final = { text: 0x81, binary: 0x82 } as const;

/** `payload` as one final, uncompressed frame (RFC 6455, 5.2). Shared by many and never changed. */
export const packet = (payload: Uint8Array, kind: keyof typeof final = 'binary'): Buffer => {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + length);
  bytes[0] = final[kind];
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.set(payload, head);
  return bytes;
};

export const payloadOf = (bytes: Buffer): Buffer => bytes.subarray(bytes[1] === 127 ? 10 : bytes[1] === 126 ? 4 : 2);
