/** Who voted what: the last vote of each person on each statement, two bytes a vote. */
import { including, indexOf, placesBefore } from './order.ts';

/** 1 agree, 0 pass, −1 disagree. */
export type Mark = 1 | 0 | -1;
export type Vote = readonly [participant: string, statement: string, mark: Mark];

/** More would not fit into two bytes a vote. */
export const mostStatements = 16_383;

/** One vote in a row: `statement * 4 + mark + 1`, rising. */
export type Row = Uint16Array;

/** Never changed in place: a later table shares the rows of those who did not vote. */
export interface Votes {
  /** In order of id, as everywhere. */
  readonly people: readonly string[];
  readonly statements: readonly string[];
  /** One for each person. */
  readonly rows: readonly Row[];
  readonly count: number;
}

export const noVotes: Votes = { people: [], statements: [], rows: [], count: 0 };

interface Arrived {
  /** By participant: `statement * 4 + mark + 1` in order of arrival; statements that are new are numbered after the known ones. */
  readonly byPerson: ReadonlyMap<string, readonly number[]>;
  readonly fresh: readonly string[];
}

const arrive = ({ statements }: Votes, votes: Iterable<Vote>, listed: Iterable<string>): Arrived => {
  const known = indexOf(statements);
  const fresh = new Map<string, number>();
  const number = (id: string): number => {
    const place = known.get(id) ?? fresh.get(id);
    if (place !== undefined) return place;
    const next = statements.length + fresh.size;
    if (next >= mostStatements) throw new RangeError(`more than ${mostStatements} statements`);
    fresh.set(id, next);
    return next;
  };
  const byPerson = new Map<string, number[]>();
  for (const id of listed) number(id);
  for (const [participant, statement, mark] of votes) {
    const entry = number(statement) * 4 + mark + 1;
    const mine = byPerson.get(participant);
    if (mine) mine.push(entry);
    else byPerson.set(participant, [entry]);
  }
  return { byPerson, fresh: [...fresh.keys()] };
};

const nothing = 255;

/** Writes a person's votes into a line of marks, then reads the line in order. `marks` is left empty again. */
const rowOf = (before: Row, more: readonly number[], renumbered: Uint16Array, marks: Uint8Array): { row: Row; changed: number } => {
  let [length, changed] = [before.length, 0];
  for (const entry of before) marks[renumbered[entry >> 2]!] = entry & 3;
  for (const entry of more) {
    const place = renumbered[entry >> 2]!;
    if (marks[place] === nothing) length += 1;
    if (marks[place] !== (entry & 3)) changed += 1;
    marks[place] = entry & 3;
  }
  const row = new Uint16Array(length);
  for (let place = 0, at = 0; at < length; place += 1)
    if (marks[place] !== nothing) {
      row[at] = place * 4 + marks[place]!;
      marks[place] = nothing;
      at += 1;
    }
  return { row, changed };
};

const empty = new Uint16Array(0);
const none: readonly number[] = [];

/**
 * The votes that came since, the last one of a pair counting, and `listed` statements that perhaps nobody voted on. `changed` is how many
 * of them say something new; without any the table itself is given back.
 */
export const withVotes = (before: Votes, votes: Iterable<Vote>, listed: Iterable<string> = []): { votes: Votes; changed: number } => {
  const { byPerson, fresh } = arrive(before, votes, listed);
  const statements = including(before.statements, fresh);
  const people = including(
    before.people,
    [...byPerson.keys()].filter((id) => !indexOf(before.people).has(id)),
  );
  const places = indexOf(statements);
  const renumbered = Uint16Array.from([...before.statements, ...fresh], (id) => places.get(id)!);
  const marks = new Uint8Array(statements.length).fill(nothing);
  const from = placesBefore(people, before.people);
  let [changed, count] = [0, 0];
  const rows = people.map((id, i) => {
    const old = from[i]! < 0 ? empty : before.rows[from[i]!]!;
    const more = byPerson.get(id);
    const made = more !== undefined || fresh.length > 0 ? rowOf(old, more ?? none, renumbered, marks) : { row: old, changed: 0 };
    changed += made.changed;
    count += made.row.length;
    return made.changed > 0 || fresh.length > 0 ? made.row : old;
  });
  return changed === 0 && fresh.length === 0 ? { votes: before, changed } : { votes: { people, statements, rows, count }, changed };
};
