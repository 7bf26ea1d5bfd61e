/** Fields that several commands of an item share. */
import * as v from 'valibot';
import { file } from '../core/fields.ts';

/** Like `text`, but may be empty. */
export const note = (most: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((typed) => typed.replace(/\r\n?/gu, '\n').trim()),
      v.maxLength(most, 'long'),
    ),
    '',
  );
export const files = v.optional(v.pipe(v.array(file), v.maxLength(12, 'long')), []);
