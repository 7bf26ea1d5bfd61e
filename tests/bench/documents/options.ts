/** `--quick`, `--only=crowd-500,cursors`, `--servers=this,hocuspocus`, `--rounds=1`. */
import { parseArgs } from 'node:util';
import { serverNames, type ServerName } from './servers/candidate.ts';

export interface Options {
  readonly quick: boolean;
  /** Empty = all. */
  readonly only: readonly string[];
  readonly servers: readonly ServerName[];
  readonly rounds: number;
}

const listed = (text: string | undefined): readonly string[] => text?.split(',').filter((word) => word !== '') ?? [];

export const readOptions = (args: readonly string[], cases: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      servers: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  const only = listed(values.only);
  const servers = values.servers === undefined ? serverNames : serverNames.filter((name) => listed(values.servers).includes(name));
  const unknown = [
    ...only.filter((name) => !cases.includes(name)),
    ...listed(values.servers).filter((name) => !serverNames.some((one) => one === name)),
  ];
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; cases: ${cases.join(', ')}; servers: ${serverNames.join(', ')}`);
  return { quick: values.quick, only, servers, rounds: Number(values.rounds ?? (values.quick ? 1 : 3)) };
};
