/** Days as spreadsheets count them (days since 30 December 1899), and as people type them. */
import { isDay } from '#shared/core/calendar.ts';

const milliseconds = 86_400_000;
const first = Date.UTC(1899, 11, 30);

/** `2026-12-31` → 46387; null when it is no day. */
export const serialOf = (day: string): number | null => (isDay(day) ? (Date.parse(`${day}T00:00:00Z`) - first) / milliseconds : null);

const ofSerial = (serial: number): string | null => {
  // 1950 to 2200: a smaller or larger number is a number.
  if (serial < 18_264 || serial > 109_575) return null;
  return new Date(first + Math.floor(serial) * milliseconds).toISOString().slice(0, 10);
};

const two = (part: string): string => part.padStart(2, '0');

/** `2026/1/5`, `2026.1.5`, `2026年1月5日`, `20260105`, 46387 and with a time behind them → `2026-01-05`; null when it is no day. */
export const dayFrom = (typed: string | number): string | null => {
  if (typeof typed === 'number') return ofSerial(typed);
  const plain = typed.normalize('NFKC').trim();
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) return /^\d{5}(?:\.\d+)?$/.test(plain) ? ofSerial(Number(plain)) : null;
  const [, year = '', month = '', date = ''] = found;
  const day = `${year}-${two(month)}-${two(date)}`;
  return isDay(day) ? day : null;
};
