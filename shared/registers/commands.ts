import * as v from 'valibot';
import type { StreamId } from '../core/recorded.ts';

const stream = v.custom<StreamId>((given) => typeof given === 'string' && /^[a-z-]{1,32}\/[A-Za-z0-9_:-]{1,64}$/.test(given), 'stream');

export const commands = v.variant('type', [v.object({ type: v.literal('allot'), for: stream })]);

export type Command = v.InferOutput<typeof commands>;
