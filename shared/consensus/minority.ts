/**
 * 少数意见: when a group or a role dissents by more than so much, the suggestion that is made of a statement carries it (domain page, "Live").
 * Parts of fewer than five people, or with fewer than five votes, are not counted in public, so nothing can be said of them either.
 */
import type { Direction } from './reason.ts';
import { figuresOn, type Figures, type RoomMap } from './room-map.ts';

export interface Dissent {
  readonly part: Figures['part'];
  /** Those who are not of the mind of the suggestion, of all who marked the statement, those who passed among them. */
  readonly against: number;
  readonly votes: number;
  readonly people: number;
}

/** `over`: share, as the rule pack says. The keenest first. The whole room and the ends of the map are no parts that could dissent. */
export const dissents = (map: RoomMap, statement: number, direction: Direction, over: number): readonly Dissent[] =>
  map.figures
    .flatMap((figures): Dissent[] => {
      const { part, people } = figures;
      const counts = figuresOn(map, figures, statement);
      if (counts === null || part === 'room' || 'end' in part) return [];
      const against = direction === 'agree' ? counts.against : counts.for;
      const votes = counts.for + counts.against + counts.pass;
      return against > over * votes ? [{ part, against, votes, people }] : [];
    })
    .sort((a, b) => b.against / b.votes - a.against / a.votes);
