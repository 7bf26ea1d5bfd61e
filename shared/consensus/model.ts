/** The map of all votes, going on from the map before. */
import { alignedTo, positionsOf, principalAxes } from './axes.ts';
import { refine, type Fit } from './fit.ts';
import { placesBefore } from './order.ts';
import { principal } from './start.ts';
import type { Votes } from './votes.ts';

/** Sweeps and stillness from nothing and from the map before. */
const cold = { sweeps: 40, still: 1e-6 } as const;
const warm = { sweeps: 4, still: 1e-7 } as const;

/** Whose map it is, so that a later one finds everybody again. */
export interface Model {
  readonly people: readonly string[];
  readonly statements: readonly string[];
  readonly fit: Fit;
}

/** 1 for those that shape the map. */
export type Active = Uint8Array;

export const coldModel = ({ people, statements, rows }: Votes, active: Active): Model => {
  const fit = refine(rows, active, principal(rows, active), cold.sweeps, cold.still);
  return { people, statements, fit: principalAxes(fit) };
};

/** Axes point as in `before`. */
export const alignedModel = (model: Model, before: Model): Model => ({
  ...model,
  fit: alignedTo(model.fit, before.fit, placesBefore(model.statements, before.statements), placesBefore(model.people, before.people)),
});

const carried = (pairs: Float64Array, places: Int32Array): Float64Array => {
  const to = new Float64Array(2 * places.length);
  for (let i = 0; i < places.length; i += 1)
    if (places[i]! >= 0) {
      to[2 * i] = pairs[2 * places[i]!]!;
      to[2 * i + 1] = pairs[2 * places[i]! + 1]!;
    }
  return to;
};

/** A map of few votes is made anew each time, since it costs nothing and a bad start would be carried on. */
const young = 400;

export const nextModel = (votes: Votes, active: Active, before: Model): Model => {
  if (votes.count < young) return alignedModel(coldModel(votes, active), before);
  const statements = placesBefore(votes.statements, before.statements);
  const start: Fit = {
    z: carried(before.fit.z, placesBefore(votes.people, before.people)),
    w: carried(before.fit.w, statements).map((value, at) => value * active[at >> 1]!),
    c: Float64Array.from(statements, (place, s) => (place < 0 ? 0 : before.fit.c[place]! * active[s]!)),
  };
  const fit = refine(votes.rows, active, start, warm.sweeps, warm.still);
  return alignedModel({ people: votes.people, statements: votes.statements, fit }, before);
};

export const mapOf = ({ fit }: Model): Float64Array => positionsOf(fit);
