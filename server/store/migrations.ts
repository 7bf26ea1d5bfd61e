import { CannotStart } from './cannot-start.ts';

/** A database made by a later release is left alone. */
export const refuseNewer = (version: number, known: number): void => {
  if (version <= known) return;
  throw new CannotStart(
    `The database is at version ${version}; this release knows versions up to ${known}. Start the release that made it, or a later one.`,
  );
};
