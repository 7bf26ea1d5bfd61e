import type { Model } from '../core/kind.ts';
import { sha256 } from '../core/sha-256.ts';
import type { State } from './state.ts';

/** Addresses are alike whatever their letters; the address itself is not in the row. */
export const digest = (address: string): string => sha256(address.trim().toLowerCase());

/** For the work of the server: no screen is ever given one of these rows. */
export const subscriptionRows: Model<State> = {
  row: (state) => {
    if (state.stage === 'none' || state.stage === 'ended' || state.email === null) return null;
    const { to, askedAt, email, stage } = state;
    return { to, askedAt, address: digest(email), confirmed: stage === 'confirmed' };
  },
  sort: (row) => Number(row['askedAt']),
  indexes: {
    /** Of confirmed ones; everything is `*`, for an empty value is no value. */
    to: (row) => (row['confirmed'] === true ? String(row['to']) || '*' : null),
    address: (row) => String(row['address']),
  },
  secret: ['to', 'address'],
  sees: () => null,
};
