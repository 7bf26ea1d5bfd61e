import type { Model, Row } from '../core/kind.ts';
import { open } from './published.ts';
import type { Topic, State } from './state.ts';
import { seesEverything } from './visibility.ts';

/** For staff. Names and phone numbers stay in the stream. */
export type TopicRow = {
  readonly title: string;
  readonly description: string;
  readonly place: string;
  readonly category: string;
  readonly channel: string;
  readonly photo: string | null;
  readonly state: Topic['stage'];
  readonly endorsements: number;
  readonly joined: number;
  readonly into: string | null;
  readonly reason: string | null;
  /** Of all criteria together. */
  readonly score: number;
  readonly session: string | null;
  readonly submittedAt: number;
};

/** For everybody. `title`, `place`, `photo` are null until staff let the topic out: then only its receipt tells where it stands. */
export type PublicTopicRow = {
  readonly title: string | null;
  readonly place: string | null;
  readonly photo: string | null;
  readonly category: string;
  readonly state: Topic['stage'];
  readonly endorsements: number;
  readonly into: string | null;
  /** Why it was declined: a key of the rule pack, and what was added to it. */
  readonly reason: string | null;
  readonly note: string | null;
  readonly session: string | null;
  readonly submittedAt: number;
  readonly changedAt: number;
  readonly listed: boolean;
  /** Never leaves the server: `sees` empties it. */
  readonly receipts: readonly string[];
};

const read = (row: Row): TopicRow => row as TopicRow;
const readPublic = (row: Row): PublicTopicRow => row as PublicTopicRow;
const intoOf = (topic: Topic): string | null => ('into' in topic ? topic.into : null);

export const topics: Model<State> = {
  row(state): TopicRow | null {
    if (state.stage === 'unknown') return null;
    const { title, description, place, category, channel, endorsements, submittedAt } = state;
    return {
      ...{ title, description, place, category, channel, endorsements, submittedAt },
      photo: state.photos[0] ?? null,
      state: state.stage,
      joined: Object.keys(state.joined).length,
      into: intoOf(state),
      reason: state.stage === 'declined' ? state.reason : null,
      score: Object.values(state.scores).reduce((sum, score) => sum + score, 0),
      session: state.sessions.at(-1) ?? null,
    };
  },
  sort: (row) => read(row).submittedAt,
  indexes: {
    state: (row) => read(row).state,
    category: (row) => read(row).category,
    channel: (row) => read(row).channel,
    session: (row) => read(row).session,
    into: (row) => read(row).into,
  },
  text: (row) => `${read(row).title} ${read(row).place} ${read(row).description}`,
  sees: (row, viewer) => (seesEverything(viewer) ? row : null),
};

export const publicTopics: Model<State> = {
  row(state): PublicTopicRow | null {
    if (state.stage === 'unknown') return null;
    const { listed, category, endorsements, submittedAt, changedAt } = state;
    const declined = state.stage === 'declined' ? state : null;
    return {
      ...{ listed, category, endorsements, submittedAt, changedAt },
      title: listed ? state.title : null,
      place: listed ? state.place : null,
      photo: listed ? (state.photos[0] ?? null) : null,
      state: state.stage,
      into: intoOf(state),
      reason: declined?.reason ?? null,
      note: declined?.note ?? null,
      session: state.sessions.at(-1) ?? null,
      // Who handed in a merged topic finds with the same code also the one that it lives on in.
      receipts: [state.receipt, ...Object.values(state.joined).map(({ receipt }) => receipt)].filter((receipt) => receipt !== ''),
    };
  },
  sort: (row) => readPublic(row).changedAt,
  indexes: {
    /** Only those that were let out. */
    state: (row) => (readPublic(row).listed ? readPublic(row).state : null),
    listed: (row) => (readPublic(row).listed ? 'yes' : null),
    session: (row) => (readPublic(row).listed ? readPublic(row).session : null),
    receipt: (row) => readPublic(row).receipts,
  },
  secret: ['receipt'],
  text: (row) => `${readPublic(row).title ?? ''} ${readPublic(row).place ?? ''}`,
  sees: (row) => ({ ...row, receipts: [] }),
  open,
};
