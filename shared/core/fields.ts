/** The fields that commands of many kinds are made of. Limits are in characters. */
import * as v from 'valibot';
import { isDay } from './calendar.ts';

/** Ids made by clients: letters, digits, `-`, `_`, `:`; safe in a path, a file name and a log. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_:-]{1,64}$/, 'id'));
/** One line people typed: trimmed, never empty. */
export const line = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replace(/\s+/gu, ' ').trim()),
    v.minLength(1, 'empty'),
    v.maxLength(most, 'long'),
  );
/** Text with several lines: trimmed, never empty. */
export const text = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((typed) => typed.replace(/\r\n?/gu, '\n').trim()),
    v.minLength(1, 'empty'),
    v.maxLength(most, 'long'),
  );
/** Milliseconds since 1970, between 2000 and 2200. */
export const instant = v.pipe(
  v.number(),
  v.integer('instant'),
  v.minValue(946_684_800_000, 'instant'),
  v.maxValue(7_258_118_400_000, 'instant'),
);
/** A calendar day that exists, as people write it: `2026-10-24`. */
export const day = v.pipe(v.string(), v.check(isDay, 'day'));
/** Whole minutes, 1 minute to 24 hours. */
export const minutes = v.pipe(v.number(), v.integer('minutes'), v.minValue(1, 'minutes'), v.maxValue(1440, 'minutes'));
/** The id a file was given by `POST /api/files`. */
export const file = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}\.(?:jpg|png|webp|pdf)$/, 'file'));
