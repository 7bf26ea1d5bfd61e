import type { RowPage } from '#shared/core/wire.ts';

export type Line = RowPage['rows'][number];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the front page shows of a row of any model: the few fields they have in common. */
export const known = ({ row }: Line) => ({
  title: text(row.title),
  place: text(row.place),
  number: text(row.number),
  startsAt: typeof row.startsAt === 'number' ? row.startsAt : null,
});

const folders = { 'items-public': 'items', 'topics-public': 'topics', sessions: 'sessions' } as const;
export const hrefOf = (model: keyof typeof folders, id: string): string => `/${folders[model]}/${id}`;
