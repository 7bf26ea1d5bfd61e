import * as v from 'valibot';

export const commands = v.object({ type: v.literal('freeze') });
export type Command = v.InferOutput<typeof commands>;
