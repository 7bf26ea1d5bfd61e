/**
 * The fingerprint of a key as people compare it, phone beside phone and with the big screen: four groups of four digits. The same everywhere =
 * everybody's papers are signed by one key, so nobody can tell them apart.
 */
export const paperCode = (fingerprint: string): string => {
  const bytes = Array.from(atob(fingerprint.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const number = bytes.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) % 10n ** 16n;
  return number
    .toString()
    .padStart(16, '0')
    .replace(/(\d{4})(?=\d)/gu, '$1 ');
};
