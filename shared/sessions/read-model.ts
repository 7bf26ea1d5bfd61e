import type { Model, Row } from '../core/kind.ts';
import { open } from './published.ts';
import type { Code, Session, SessionState, SessionTopic } from './state.ts';

/** One session in a list. */
export type SessionRow = {
  readonly id: string;
  readonly number: Session['number'];
  readonly title: string;
  readonly place: string;
  readonly startsAt: number;
  readonly stage: Session['stage'];
  readonly publicity: Session['publicity'];
  readonly topics: readonly SessionTopic[];
  /** Person ids; empty for the public. */
  readonly hosts: readonly string[];
  /** Person ids of those seated now; a viewer sees at most their own. */
  readonly seats: readonly string[];
  /** Codes that open it now. Never leaves the server: `sees` empties it. */
  readonly codes: readonly string[];
  readonly counts: {
    readonly seats: number;
    readonly questions: number;
    readonly answered: number;
    readonly commitments: number;
  };
};

const read = (row: Row): SessionRow => row as SessionRow;

const opens = (session: Session, { revoked }: Code): boolean => !revoked && (session.stage === 'preparing' || session.stage === 'open');

const countsOf = ({ questions, commitments }: Session, seats: number): SessionRow['counts'] => {
  const standing = questions.filter(({ stage }) => stage !== 'declined' && stage !== 'withdrawn');
  return {
    seats,
    questions: standing.length,
    answered: standing.filter(({ answers }) => answers.length > 0).length,
    commitments: commitments.filter(({ stage }) => stage !== 'refused').length,
  };
};

export const sessionRows: Model<SessionState> = {
  row(state, id): SessionRow | null {
    if (state.stage === 'none') return null;
    const { number, title, place, startsAt, stage, publicity, topics } = state;
    const seats = Object.values(state.seats).filter(({ left }) => left === null);
    return {
      ...{ id, number, title, place, startsAt, stage, publicity, topics },
      hosts: seats.filter(({ roles }) => roles.includes('host')).map(({ person }) => person),
      seats: seats.map(({ person }) => person),
      codes: (state.codes ?? []).filter((code) => opens(state, code)).map(({ code }) => code),
      counts: countsOf(state, seats.length),
    };
  },
  sort: (row) => read(row).startsAt,
  indexes: {
    stage: (row) => read(row).stage,
    host: (row) => read(row).hosts,
    /** Whoever has a code finds the session it opens; short codes of two sessions may be alike. */
    code: (row) => read(row).codes,
    topic: (row) => read(row).topics.map(({ id }) => id),
    seat: (row) => read(row).seats,
  },
  secret: ['code'],
  text: (row) => [read(row).title, read(row).place, ...read(row).topics.map(({ title }) => title)].join(' '),
  sees(row, viewer): SessionRow {
    const { hosts, seats } = read(row);
    return {
      ...read(row),
      codes: [],
      seats: seats.filter((person) => person === viewer.id),
      hosts: viewer.roles.length > 0 ? hosts : hosts.filter((person) => person === viewer.id),
    };
  },
  open,
};
