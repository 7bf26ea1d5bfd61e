/**
 * An id of our own for a command or a new stream: 32 hex digits. `crypto.randomUUID` exists only under https, and a hall may well be on
 * plain http in its own network.
 */
export const fresh = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
