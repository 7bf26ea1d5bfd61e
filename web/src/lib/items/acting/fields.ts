/** Fields that many actions ask for. */
import type { Field } from '../actions.ts';

export const text = (most: number): Field => ({ name: 'text', most });
export const optionalText = (most: number): Field => ({ name: 'text', optional: true, most });
export const reason = (most: number): Field => ({ name: 'reason', most });
export const files: Field = { name: 'files', optional: true };
