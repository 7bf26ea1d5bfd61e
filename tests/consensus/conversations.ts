/** The two public conversations, which lie beside the project (CC BY 4.0, The Computational Democracy Project; see their READMEs). */
import { join } from 'node:path';
import { exportAt } from '#server/consensus/export.ts';
import { requestOf } from '#server/consensus/request.ts';
import type { StatementStatus } from '#shared/consensus/state.ts';
import type { Vote } from '#shared/consensus/votes.ts';

export const conversations = ['brexit-consensus', 'san-juan-land-bank'] as const;

export const folderOf = (name: string): string => join(import.meta.dirname, '../../../shared/data/consensus', name);

export interface Conversation {
  readonly votes: readonly Vote[];
  readonly status: ReadonlyMap<string, StatementStatus>;
}

export const conversation = (name: string): Conversation => {
  const { votes, status } = requestOf(JSON.parse(exportAt(folderOf(name))));
  return { votes, status: status! };
};

/** Only those who voted first. */
export const ofTheFirst = (people: number, { votes, status }: Conversation): Conversation => {
  const first = new Set<string>();
  for (const [participant] of votes) if (first.size < people) first.add(participant);
  return { votes: votes.filter(([participant]) => first.has(participant)), status };
};
