/** What is kept of a room from tick to tick. Never changed in place. */
import { unasked, type Asking } from './asking.ts';
import type { Grouping } from './groups.ts';
import type { Model } from './model.ts';
import { noVotes, type Votes } from './votes.ts';

/** Only `active` ones shape the map; `meta` ones are about the person, not the matter. */
export type StatementStatus = 'active' | 'excluded' | 'meta';

export interface State {
  readonly votes: Votes;
  /** Of listed statements; one that is not listed is active. */
  readonly status: ReadonlyMap<string, StatementStatus>;
  readonly model: Model | null;
  readonly grouping: Grouping | null;
  /** The last groups shown, so that they get their names back should they be shown again. */
  readonly remembered: Grouping | null;
  /** The first group number never used. */
  readonly free: number;
  readonly asking: Asking;
}

export const nothing: State = {
  votes: noVotes,
  status: new Map(),
  model: null,
  grouping: null,
  remembered: null,
  free: 0,
  asking: unasked,
};
