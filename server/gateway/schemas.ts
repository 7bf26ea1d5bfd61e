/** The commands of a kind, one by one, from its one schema. */
import type { GenericSchema } from 'valibot';

export interface Variant {
  readonly type: string;
  readonly schema: GenericSchema;
}

interface Parts {
  readonly type?: string;
  readonly options?: readonly GenericSchema[];
  readonly entries?: Readonly<Record<string, { readonly literal?: unknown }>>;
  readonly pipe?: readonly GenericSchema[];
}

/** A variant may hold variants: commands of one type in several forms come several times. */
const leaves = (schema: GenericSchema): readonly GenericSchema[] => {
  const { options, pipe, entries } = schema as unknown as Parts;
  if (entries) return [schema];
  if (options) return options.flatMap(leaves);
  return pipe?.[0] ? leaves(pipe[0]) : [];
};

/** Each type once, in the order of the schema; several forms of one type are one schema that is any of them. */
export const variantsOf = (commands: GenericSchema): readonly Variant[] => {
  const found = new Map<string, GenericSchema>();
  for (const schema of leaves(commands)) {
    const { literal } = (schema as unknown as Parts).entries?.['type'] ?? {};
    if (typeof literal === 'string' && !found.has(literal)) found.set(literal, schema);
  }
  return [...found].map(([type, schema]) => ({ type, schema }));
};

/** All forms of a command of this type. */
export const formsOf = (commands: GenericSchema, type: string): readonly GenericSchema[] =>
  leaves(commands).filter((schema) => (schema as unknown as Parts).entries?.['type']?.literal === type);
