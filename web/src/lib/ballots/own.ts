/**
 * What only this person is told of themselves: the server says it when a screen begins to follow and after another device of theirs did
 * something; what the same screen asked since lies on top of it, so that my vote stays where I put it. Pure.
 */
import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Own, Statement } from '#shared/ballots/state.ts';

/** Something this screen asked: waiting for the line, or done. */
export interface Asked {
  readonly id: string;
  readonly command: BallotCommand;
  /** Server clock. */
  readonly askedAt: number;
  readonly waiting: boolean;
}

/** What everybody in the room is told about statements, and whether new ones wait for the host. */
export interface Room {
  readonly me: string;
  readonly review: boolean;
  readonly statements: readonly Statement[];
  /** The question and all that was merged into it. */
  readonly familyOf: (question: string) => readonly string[];
}

export const nothingOwn: Own = { marks: {}, ballots: {}, mood: null, seconds: [], statements: [] };

const made = (
  { me, review }: Pick<Room, 'me' | 'review'>,
  { id, askedAt }: Asked,
  { text, rewords = null }: { text: string; rewords?: string | null | undefined },
) => ({ id, by: me, text, rewords, stage: review ? 'held' : 'admitted', reason: null, at: askedAt }) satisfies Statement;

const add = (own: Own, asked: Asked, room: Room): Own => {
  const { command } = asked;
  switch (command.type) {
    case 'mark':
      return { ...own, marks: { ...own.marks, [command.statement]: command.mark } };
    case 'castBallot':
      return { ...own, ballots: { ...own.ballots, [command.poll]: command.choice } };
    case 'drawPaper':
      return command.poll in own.ballots ? own : { ...own, ballots: { ...own.ballots, [command.poll]: null } };
    case 'second':
      return { ...own, seconds: [...new Set([...own.seconds, command.question])] };
    case 'unsecond': {
      const family = room.familyOf(command.question);
      return { ...own, seconds: own.seconds.filter((one) => !family.includes(one)) };
    }
    case 'showMood':
      return { ...own, mood: command.mood };
    case 'makeStatement':
      return own.statements.some((one) => one.id === asked.id)
        ? own
        : { ...own, statements: [...own.statements, made(room, asked, command)] };
    default:
      return own;
  }
};

/** The stage of a statement is what the room is told of it; its text stays what I wrote, also where the room no longer reads it. */
const fate = (mine: Statement, { statements }: Pick<Room, 'statements'>): Statement => {
  const told = statements.find((one) => one.id === mine.id);
  return told ? { ...mine, stage: told.stage, reason: told.reason ?? mine.reason } : mine;
};

/** `told` as the server said it last, `asked` in the order it was asked. */
export const mergedOwn = (told: Own | undefined, asked: readonly Asked[], room: Room): Own => {
  const own = asked.reduce((sum, one) => add(sum, one, room), told ?? nothingOwn);
  return { ...own, statements: own.statements.map((one) => fate(one, room)).toSorted((a, b) => b.at - a.at) };
};
