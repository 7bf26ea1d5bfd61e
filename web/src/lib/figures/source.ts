import { idOf, kindOf } from '#shared/core/recorded.ts';
import type { CreditSource } from '#shared/performances/state.ts';

/** Page of the thing a credit comes from; null = this page itself. */
export const sourceOf = ({ stream }: CreditSource): string | null => {
  const id = idOf(stream);
  switch (kindOf(stream)) {
    case 'sessions':
      return `/sessions/${id}/replay`;
    case 'checklists':
      return `/sessions/${id}/lists`;
    case 'items':
      return `/items/${id}`;
    default:
      return null;
  }
};
